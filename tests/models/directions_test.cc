// What the shipped scenarios must show against each other, run by run.
#include <numeric>

#include <doctest/doctest.h>

#include "tools/study/studies.h"

namespace chokepoint {
namespace {

const tools::ScenarioRuns& named(const tools::Study& study, const std::string& name) {
  for (const tools::ScenarioRuns& scenario : study.scenarios) {
    if (scenario.setting.name == name) return scenario;
  }
  FAIL("no scenario " << name);
  return study.scenarios.front();
}

double mean(const tools::ScenarioRuns& scenario, const char* measure, int year) {
  const std::vector<double> values = scenario.good(measure, year);
  REQUIRE_FALSE(values.empty());
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// China's chips that came in legally, whatever the rules say of them now.
double legal(const tools::ScenarioRuns& scenario, int year) {
  return mean(scenario, "still_legal", year) + mean(scenario, "before_ban", year) +
         mean(scenario, "licensed", year);
}

TEST_CASE(
    "freer rules give China more legal compute, tighter rules less, stronger enforcement fewer smuggled "
    "chips") {
  tools::StudyOptions options;
  options.scenarios = {"history", "no-controls", "tight", "loopholes-open", "strong-enforcement"};
  options.folder = REPOSITORY "/scenarios";
  options.until = "2025-12-31";
  options.runs = 12;
  const tools::Study study = tools::run_study(options);
  const tools::ScenarioRuns& history = named(study, "history");
  const tools::ScenarioRuns& free = named(study, "no-controls");
  const tools::ScenarioRuns& strong = named(study, "strong-enforcement");

  CHECK(legal(free, 2024) > 1.2 * legal(history, 2024));
  CHECK(mean(free, "nation_china", 2024) > mean(history, "nation_china", 2024));
  // What is left of the H20 is sold as chips cut to the line: many, but of little use.
  CHECK(mean(named(study, "tight"), "legal_in_year", 2024) < mean(history, "legal_in_year", 2024));
  CHECK(legal(named(study, "loopholes-open"), 2024) > legal(history, 2024));
  CHECK(mean(strong, "smuggled_chips_in_year", 2025) < 0.8 * mean(history, "smuggled_chips_in_year", 2025));
  CHECK(strong.good("smuggled_chips_in_year", 2024) == history.good("smuggled_chips_in_year", 2024));
}

}  // namespace
}  // namespace chokepoint
