#include "tools/study/shared_runs.h"

#include <algorithm>

#include "models/branch.h"
#include "models/record/ask.h"
#include "sim/experiment/interrupt.h"
#include "sim/input/fields_walk.h"
#include "tools/study/quantity.h"

namespace tools {
namespace {

std::vector<double> values_of_parameters(chokepoint::Parameters parameters) {
  std::vector<double> values;
  sim::for_each_parameter(parameters, [&](const std::string&, const sim::Parameter& parameter,
                                          const sim::Says&) { values.push_back(parameter.value); });
  return values;
}

}  // namespace

std::vector<std::vector<std::size_t>> sets_that_share(std::span<const RunInput> runs, std::size_t most) {
  std::vector<std::vector<std::size_t>> sets;
  std::vector<std::vector<double>> values;  // of the parameters of each set
  for (std::size_t run = 0; run < runs.size(); ++run) {
    const RunInput& input = runs[run];
    std::vector<double> mine = most > 1 ? values_of_parameters(input.parameters) : std::vector<double>{};
    std::size_t at = 0;
    const auto shares = [&](const std::vector<std::size_t>& set) {
      const RunInput& first = runs[set.front()];
      return set.size() < most && first.streams.seed == input.streams.seed &&
             first.streams.run == input.streams.run && values[at] == mine &&
             first.scenario->undated == input.scenario->undated;
    };
    while (at < sets.size() && !shares(sets[at])) ++at;
    if (at == sets.size()) {
      sets.emplace_back();
      values.push_back(std::move(mine));
    }
    sets[at].push_back(run);
  }
  return sets;
}

void run_set(std::span<const RunInput> runs, std::span<const std::size_t> set,
             std::span<const sim::Expression> figures, chokepoint::Checks checks, const RunsTold& told) {
  std::vector<std::size_t> asked;
  std::vector<const chokepoint::Scenario*> scenarios;
  std::vector<std::vector<chokepoint::Query>> queries;
  chokepoint::Branches branches;
  for (const std::size_t run : set) {
    const chokepoint::Scenario& scenario = *runs[run].scenario;
    try {
      queries.push_back(queries_of(scenario, figures));
    } catch (const std::exception& error) {
      told.failed(run, error.what());
      continue;
    }
    asked.push_back(run);
    scenarios.push_back(&scenario);
    // One looks at a past for all who go on from it, and nobody minds a look too many.
    const std::vector<int> weeks = chokepoint::weeks_to_watch(queries.back(), scenario.calendar);
    branches.watched.insert(branches.watched.end(), weeks.begin(), weeks.end());
  }
  branches.ended = [&](std::size_t run, const chokepoint::World& world) {
    told.ended(asked[run], chokepoint::outcome_with_answers(world, queries[run]));
  };
  branches.failed = [&](std::size_t run, const std::exception& why) { told.failed(asked[run], why.what()); };
  branches.stop = sim::interrupt_requested;
  const RunInput& first = runs[set.front()];
  const chokepoint::WeeksWorked worked =
      chokepoint::run_branches(scenarios, first.streams, first.parameters, checks, branches);
  told.worked(worked.run, worked.whole);
}

}  // namespace tools
