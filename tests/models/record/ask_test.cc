#include "models/record/ask.h"

#include <cmath>
#include <stdexcept>

#include <doctest/doctest.h>

#include "models/record/outcome.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

Query query(const char* name, const char* period, Aggregate aggregate = Aggregate::kWhole) {
  std::string why;
  Query asked;
  asked.measure = find_measure(name);
  asked.amount = find_amount(name);
  asked.aggregate = aggregate;
  asked.period = sim::parse_period(period, why).value();
  return asked;
}

/// What a run of the tiny world answers.
struct Answered {
  tiny::Run run;
  Watch watch;

  explicit Answered(const std::vector<Query>& queries)
      : watch(watch_over(run.world, weeks_to_watch(queries, run.scenario.calendar))) {
    run.world.watch = &watch;
    run.to_end();
    for (const Query& each : queries) values.push_back(answer(run.world, each));
  }
  std::vector<double> values;
};

TEST_CASE("a measure over a year is the measure of that year") {
  const char* names[] = {"nation_china", "smuggled_chips_in_year", "premium", "nvidia_sold",
                         "new_us_in_year"};
  std::vector<Query> queries;
  for (const char* name : names) queries.push_back(query(name, "2023"));
  const Answered answered(queries);
  const RunOutcome outcome = outcome_of(answered.run.world);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    CAPTURE(names[i]);
    CHECK(answered.values[i] == doctest::Approx(queries[i].measure->count(*outcome.year(2023))));
  }
}

TEST_CASE("flows of the quarters of a year add up to those of the year") {
  const char* flow = "smuggled_chips_in_year";
  const Answered answered({query(flow, "2023"), query(flow, "2023Q1"), query(flow, "2023Q2"),
                           query(flow, "2023Q3..2023Q4"), query("brought_to_china", "2023")});
  const std::vector<double>& values = answered.values;
  CHECK(values[0] > 0);
  CHECK(values[1] + values[2] + values[3] == doctest::Approx(values[0]));
}

TEST_CASE("an amount counts the products of its key only") {
  Query fast = query("sold", "2023");
  Query all = query("sold", "2023");
  const tiny::Run any;
  fast.of.products = {any.chip("H100_SXM")};
  all.of.products = any.scenario.simulated;
  const Answered answered({fast, all});
  CHECK(answered.values[0] > 0);
  CHECK(answered.values[0] < answered.values[1]);
}

TEST_CASE("a period that the run does not have has no answer") {
  const Answered answered({query("nation_china", "2022"), query("nation_china", "2050"),
                           query("smuggled_usd_in_year", "2022-06-30..2023-06-30")});
  for (const double value : answered.values) CHECK(std::isnan(value));
}

TEST_CASE("growth and doubling say the same of a stock") {
  const Answered answered({query("nation_us", "2023-06-30..2024-06-30", Aggregate::kGrowth),
                           query("nation_us", "2023-06-30..2024-06-30", Aggregate::kDoublingMonths),
                           query("nation_us", "2023-06-30"), query("nation_us", "2024-06-30")});
  const std::vector<double>& values = answered.values;
  CHECK(values[0] == doctest::Approx(values[3] / values[2]).epsilon(0.01));
  CHECK(std::pow(2, 12 / values[1]) == doctest::Approx(values[0]));
}

TEST_CASE("a mean lies between the least and the most of its period") {
  const Answered answered({query("premium", "2023", Aggregate::kMean),
                           query("premium", "2023", Aggregate::kLeast),
                           query("premium", "2023", Aggregate::kMost)});
  CHECK(answered.values[1] < answered.values[0]);
  CHECK(answered.values[0] < answered.values[2]);
  Query amount = query("stock_of_world", "2023", Aggregate::kMean);
  CHECK_THROWS_AS(answer(answered.run.world, amount), std::invalid_argument);
}

}  // namespace
}  // namespace chokepoint
