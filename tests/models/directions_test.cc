// What the shipped scenarios must show against each other, run by run.
#include <numeric>

#include <doctest/doctest.h>

#include "tools/study/batch.h"

namespace chokepoint {
namespace {

const tools::VariantRuns& named(const tools::Results& results, const std::string& name) {
  for (const tools::VariantRuns& scenario : results.variants()) {
    if (scenario.name() == name) return scenario;
  }
  FAIL("no scenario " << name);
  return results.variants().front();
}

double mean(const tools::VariantRuns& scenario, const char* measure, int year) {
  const std::vector<double> values = scenario.good(measure, year);
  REQUIRE_FALSE(values.empty());
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// China's chips that came in legally, whatever the rules say of them now.
double legal(const tools::VariantRuns& scenario, int year) {
  return mean(scenario, "still_legal", year) + mean(scenario, "before_ban", year) +
         mean(scenario, "licensed", year);
}

TEST_CASE("freer rules give China more legal compute, stronger enforcement fewer smuggled chips") {
  tools::StudyOptions options;
  options.scenarios = {"history", "no-controls", "loopholes-open", "strong-enforcement"};
  options.folder = REPOSITORY "/scenarios";
  options.until = "2025-12-31";
  options.runs = 12;
  const tools::Results results = tools::run_study(tools::typed_study(options));
  const tools::VariantRuns& history = named(results, "history");
  const tools::VariantRuns& free = named(results, "no-controls");
  const tools::VariantRuns& strong = named(results, "strong-enforcement");

  CHECK(legal(free, 2024) > 1.2 * legal(history, 2024));
  CHECK(mean(free, "nation_china", 2024) > mean(history, "nation_china", 2024));
  CHECK(legal(named(results, "loopholes-open"), 2024) > legal(history, 2024));
  CHECK(mean(strong, "smuggled_chips_in_year", 2025) < 0.8 * mean(history, "smuggled_chips_in_year", 2025));
  CHECK(strong.good("smuggled_chips_in_year", 2024) == history.good("smuggled_chips_in_year", 2024));
}

}  // namespace
}  // namespace chokepoint
