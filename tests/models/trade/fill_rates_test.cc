#include "models/trade/fill_rates.h"

#include <numeric>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using Shares = ByChannel<double>;

/// Spent of each dollar granted, over the weeks from a day on.
double spent_from(const tiny::Run& run, int week) {
  double spent = 0;
  double granted = 0;
  for (std::size_t i = static_cast<std::size_t>(week); i < run.world.log.size(); ++i) {
    const auto& by_channel = run.world.log[i].spent_china_usd;
    spent += std::accumulate(by_channel.begin(), by_channel.end(), 0.0);
    granted += run.world.log[i].money_china_usd;
  }
  return spent / granted;
}

double spent_on(const tiny::Run& run, Channel channel) {
  double spent = 0;
  for (const WeekLog& week : run.world.log) spent += at(week.spent_china_usd, channel);
  return spent;
}

TEST_CASE("a channel that served half of what it was asked is asked less, and the others more") {
  const Shares split{0.5, 0, 0.5, 0, 0};
  CHECK(bent_to_fill(split, {1, 1, 1, 1, 1}, 0.1) == split);
  const Shares bent = bent_to_fill(split, {0.5, 1, 1, 1, 1}, 0);
  CHECK(bent[0] == doctest::Approx(1.0 / 3));
  CHECK(bent[2] == doctest::Approx(2.0 / 3));
}

TEST_CASE("a channel that served nothing is still asked for a little, so that its opening is found out") {
  const Shares bent = bent_to_fill({0.5, 0, 0.5, 0, 0}, {0, 1, 1, 1, 1}, 0.1);
  CHECK(bent[0] == doctest::Approx(0.1 / 1.1));
}

TEST_CASE("a buyer whom every channel failed asks of all as it would") {
  const Shares split{0.7, 0, 0.3, 0, 0};
  CHECK(bent_to_fill(split, {}, 0) == split);
}

TEST_CASE("what a channel served lately fades with time") {
  CHECK(remembered_fill(1, 0, 2, 8) == doctest::Approx(0.75));
  CHECK(remembered_fill(1, 0, 20, 8) == 0);
}

TEST_CASE("money that a shut gate keeps from imports buys what other channels have") {
  const std::string shut = "gate=[{from: 2023-03-06, state: closed, source: t, confidence: A}]";
  tiny::Run open({"calendar=[]"});
  tiny::Run closed({"calendar=[]", shut});
  open.to_end();
  closed.to_end();
  CHECK(spent_on(closed, Channel::kOffshore) > 1.2 * spent_on(open, Channel::kOffshore));
}

TEST_CASE("a buyer spends within a week no more than it may order, however often it asks") {
  tiny::Run run;
  for (int week = 0; week < 60; ++week) {
    tiny::run_phases(run.world, {"enact", "gate", "make", "want", "order in China"});
    const auto all = [](const ByChannel<std::int64_t>& cents) {
      return std::accumulate(cents.begin(), cents.end(), std::int64_t{0});
    };
    const std::int64_t asked = all(run.world.channel_week.asked[sim::Id<Chinese>(0)].cents);
    tiny::run_phases(run.world, {"match", "order again", "match again"});
    CHECK(all(run.world.channel_week.paid_cents[sim::Id<Chinese>(0)]) <= asked);
    end_week(run.world);
  }
}

TEST_CASE("a channel that opens again is asked again") {
  tiny::Run run({"calendar=[]",
                 "gate=[{from: 2023-03-06, state: closed, source: t, confidence: A}, "
                 "{from: 2024-01-01, state: open, source: t, confidence: A}]"});
  run.until("2024-01-01");
  const double before = spent_on(run, Channel::kLegal);
  run.to_end();
  CHECK(spent_on(run, Channel::kLegal) > 1.5 * before);
  CHECK(spent_from(run, 80) > 0.5);
}

}  // namespace
}  // namespace chokepoint
