#include "tools/explore/run_record.h"

#include <doctest/doctest.h>

namespace tools {
namespace {

TEST_CASE("curves are told to four digits") {
  CHECK(to_four_digits(123456.7) == 123500);
  CHECK(to_four_digits(0.0123456) == 0.01235);
  CHECK(to_four_digits(-2.34567) == -2.346);
  CHECK(to_four_digits(0) == 0);
  CHECK(nlohmann::json(to_four_digits(1.23456789)).dump() == "1.235");
}

TEST_CASE("a run without a look at it has curves of no length") {
  const auto record = run_record(1, 7, {}, {});
  CHECK(record["side"] == 1);
  CHECK(record["run"] == 7);
  CHECK(record["dates"].empty());
  CHECK(record["stock"].size() == chokepoint::kStockClasses);
}

TEST_CASE("a premium is that of the week that was looked at") {
  chokepoint::RunOutcome outcome;
  outcome.premium.resize(3, {1, 1, 1});
  outcome.premium[2] = {2.5, 1, 1};
  chokepoint::Standing standing;
  standing.week = 2;
  standing.fleet_china = 1234567;
  outcome.standings = {standing};
  sim::Calendar calendar;
  calendar.first = sim::Date::of(2022, 1, 3);
  calendar.weeks = 3;
  const auto record = run_record(0, 0, outcome, calendar);
  CHECK(record["premium"] == nlohmann::json{2.5});
  CHECK(record["fleet"] == nlohmann::json{1235000.0});
  CHECK(record["dates"] == nlohmann::json{"2022-01-23"});
}

}  // namespace
}  // namespace tools
