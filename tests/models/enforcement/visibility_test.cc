#include "models/enforcement/visibility.h"

#include <cmath>

#include <doctest/doctest.h>

#include "models/enforcement/customs.h"

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// The chance that a ring is noticed within a year at the central parameters.
double noticed_in_a_year(double usd_per_year, double strength,
                         VisibilityForm form = VisibilityForm::kLogistic) {
  return 1 - std::pow(1 - noticed_chance(usd_per_year, 9.5, 0.4, form, strength), sim::kWeeksPerYear);
}

TEST_CASE("as a power law size gives away as much up to the midpoint, and more beyond it") {
  const auto over_logistic = [](double usd_per_year) {
    return noticed_in_a_year(usd_per_year, 1, VisibilityForm::kPowerLaw) / noticed_in_a_year(usd_per_year, 1);
  };
  CHECK(over_logistic(1e8) == doctest::Approx(std::log(2)).epsilon(0.02));
  CHECK(over_logistic(std::pow(10, 9.5)) == doctest::Approx(1));
  CHECK(noticed_in_a_year(1e10, 0.2, VisibilityForm::kPowerLaw) > 1.3 * noticed_in_a_year(1e10, 0.2));
}

TEST_CASE("a ring of $100 M a year is hardly noticed within a year, one of $30 bn nearly surely") {
  CHECK(noticed_in_a_year(1e8, 1) < 0.05);
  CHECK(noticed_in_a_year(std::pow(10, 9.5), 1) == doctest::Approx(0.5));
  CHECK(noticed_in_a_year(std::pow(10, 10.5), 1) > 0.9);
  CHECK(noticed_in_a_year(0, 1) == 0);
}

TEST_CASE("a ring is noticed sooner under stronger enforcement") {
  CHECK(noticed_in_a_year(1e9, 2) > noticed_in_a_year(1e9, 1));
  CHECK(noticed_in_a_year(1e9, 0) == 0);
}

TEST_CASE("ten small rings are noticed as one channel, where each alone would hardly be") {
  const double alone = noticed_in_a_year(3e8, 1);
  const double together = noticed_in_a_year(10 * 3e8, 1);
  CHECK(alone < 0.1);
  CHECK(together > 4 * alone);
}

/// A world on its first day, with smuggling of 1 bn USD a year through Malaysia by three rings.
struct Channel : tiny::Run {
  explicit Channel(const tiny::Overrides& more, std::uint64_t number = 0) : tiny::Run(more, number) {
    for (const Id<Ring> ring : ids(world.rings.key)) {
      world.ring_lives.active[ring] = 1;
      world.lots.ring_usd_per_year[ring] = 1e9 / 3;
      Lot lot{};
      lot.ring = ring;
      lot.front = Id<Front>(world.rings.first_front[ring]);
      lot.product = chip("H100_SXM");
      lot.units = 10;
      lot.leg = -1;
      world.lots.under_way.push_back(lot);
    }
    world.lots.lane_usd_per_year[lane("MY", "HK")] = 1e9;
  }
};

TEST_CASE("a channel that is noticed brings a campaign to its place, and cases on the rings in it") {
  Channel run({"parameters.enforcement.visibility_midpoint=7", "parameters.enforcement.visibility_width=0.05",
               "parameters.enforcement.campaign_cases=100", "enforcement.cases=100"});
  World& world = run.world;
  const double before = inspection_effort(world, run.place("MY"));
  for (const Id<Ring> ring : ids(world.rings.key)) world.lots.ring_usd_per_year[ring] = 0;  // none by itself
  tiny::run_phases(world, {"notice", "prosecute"});
  CHECK(world.tally.campaigns == 1);
  CHECK(world.tally.cases_opened == 3);
  CHECK(world.campaigns.until[run.place("MY")] > world.week + 1);
  CHECK(inspection_effort(world, run.place("MY")) == doctest::Approx(3 * before));
  CHECK(inspection_effort(world, run.place("TW")) == doctest::Approx(before));
}

TEST_CASE("a campaign ends") {
  Channel run({});
  run.world.campaigns.until[run.place("MY")] = 5;
  CHECK(campaign_factor(run.world, run.place("MY")) == 3);
  run.world.week = 5;
  CHECK(campaign_factor(run.world, run.place("MY")) == 1);
}

TEST_CASE("without visibility no size gives away") {
  Channel run({"parameters.enforcement.visibility_midpoint=6", "enforcement.cases=100",
               "mechanisms.visibility=false"});
  tiny::run_phases(run.world, {"notice", "prosecute"});
  CHECK(run.world.tally.campaigns == 0);
  CHECK(run.world.tally.cases_opened == 0);
}

TEST_CASE("where size is easier to see, rings bring in less") {
  std::int64_t hidden = 0;
  std::int64_t seen = 0;
  for (std::uint64_t number = 0; number < 10; ++number) {
    const std::string midpoint = "parameters.enforcement.visibility_midpoint=";
    const std::string soon = "parameters.enforcement.case_median_weeks=10";
    hidden += tiny::Run({midpoint + "11", soon}, number).to_end().sum(&WeekLog::smuggled);
    seen += tiny::Run({midpoint + "7.5", soon}, number).to_end().sum(&WeekLog::smuggled);
  }
  CHECK(static_cast<double>(seen) < 0.95 * static_cast<double>(hidden));
}

}  // namespace
}  // namespace chokepoint
