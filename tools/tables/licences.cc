#include "tools/tables/licences.h"

#include <algorithm>

#include <fmt/format.h>

#include "models/setup.h"
#include "sim/experiment/batch.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"
#include "tools/tables/columns.h"
#include "tools/tables/notes.h"
#include "tools/tables/titles.h"
#include "tools/trace/traced_run.h"

namespace tools {
namespace {

using chokepoint::EventKind;

/// What the buyers of one place asked for in one run.
struct Load {
  double filed = 0;
  double weeks = 0;  ///< that they wait, summed
  double refused = 0;
};
using LoadByPlace = std::vector<Load>;

LoadByPlace load_of(const VariantRuns& scenario, std::uint64_t seed, std::uint64_t run) {
  const sim::RandomStreams streams{seed, run};
  chokepoint::World world = chokepoint::make_world(
      scenario.scenario(), streams, chokepoint::draw_parameters(scenario.scenario().parameters, streams));
  LoadByPlace load(scenario.scenario().places.places());
  run_traced(world, [&](const chokepoint::World& now, std::span<const chokepoint::Event> events) {
    for (const chokepoint::Event& event : events) {
      if (event.kind != EventKind::kFiled && event.kind != EventKind::kNotGranted) continue;
      Load& of_place = load[now.buyers.place[event.buyer].index()];
      const double counts = now.stands_for(event.buyer);
      if (event.kind == EventKind::kFiled) {
        of_place.filed += counts;
        of_place.weeks += counts * event.value;
      } else {
        of_place.refused += counts;
      }
    }
    return Tracing::kGoOn;
  });
  return load;
}

void add_mean(std::vector<sim::Cell>& row, const std::vector<double>& values) {
  const sim::Mean mean = sim::mean_with_interval(values);
  add_estimate(row, mean.value, mean.interval);
}

}  // namespace

sim::Table licence_load_table(const Results& results) {
  struct Job {
    std::size_t scenario;
    std::size_t run;
  };
  std::vector<Job> jobs;
  for (std::size_t scenario = 0; scenario < results.variants().size(); ++scenario) {
    if (results.variants()[scenario].variant().role != PriceRole::kPolicy) continue;
    const auto& outcomes = results.variants()[scenario].outcomes;
    for (std::size_t run = 0; run < outcomes.size(); ++run) {
      if (outcomes[run]) jobs.push_back({scenario, run});
    }
  }
  sim::Progress progress(jobs.size());
  const auto batch = sim::run_batch(
      jobs.size(),
      [&](std::size_t i) {
        return load_of(results.variants()[jobs[i].scenario], results.study().options.seed, jobs[i].run);
      },
      progress);

  sim::Table table;
  table.title = "Who waits for licences, whole span";
  table.columns = {{"scenario"}, {"country"}};
  Columns columns(table);
  columns.estimate("licences asked for", "applications", "filed");
  columns.estimate("mean wait", "weeks", "wait");
  columns.estimate("refused", "applications", "refused");
  for (std::size_t scenario = 0; scenario < results.variants().size(); ++scenario) {
    if (results.variants()[scenario].variant().role != PriceRole::kPolicy) continue;
    const chokepoint::PlaceNetwork& places = results.variants()[scenario].scenario().places;
    for (const auto place : sim::ids(places.code)) {
      std::vector<double> filed;
      std::vector<double> wait;
      std::vector<double> refused;
      for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (jobs[i].scenario != scenario || !batch.results[i]) continue;
        const Load& load = (*batch.results[i])[place.index()];
        filed.push_back(load.filed);
        refused.push_back(load.refused);
        if (load.filed > 0) wait.push_back(load.weeks / load.filed);
      }
      if (wait.empty()) continue;
      std::vector<sim::Cell> row{scenario_cell(results, results.variants()[scenario].name()),
                                 sim::text_cell(places.name[place])};
      add_mean(row, filed);
      add_mean(row, wait);
      add_mean(row, refused);
      table.rows.push_back(std::move(row));
    }
  }
  table.notes = run_notes(results);
  table.notes.emplace_back(
      "Means over runs with 90 % t intervals, by the country where the buyer stands; the wait over runs in "
      "which one was asked for. Countries whose buyers need none are left out.");
  return table;
}

}  // namespace tools
