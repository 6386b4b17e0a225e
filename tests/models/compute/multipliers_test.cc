#include "models/compute/multipliers.h"

#include <cmath>

#include <doctest/doctest.h>

#include "models/compute/labs.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr const char* kParameters = "parameters.capability.multipliers.";
/// Of the tiny world: Eagle and Hawk in the United States, Dragon in China.
const Id<Lab> kEagle(0);
const Id<Lab> kDragon(2);

std::string set(const char* parameter, double value) {
  return fmt::format("{}{}={}", kParameters, parameter, value);
}

TEST_CASE("four multipliers of 1.2 and one of 2 make about 4.1") {
  double knowledge = 0;
  for (const double factor : {1.2, 1.2, 1.2, 1.2, 2.0}) knowledge += std::log(factor);
  CHECK(std::exp(knowledge) == doctest::Approx(4.147).epsilon(1e-3));
}

TEST_CASE("the streams together give the growth they are asked for") {
  const MultiplierParameters parameters = tiny::read().parameters.capability.multipliers;
  const auto counts = arrivals(std::log(4.0), parameters);
  double growth = 0;
  for (std::size_t i = 0; i < kStreams; ++i) growth += counts[i] * std::log(kStreamSizes[i]);
  CHECK(growth == doctest::Approx(std::log(4.0)));
  CHECK(counts[0] > 3 * counts[1]);
  CHECK(counts[1] > 3 * counts[2]);
}

TEST_CASE("what is known grows fourfold in a typical year, whoever finds it") {
  double growth = 0;
  const int runs = 40;
  for (std::uint64_t run = 0; run < runs; ++run) {
    tiny::Run tiny({}, run);
    tiny.to_end();
    for (const Discovery& found : tiny.world.ideas.discoveries) growth += found.log_size;
  }
  // Two years of the run and the two before it.
  CHECK(std::exp(growth / runs / 4) == doctest::Approx(4).epsilon(0.2));
}

TEST_CASE(
    "one who knows all stands at a multiplier of one on the reference date, in the mean of logarithms") {
  double knowledge = 0;
  const int runs = 40;
  for (std::uint64_t run = 0; run < runs; ++run) {
    tiny::Run tiny({set("published_weeks", 0), set("kept_weeks_at_home", 0), set("kept_weeks_abroad", 0)},
                   run);
    tiny.until("2023-07-01");
    knowledge += tiny.world.ideas.knowledge[kEagle];
  }
  CHECK(std::abs(knowledge / runs) < 0.4);
}

TEST_CASE("a multiplier that is kept in the United States reaches China after its delay, never before") {
  tiny::Run run({set("published.closed", 0), set("kept_weeks_abroad", 200)});
  run.weeks(30);
  int kept = 0;
  for (const Discovery& found : run.world.ideas.discoveries) {
    if (found.finder == kDragon) continue;
    double known = -1e9;
    for (const News& news : run.world.ideas.news) {
      if (news.lab == kDragon && news.log_size == found.log_size) known = news.week;
    }
    if (known == -1e9) continue;  // it has arrived
    ++kept;
    CHECK(known > run.world.week - 1);
    CHECK(known > found.week);
  }
  CHECK(kept > 0);
}

TEST_CASE("a lab knows more in just the weeks in which news reaches it") {
  tiny::Run run;
  for (int week = 0; week < 80; ++week) {
    double due = 0;
    for (const News& news : run.world.ideas.news) {
      if (news.lab == kDragon && news.week == run.world.week) due += news.log_size;
    }
    const double before = run.world.ideas.knowledge[kDragon];
    const std::size_t found = run.world.ideas.discoveries.size();
    run.weeks(1);
    if (run.world.ideas.discoveries.size() > found) continue;  // one found and heard of in the same week
    CHECK(run.world.ideas.knowledge[kDragon] - before == doctest::Approx(due));
  }
}

