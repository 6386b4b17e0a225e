#include "tools/tables/price.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "models/record/price.h"
#include "sim/report/words.h"
#include "tools/study/variant.h"
#include "tools/tables/notes.h"
#include "tools/tables/price_figures.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using chokepoint::PricedPeriod;
using chokepoint::PriceItem;
using sim::Align;
using sim::Audience;

/// The periods that a policy is priced over, run by run, in its three roles; nothing where a run is not there.
class PricedPolicy {
 public:
  using Periods = std::vector<PricedPeriod>;

  PricedPolicy(const Results& results, std::size_t policy) {
    for (std::size_t role = 0; role < kPriceRoles; ++role) {
      for (const auto& outcome : results.variants()[policy * kPriceRoles + role].outcomes)
        runs_[role].push_back(outcome ? chokepoint::priced_periods(*outcome) : Periods{});
    }
  }

  /// Those of its runs, the whole span last; none when no run was finished.
  Periods periods() const {
    const auto run =
        std::find_if(runs_[0].begin(), runs_[0].end(), [](const Periods& p) { return !p.empty(); });
    return run == runs_[0].end() ? Periods{} : *run;
  }

  AmountOf at(std::size_t period) const {
    return [this, period](const chokepoint::PriceAmount& amount, PriceRole role) {
      std::vector<double> values;
      for (const Periods& periods : runs_[static_cast<std::size_t>(role)])
        values.push_back(period < periods.size() ? amount.in(periods[period]) : std::nan(""));
      return values;
    };
  }

 private:
  std::array<std::vector<Periods>, kPriceRoles> runs_;
};

constexpr const char* kRatio = "denied_per_million_usd";
constexpr const char* kRatioSays = "China's stock denied by enforcement, per million USD of it so far";

std::string year_words(const PricedPeriod& period) {
  return period.year == 0 ? "whole span" : fmt::format("{}", period.year);
}

void add_cell(std::vector<sim::Cell>& row, const sim::Mean& mean, sim::Sign sign) {
  row.push_back(std::isfinite(mean.value)
                    ? sim::number_cell(mean.value, sim::with_interval(mean.value, mean.interval, sign))
                    : sim::missing_cell());
}

/// A row of the panel for people: the years shown, the whole span, which is the last period, with its interval, the
/// difference to the first.
template <class FigureIn>
void add_panel_row(sim::Table& table, const char* says, const char* unit,
                   const std::vector<std::size_t>& shown, std::size_t last, bool is_first,
                   const FigureIn& figure_in) {
  std::vector<sim::Cell> row{sim::text_cell(says), sim::text_cell(unit)};
  for (const std::size_t period : shown) row.push_back(sim::number_cell(figure_in(period).mean.value));
  const PriceFigure whole = figure_in(last);
  add_cell(row, whole.mean, sim::Sign::kMinusOnly);
  if (!is_first) add_cell(row, whole.less_first, sim::Sign::kAlways);
  table.rows.push_back(std::move(row));
}

void add_tidy_row(sim::Table& table, const std::string& policy, const PricedPeriod& period, const char* name,
                  const char* unit, const PriceFigure& figure) {
  table.rows.push_back(
      {sim::text_cell(policy), sim::text_cell(name), sim::text_cell(unit), sim::text_cell(year_words(period)),
       sim::number_cell(figure.mean.value), sim::number_cell(figure.mean.interval.low),
       sim::number_cell(figure.mean.interval.high), sim::count_cell(figure.mean.count),
       sim::number_cell(figure.less_first.value), sim::number_cell(figure.less_first.interval.low),
       sim::number_cell(figure.less_first.interval.high)});
}

std::vector<std::string> price_notes(const Results& results) {
  std::vector<std::string> notes = run_notes(results);
  notes.emplace_back(
      "Mean over runs; the whole span, and what it is more than under the first policy run by run, with the "
      "90 % t interval of that mean. Every run is paired with one of the same random draws without any control, and "
      "with one of the same controls at enforcement strength 0.");
  notes.emplace_back(kSoldElsewhere);
  notes.emplace_back(
      "Denied per million USD is a ratio of means, with its 90 % Fieller interval; less the first: what is "
      "denied more per million USD spent more. Sales at list prices, to those who use or divert the chips: "
      "what fronts and arms abroad buy is sold. Enforcement money is a model of costs, parameters.costs; "
      "what sellers spend on looking is not in it.");
  return notes;
}

}  // namespace

sim::Table price_panel(const Results& results, std::size_t policy, const std::vector<int>& years) {
  const PricedPolicy runs(results, policy);
  const PricedPolicy first(results, 0);
  sim::Table table;
  table.title = fmt::format("The price of the policy: {}",
                            title_of(results, results.variants()[policy * kPriceRoles].name()));
  table.columns = {{"what"}, {"unit"}};
  const std::vector<PricedPeriod> all = runs.periods();
  const std::size_t periods = all.size();
  std::vector<std::size_t> shown;
  for (std::size_t period = 0; period + 1 < periods; ++period) {
    if (!years.empty() && std::ranges::find(years, all[period].year) == years.end()) continue;
    shown.push_back(period);
    table.columns.push_back({year_words(all[period]), Align::kRight});
  }
  table.columns.push_back({"whole span", Align::kRight, "", "", Audience::kAll, sim::Behind::kError});
  if (policy > 0)
    table.columns.push_back({"less the first", Align::kRight, "", "", Audience::kAll, sim::Behind::kError});
  if (periods == 0) return table;
  for (const PriceItem& item : chokepoint::price_items())
    add_panel_row(table, item.sentence, item.unit, shown, periods - 1, policy == 0, [&](std::size_t period) {
      return price_figure(item.terms, runs.at(period), first.at(period));
    });
  add_panel_row(table, kRatioSays, "H100e", shown, periods - 1, policy == 0,
                [&](std::size_t period) { return denied_per_million(runs.at(period), first.at(period)); });
  if (policy == 0) table.notes = price_notes(results);
  return table;
}

sim::Table price_table(const Results& results) {
  sim::Table table;
  table.title = "The price of policies";
  table.columns = {{"scenario"},
                   {"item"},
                   {"unit"},
                   {"year"},
                   {"mean", Align::kRight},
                   {"low", Align::kRight},
                   {"high", Align::kRight},
                   {"pairs", Align::kRight},
                   {"less first", Align::kRight, "", "difference"},
                   {"low", Align::kRight, "", "difference_low"},
                   {"high", Align::kRight, "", "difference_high"}};
  for (std::size_t policy = 0; policy * kPriceRoles < results.variants().size(); ++policy) {
    const PricedPolicy runs(results, policy);
    const PricedPolicy first(results, 0);
    const std::string& name = results.variants()[policy * kPriceRoles].name();
    const std::vector<PricedPeriod> periods = runs.periods();
    for (std::size_t period = 0; period < periods.size(); ++period) {
      const PricedPeriod& which = periods[period];
      for (const PriceItem& item : chokepoint::price_items())
        add_tidy_row(table, name, which, item.name, item.unit,
                     price_figure(item.terms, runs.at(period), first.at(period)));
      add_tidy_row(table, name, which, kRatio, "H100e/million USD",
                   denied_per_million(runs.at(period), first.at(period)));
    }
  }
  table.notes = price_notes(results);
  return table;
}

}  // namespace tools
