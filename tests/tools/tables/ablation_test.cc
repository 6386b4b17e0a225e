#include "tools/tables/ablation.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/compute/world_state.h"
#include "tools/study/batch.h"

namespace tools {
namespace {

/// History with few agents and no Chinese gate, to the end of 2023.
StudyOptions small() {
  StudyOptions options;
  options.scenarios = {"history"};
  options.folder = REPOSITORY "/scenarios";
  options.overrides = {"population.scale=0.05", "gate=[]"};
  options.until = "2023-12-31";
  options.runs = 2;
  return options;
}

std::vector<Variant> only(std::vector<Variant> variants, const std::vector<std::string>& names) {
  std::erase_if(variants, [&](const Variant& variant) {
    return std::find(names.begin(), names.end(), variant.name) == names.end();
  });
  return variants;
}

const sim::Cell& cell(const sim::Table& table, const std::string& row, const std::string& column) {
  for (const auto& cells : table.rows) {
    if (cells.front().text != row) continue;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (table.columns[i].name == column) return cells[i];
    }
  }
  FAIL("no cell " << row << ", " << column);
  return table.rows.front().front();
}

TEST_CASE("every switch of the model that is on is taken out once, and no other") {
  StudyOptions options = small();
  const std::size_t all = variants_without(options).size();
  options.overrides.emplace_back("mechanisms.smuggling=false");
  const std::vector<Variant> fewer = variants_without(options);
  CHECK(all > 20);
  CHECK(fewer.size() == all - 1);
  CHECK(only(fewer, {"smuggling"}).empty());
}

TEST_CASE("a mechanism that does nothing changes nothing when it is taken out, to the last bit") {
  const StudyOptions options = small();
  const Results results = run_study(
      typed_study(options, only(variants_without(options), {"all mechanisms", "gate", "smuggling"})));
  const sim::Table table = ablation_table(results);
  // No gate closes here, so its switch has nothing to stop; rings do trade.
  for (const char* column : {"nation_china_change", "smuggled_in_year_change", "campus_china_change"}) {
    CHECK(std::get<double>(cell(table, "gate", column).raw) == 0);
    CHECK(std::get<double>(cell(table, "gate", std::string(column) + "_high").raw) == 0);
  }
  CHECK(cell(table, "gate", "nation_china_shown").text == "0");
  CHECK(std::get<double>(cell(table, "smuggling", "smuggled_in_year_change").raw) < 0);
  CHECK(table.rows.back().front().text == "gate");
}

TEST_CASE("the table of what mechanisms do has the chance of a million by every definition") {
  const StudyOptions options = small();
  const sim::Table table = ablation_table(
      run_study(typed_study(options, only(variants_without(options), {"all mechanisms", "gate"}))));
  for (const char* definition : chokepoint::kClusterNames)
    CHECK(cell(table, "gate", fmt::format("p_{}_shown", definition)).text == "0");
}

TEST_CASE("the table of what mechanisms do says its runs and its intervals") {
  const StudyOptions options = small();
  const Results results =
      run_study(typed_study(options, only(variants_without(options), {"all mechanisms", "gate"})));
  const std::vector<std::string> notes = ablation_table(results).notes;
  CHECK(
      notes.front() ==
      "4 of 4 runs (2 a scenario, seed 1); 0 failed. Replicate k has the same random draws in every scenario.");
  CHECK(notes.back().find("90 % t interval") != std::string::npos);
}

}  // namespace
}  // namespace tools
