#include "models/compute/lead.h"

#include <vector>

#include <doctest/doctest.h>

#include "models/compute/scaling.h"
#include "models/record/standings.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

TEST_CASE("on trend a model twelve months younger and twice worse costs eight times less") {
  CHECK(on_trend_cheaper(12, 1, 4) == 4);
  CHECK(on_trend_cheaper(12, 2, 4) == 8);
  CHECK(on_trend_cheaper(0, 2, 4) == 2);
}

TEST_CASE("the lag is the time since the leaders passed what the followers have") {
  const std::vector<double> leaders{10, 20, 30, 30, 40};
  CHECK(weeks_behind(leaders, std::vector<double>{0, 0, 0, 0, 30}) == 1);
  CHECK(weeks_behind(leaders, std::vector<double>{0, 0, 0, 0, 25}) == 3);
  CHECK(weeks_behind(leaders, std::vector<double>{0, 0, 0, 0, 10}) == 4);
  CHECK(weeks_behind(leaders, std::vector<double>{0, 0, 0, 0, 5}) == 5);  // at least
}

TEST_CASE("who draws level lags nothing, and who passes the leaders lags less than nothing") {
  const std::vector<double> leaders{10, 20, 30};
  CHECK(weeks_behind(leaders, std::vector<double>{5, 15, 30}) == 0);
  CHECK(weeks_behind(leaders, std::vector<double>{5, 40, 45}) == -2);
  CHECK(weeks_behind(std::vector<double>{}, std::vector<double>{}) == 0);
}

/// A Chinese lab on the same fleet as the American one, with runs in step.
const tiny::Overrides kEqual{"labs.named.Dragon.compute={BigCloud: null, Cloud: 0.5}",
                             "mechanisms.second_paradigm=false",
                             "parameters.capability.training.shortest_run_weeks=13",
                             "parameters.capability.training.longest_run_weeks=13"};

tiny::Overrides equal_and(const tiny::Overrides& more) {
  tiny::Overrides overrides = kEqual;
  for (const std::string& line : more) overrides.push_back(line);
  return overrides;
}

TEST_CASE("with equal fleets and without multipliers there is no lag") {
  tiny::Run run(equal_and({"mechanisms.multipliers=false"}));
  run.to_end();
  for (const Standing& standing : run.world.standings) CHECK(standing.lead.lag_months == 0);
  CHECK(run.world.standings.back().lead.score_us > run.world.standings.front().lead.score_us);
}

TEST_CASE("with equal fleets and what is found known to all at once there is no lag") {
  tiny::Run run(equal_and({"parameters.capability.multipliers.published_weeks=0",
                           "parameters.capability.multipliers.kept_weeks_at_home=0",
                           "parameters.capability.multipliers.kept_weeks_abroad=0"}));
  run.to_end();
  CHECK_FALSE(run.world.ideas.discoveries.empty());
  for (const Standing& standing : run.world.standings) CHECK(standing.lead.lag_months == 0);
}

TEST_CASE("with equal fleets what is kept makes the lag") {
  double lag = 0;
  for (std::uint64_t run = 0; run < 10; ++run) {
    tiny::Run tiny(
        equal_and({"labs.named.Dragon.habit=open", "parameters.capability.multipliers.published.closed=0",
                   "parameters.capability.multipliers.published.open=1"}),
        run);
    lag += tiny.to_end().world.standings.back().lead.lag_months;
  }
  CHECK(lag / 10 > 1);
}

TEST_CASE("a smaller fleet makes a lag too") {
  tiny::Run run({"mechanisms.multipliers=false", "labs.named.Dragon.compute={BigCloud: null, Cloud: 0.05}"});
  run.to_end();
  CHECK(run.world.standings.back().lead.lag_months > 3);
}

TEST_CASE("the window of the crossover is the weeks in which the followers were near") {
  const std::vector<double> leaders{10, 30, 50, 52, 70};
  const std::vector<double> followers{10, 20, 30, 45, 52};
  CHECK(weeks_near(leaders, followers, 0, 10) == 3);
  CHECK(weeks_near(leaders, followers, 2, 10) == 1);
  CHECK(weeks_near(leaders, followers, 2, 0) == 0);
  CHECK(weeks_near(leaders, followers, 9, 10) == 0);
}

TEST_CASE("the gap in points is the ratio of the money of the fleets") {
  tiny::Run run(
      equal_and({"mechanisms.multipliers=false", "labs.named.Dragon.compute={BigCloud: null, Cloud: 0.05}"}));
  const Lead lead = standing_now(run.weeks(1).world).lead;
  CHECK(lead.gap_points == doctest::Approx(20));
  CHECK(factor_between(lead.gap_points) == doctest::Approx(10));
}

TEST_CASE("labs are near the frontier while the best model took at most so many times their money") {
  const auto near = [](double factor) {
    tiny::Run run(
        equal_and({"mechanisms.multipliers=false", "labs.named.Dragon.compute={BigCloud: null, Cloud: 0.1}",
                   fmt::format("labs.near={}", factor)}));
    return standing_now(run.weeks(1).world).lead;
  };
  CHECK(near(2).near_us == 1);  // Eagle 0.5 of the cloud, Hawk 0.2, Dragon 0.1
  CHECK(near(3).near_us == 2);
  CHECK(near(3).near_china == 0);
  CHECK(near(6).near_china == 1);
}

}  // namespace
}  // namespace chokepoint
