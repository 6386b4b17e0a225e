#include "tools/tables/pairing.h"

#include <doctest/doctest.h>

#include "tools/study/batch.h"

namespace tools {
namespace {

sim::Table small_pairing(std::vector<std::string> policies) {
  StudyOptions options;
  options.scenarios = std::move(policies);
  options.folder = REPOSITORY "/scenarios";
  options.overrides = {"population.scale=0.05"};
  options.until = "2024-12-31";
  options.runs = 6;
  return pairing_table(run_study(typed_study(options)));
}

/// What pairing saves of a measure against a scenario, with its interval.
std::vector<sim::Cell> saving(const sim::Table& table, const std::string& measure,
                              const std::string& scenario) {
  for (const auto& row : table.rows) {
    if (row[0].raw == sim::Raw(measure) && row[1].raw == sim::Raw(scenario))
      return {row.begin() + 2, row.begin() + 5};
  }
  FAIL("no row ", measure, " of ", scenario);
  return {};
}

TEST_CASE("what pairing saves stands by measure and policy, and what does not vary is said so") {
  const sim::Table table = small_pairing({"history", "no-controls", "strong-enforcement"});
  CHECK_NOTHROW(sim::write(table, sim::Format::kCsv));
  const auto stock = saving(table, "nation_china 2024", "no-controls");
  CHECK(std::get<double>(stock[0].raw) > 0);
  CHECK(std::get<double>(stock[1].raw) <= std::get<double>(stock[2].raw));
  // Enforcement that differs from 2025 on differs in nothing before.
  CHECK(saving(table, "nation_china 2024", "strong-enforcement")[0].text == "exact");
  CHECK(saving(table, "year of a million, campus", "no-controls")[0].text == "no spread");
}

}  // namespace
}  // namespace tools
