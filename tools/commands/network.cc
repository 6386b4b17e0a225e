#include "tools/commands/all.h"

#include <memory>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "models/setup.h"
#include "models/week.h"
#include "sim/experiment/batch.h"
#include "sim/experiment/files.h"
#include "sim/experiment/interrupt.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/result_folder.h"
#include "tools/study/source.h"
#include "tools/tables/network.h"

namespace tools {
namespace {

using chokepoint::Place;
using chokepoint::RingsThen;
using chokepoint::Scenario;
using chokepoint::World;
using sim::Id;

struct NetworkOptions {
  StudyOptions study;
  std::string date = "2025-01-01";
  std::size_t routes = 8;
  std::size_t hubs = 5;
};

/// The week of the day, with a year of the span after it.
int week_asked(const NetworkOptions& options, const Scenario& scenario) {
  sim::Problems problems;
  const auto date = sim::Date::parse(options.date);
  if (!date) {
    problems.add(argument("--date"), fmt::format("bad date '{}'", options.date),
                 "expected a day such as 2024-06-01");
    throw sim::BadInput(problems);
  }
  const int week = scenario.calendar.week_of(*date);
  const int last = scenario.calendar.weeks - chokepoint::kWeeksOfAYear;
  if (week < 0 || week > last) {
    problems.add(argument("--date"),
                 fmt::format("{} is not in the span, or no year of it follows", date->iso()),
                 last < 0 ? "the span is shorter than a year"
                          : fmt::format("accepted: {} to {}", scenario.calendar.first.iso(),
                                        scenario.calendar.date_of(last).iso()));
    throw sim::BadInput(problems);
  }
  return week;
}

World world_on(const Scenario& scenario, const sim::RandomStreams& streams, int week) {
  World world = chokepoint::make_world(scenario, streams);
  while (world.week < week) chokepoint::run_week(world);
  return world;
}

NetworkRun look(const World& world) {
  const Scenario& scenario = *world.scenario;
  NetworkRun run;
  run.map = chokepoint::map_of(world);
  if (run.map.product.is_none()) return run;
  run.cut = chokepoint::least_cut(scenario.places, run.map.sources, scenario.china,
                                  chokepoint::whole_usd(run.map.lanes));
  run.between = chokepoint::betweenness(scenario.places, run.map.weights());
  run.smuggled_out = chokepoint::smuggled_out(world);
  for (const auto lane : sim::ids(scenario.places.to)) {
    if (scenario.places.to[lane] == scenario.china) run.into_china_usd += run.map.lanes[lane].smuggled_usd;
  }
  return run;
}

OfficerRun try_officers(const World& world, const std::vector<Id<Place>>& hubs) {
  OfficerRun run;
  run.share = world.parameters.network.officer_share;
  run.still = year_after(world, {}, RingsThen::kStandStill);
  run.adapting = year_after(world, {}, RingsThen::kAdapt);
  for (const Id<Place> hub : hubs) {
    run.hub_still.push_back(year_after(world, {hub, run.share}, RingsThen::kStandStill));
    run.hub_adapting.push_back(year_after(world, {hub, run.share}, RingsThen::kAdapt));
  }
  return run;
}

/// What came of jobs: the results there are, and a word on those that failed.
template <class T>
std::vector<T> kept(sim::BatchResult<T> batch, std::vector<std::string>& notes, int& status) {
  std::vector<T> results;
  for (auto& result : batch.results) {
    if (result) results.push_back(std::move(*result));
  }
  for (const sim::Failure& failure : batch.failures) {
    spdlog::warn("run {} failed: {}", failure.index, failure.message);
    status = 1;
  }
  if (results.size() < batch.results.size())
    notes.push_back(fmt::format("{} of {} runs.", results.size(), batch.results.size()));
  if (batch.interrupted) status = 130;
  return results;
}

void show_named(const sim::StudyRecord& record, const std::vector<std::pair<std::string, sim::Table>>& tables,
                sim::Format format, const Screen& screen) {
  if (format == sim::Format::kJson) {
    say("{{");
    for (std::size_t i = 0; i < tables.size(); ++i)
      say("{}\"{}\": {}", i == 0 ? "" : ", ", tables[i].first, sim::write(tables[i].second, format));
    say("}}\n");
    return;
  }
  std::vector<sim::Table> to_show;
  for (const auto& [name, table] : tables) to_show.push_back(table);
  show(with_source(record, std::move(to_show)), format, screen);
}

void study_network(const NetworkOptions& options, int& status) {
  const sim::Format format = format_named(options.study.format);
  if (options.study.scenarios.size() != 1) refuse_argument("scenario", "network looks at one scenario");
  const Study study = typed_study(options.study);
  const Scenario& scenario = *study.variants.front().scenario;
  const int week = week_asked(options, scenario);
  if (!options.study.out.empty()) sim::make_result_folder(options.study.out);
  const sim::Threads threads(options.study.threads);
  const sim::InterruptGuard guard;
  const std::size_t runs = options.study.runs;
  NetworkFindings found;
  found.scenario = &scenario;
  found.date = scenario.calendar.date_of(week);
  found.routes = options.routes;
  found.notes.push_back(
      fmt::format("{} runs, seed {}: median [5 %–95 %] over runs.", runs, options.study.seed));
  sim::Progress progress(options.hubs == 0 ? runs : 2 * runs);
  const auto streams_of = [&](std::size_t run) { return sim::RandomStreams{options.study.seed, run}; };
  found.runs = kept(
      sim::run_batch(
          runs, [&](std::size_t run) { return look(world_on(scenario, streams_of(run), week)); }, progress),
      found.notes, status);
  if (found.runs.empty()) return;
  if (found.runs.front().map.product.is_none()) {
    say("Nothing that is on sale is barred from China under {} on {}: there is no trade to study.\n",
        scenario.name, found.date.iso());
    return;
  }
  found.hubs = busiest(found, options.hubs);
  if (!found.hubs.empty()) {
    // Worlds are made anew rather than kept: many runs would not fit in memory.
    found.officers = kept(sim::run_batch(
                              runs,
                              [&](std::size_t run) {
                                return try_officers(world_on(scenario, streams_of(run), week), found.hubs);
                              },
                              progress),
                          found.notes, status);
  }
  const auto tables = network_tables(found);
  show_named(study.record, tables, format, options.study.screen);
  write_results(study, tables);
}

}  // namespace

void declare_network(CLI::App& command, int& status) {
  const auto options = std::make_shared<NetworkOptions>();
  options->study.runs = 20;
  declare_study_options(command, options->study);
  add_option(command, "--date", options->date, "the day to look at").shows_default();
  add_whole<std::size_t>(command, "--routes", options->routes, "how many of the best routes", 1, 100)
      .shows_default("8");
  add_whole<std::size_t>(command, "--hubs", options->hubs,
                         "at how many of the busiest hubs to try one more inspector", 0, 128)
      .shows_default("5");
  on_run(command, [options, &status] { study_network(*options, status); });
}

}  // namespace tools