TEST_CASE("what is kept travels faster within a country than abroad") {
  double at_home = 0;
  double abroad = 0;
  for (std::uint64_t run = 0; run < 10; ++run) {
    tiny::Run tiny({set("published.closed", 0), set("published.open", 0)}, run);
    tiny.to_end();
    at_home += tiny.world.ideas.knowledge[kEagle] + tiny.world.ideas.knowledge[Id<Lab>(1)];
    abroad += 2 * tiny.world.ideas.knowledge[kDragon];
  }
  CHECK(at_home > abroad);
}

TEST_CASE("without multipliers nobody finds any and all stand at one") {
  tiny::Run run({"mechanisms.multipliers=false"});
  run.to_end();
  CHECK(run.world.ideas.discoveries.empty());
  for (const Id<Lab> lab : ids(run.world.ideas.knowledge)) CHECK(run.world.ideas.knowledge[lab] == 0);
}

TEST_CASE("a lab finds the same things at the same time whoever else is taken away") {
  tiny::Run all;
  tiny::Run fewer({"labs.named.Hawk=null"});
  all.to_end();
  fewer.to_end();
  REQUIRE(all.world.ideas.discoveries.size() == fewer.world.ideas.discoveries.size());
  for (std::size_t i = 0; i < all.world.ideas.discoveries.size(); ++i) {
    CHECK(all.world.ideas.discoveries[i].week == fewer.world.ideas.discoveries[i].week);
    CHECK(all.world.ideas.discoveries[i].log_size == fewer.world.ideas.discoveries[i].log_size);
  }
}

/// Runs dear enough that models are good, and what people find is known to all at once.
const tiny::Overrides kGoodModels{
    "labs.price_usd_per_h100e_hour=[{date: 2023-01-01, value: 2000, source: t, confidence: A}]",
    set("published_weeks", 0), set("kept_weeks_at_home", 0), set("kept_weeks_abroad", 0)};

tiny::Overrides with_feedback(double feedback) {
  tiny::Overrides overrides = kGoodModels;
  overrides.push_back(fmt::format("labs.feedback={}", feedback));
  return overrides;
}

TEST_CASE("a better model finds more without end, and one below all scores nothing") {
  CHECK(found_by_models(200, 1) == doctest::Approx(2 * found_by_models(100, 1)));
  CHECK(found_by_models(-5, 1) == 0);
}

TEST_CASE("what a lab's models find stays with it") {
  tiny::Run without(with_feedback(0));
  tiny::Run with(with_feedback(10));
  without.to_end();
  with.to_end();
  CHECK(without.world.ideas.knowledge[kEagle] == doctest::Approx(without.world.ideas.knowledge[kDragon]));
  double of_eagle = 0;
  double of_dragon = 0;
  for (std::size_t i = 0; i < with.world.ideas.discoveries.size(); ++i) {
    const Discovery& found = with.world.ideas.discoveries[i];
    if (found.finder == kEagle) of_eagle += found.log_size;
    if (found.finder == kDragon) of_dragon += found.log_size;
  }
  CHECK(of_eagle > of_dragon);
  CHECK(with.world.ideas.knowledge[kEagle] > with.world.ideas.knowledge[kDragon] + 0.5);
}

TEST_CASE("feedback makes a lead longer, in points and in months") {
  double points = 0;
  double months = 0;
  for (std::uint64_t run = 0; run < 10; ++run) {
    tiny::Run without(with_feedback(0), run);
    tiny::Run with(with_feedback(10), run);
    const Lead before = without.to_end().world.standings.back().lead;
    const Lead after = with.to_end().world.standings.back().lead;
    points += after.gap_points - before.gap_points;
    months += after.lag_months - before.lag_months;
  }
  CHECK(points / 10 > 5);
  CHECK(months > 0);
}

TEST_CASE("shares of the growth that add up to more than one are refused") {
  CHECK_THROWS_AS(tiny::read({set("often", 0.8)}), sim::BadInput);
}

}  // namespace
}  // namespace chokepoint
