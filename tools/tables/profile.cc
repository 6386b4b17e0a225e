#include "tools/tables/profile.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "models/week.h"
#include "sim/report/words.h"

namespace tools {
namespace {

sim::Cell milliseconds_cell(double value) { return sim::number_cell(value, fmt::format("{:.3f}", value)); }

}  // namespace

sim::Table profile_table(const sim::PhaseTimes& times, std::size_t runs, int threads) {
  const auto phases = chokepoint::phases_of_a_week();
  std::vector<double> spent;
  for (const std::chrono::nanoseconds time : times.spent)
    spent.push_back(std::chrono::duration<double, std::milli>(time).count() / static_cast<double>(runs));
  const double all = std::accumulate(spent.begin(), spent.end(), 0.0);
  std::vector<std::size_t> order(spent.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return spent[a] > spent[b]; });
  sim::Table table;
  table.title = "Where the time of a run goes";
  table.columns = {{"phase"}, {"time", sim::Align::kRight, "ms a run", "ms"}, {"share", sim::Align::kRight}};
  for (const std::size_t phase : order) {
    table.rows.push_back({sim::text_cell(phases[phase].name), milliseconds_cell(spent[phase]),
                          sim::share_cell(all > 0 ? spent[phase] / all : 0)});
  }
  table.rows.push_back({sim::text_cell("all phases"), milliseconds_cell(all), sim::share_cell(1)});
  table.notes = {
      fmt::format("Mean of {}, one after another on {}. What phases do: `chokepoint describe week`.",
                  sim::counted(static_cast<std::size_t>(runs), "run"),
                  sim::counted(static_cast<std::size_t>(threads), "thread"))};
  return table;
}

}  // namespace tools
