#include "tools/tables/price.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "tools/study/batch.h"
#include "tools/tables/licences.h"

namespace tools {
namespace {

StudyOptions small(const std::string& policy) {
  StudyOptions options;
  options.scenarios = {policy};
  options.folder = REPOSITORY "/scenarios";
  options.overrides = {"population.scale=0.05"};
  options.until = "2023-12-31";
  options.runs = 2;
  return options;
}

TEST_CASE("the price of no controls is nothing, in every item and year") {
  const StudyOptions options = small("no-controls");
  const Results results = run_study(typed_study(options, priced_variants(options)));
  for (const auto& row : price_table(results).rows) {
    const std::string& item = row[1].text;
    CAPTURE(item);
    // Nothing is spent, so nothing is denied for a dollar.
    if (item == "denied_per_million_usd") {
      CHECK(std::isnan(std::get<double>(row[4].raw)));
    } else {
      CHECK(std::get<double>(row[4].raw) == 0);
    }
  }
}

TEST_CASE("history forgoes sales, asks for licences, spends money and denies chips") {
  const StudyOptions options = small("history");
  const Results results = run_study(typed_study(options, priced_variants(options)));
  const sim::Table table = price_table(results);
  for (const char* item :
       {"nvidia_forgone_usd", "forgone_usd", "enforcement_usd", "denied_stock", "denied_flow"}) {
    const auto row = std::find_if(table.rows.begin(), table.rows.end(), [&](const auto& cells) {
      return cells[1].text == item && cells[3].text == "whole span";
    });
    REQUIRE(row != table.rows.end());
    CAPTURE(item);
    CHECK(std::get<double>((*row)[4].raw) > 0);
  }
  CHECK(table.notes[0].starts_with("6 of 6 runs (2 a scenario, seed 1)"));
  CHECK(table.notes[2].find("90 % t interval") != std::string::npos);
  CHECK(table.notes[4].find("90 % Fieller interval") != std::string::npos);
}

TEST_CASE("licences are told country by country, and their sum is what the run counted") {
  const StudyOptions options = small("history");
  const Results results = run_study(typed_study(options, priced_variants(options)));
  const sim::Table table = licence_load_table(results);
  double filed = 0;
  for (const auto& row : table.rows) {
    filed += std::get<double>(row[2].raw);
    CHECK(std::get<double>(row[5].raw) >= 1);  // weeks
  }
  const std::vector<double> counted = results.variants()[0].values("licences", 2023);
  CHECK(filed == doctest::Approx((counted[0] + counted[1]) / 2));
  CHECK(filed > 0);
}

TEST_CASE("without controls is the same world whatever policy it is made from") {
  const StudyOptions free = small("no-controls");
  const std::vector<double> china =
      run_study(typed_study(free)).variants().front().values("nation_china", 2023);
  for (const char* policy : {"adaptive", "chip-security-act", "gate-shut"}) {
    CAPTURE(policy);
    const StudyOptions options = small(policy);
    const Results results = run_study(typed_study(options, {priced_variants(options)[1]}));
    CHECK(results.variants().front().values("nation_china", 2023) == china);
  }
}

}  // namespace
}  // namespace tools
