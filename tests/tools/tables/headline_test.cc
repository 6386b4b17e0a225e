#include "tools/tables/headline.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "models/compute/world_state.h"
#include "tools/study/batch.h"
#include "tools/tables/differences.h"
#include "tools/tables/tables.h"
#include "tools/tables/world.h"

namespace tools {
namespace {

Results small_runs(const char* unit) {
  StudyOptions options;
  options.scenarios = {"history", "no-controls"};
  options.folder = REPOSITORY "/scenarios";
  // Above what China has in H100e, below what it has in chips.
  options.overrides = {"population.scale=0.05", "question={million: 100000, definition: nation}",
                       std::string("question.unit=") + unit};
  options.until = "2023-12-31";
  options.runs = 2;
  return run_study(typed_study(options));
}

std::size_t column_of(const sim::Table& table, const std::string& name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const sim::TableColumn& column) { return column.name == name; });
  REQUIRE_MESSAGE(found != table.columns.end(), name);
  return static_cast<std::size_t>(found - table.columns.begin());
}

TEST_CASE("the headline shows chances, years and sites in H100e and in chips side by side") {
  const Results results = small_runs("h100e");
  const sim::Table table = headline_table(results);
  for (const char* cluster : chokepoint::kClusterNames) {
    const std::string name = cluster;
    CHECK(column_of(table, "p_" + name + "_chips_2023") == column_of(table, "p_" + name + "_2023") + 4);
    CHECK(column_of(table, name + "_chips_year_median") == column_of(table, name + "_year_median") + 4);
  }
  for (const char* name :
       {"campus_china_chips_2023_median", "campus_us_chips_2023_median", "campus_ratio_chips_2023_median"})
    CHECK(column_of(table, name) > 0);
  std::size_t shown = 1;
  for (const sim::Table& panel : headline_panels(results)) shown += panel.columns.size() - 1;
  CHECK(shown == table.columns.size());
}

TEST_CASE("the unit of the question decides which world it is, and leaves the headline as it is") {
  const Results by_h100e = small_runs("h100e");
  const Results by_chips = small_runs("chips");
  const auto text = [](const sim::Table& table) { return sim::write(table, sim::Format::kCsv); };
  CHECK(text(headline_table(by_h100e)) == text(headline_table(by_chips)));
  CHECK(world_table(by_h100e, 2023).notes.front().find("100,000 H100e and") != std::string::npos);
  CHECK(world_table(by_chips, 2023).notes.front().find("100,000 chips and") != std::string::npos);
}

TEST_CASE("what policies differ by and reach is told in H100e and in chips") {
  const Results results = small_runs("h100e");
  std::vector<std::string> units;
  for (const auto& row : scenarios_table(results, results.usual_question()).rows)
    units.push_back(row[2].text);
  REQUIRE(units.size() == 16);
  for (std::size_t i = 0; i < units.size(); ++i) CHECK(units[i] == (i % 2 == 0 ? "H100e" : "chips"));
}

TEST_CASE("the difference of chances with its interval stands first where policies are compared") {
  const Results results = small_runs("h100e");
  const auto rows = difference_table(results).rows;
  REQUIRE(rows.size() == 8);  // these runs end before the years of the other rows
  for (std::size_t r = 0; r < 8; ++r) {
    CHECK(rows[r][0].text.starts_with("P("));
    CHECK(std::get<std::string>(rows[r][0].raw).starts_with("p_"));
    CHECK(rows[r][0].text.ends_with("points"));
  }
  CHECK(paired_table(results, results.usual_question()).rows.front()[1].text.starts_with("P("));
}

TEST_CASE("policies are compared by every definition of the cluster") {
  const Results results = small_runs("h100e");
  const auto rows = paired_table(results, results.usual_question()).rows;
  for (const char* definition : chokepoint::kClusterNames) {
    const std::string measure = std::string(definition) + "_china";
    CHECK_MESSAGE(std::any_of(rows.begin(), rows.end(),
                              [&](const auto& row) { return row[1].raw == sim::Raw(measure); }),
                  measure);
  }
}

}  // namespace
}  // namespace tools
