#include "models/compute/paradigm.h"

#include <doctest/doctest.h>

#include "models/compute/scaling.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

const Id<Lab> kEagle(0);
const Id<Lab> kDragon(2);

SecondStageParameters parameters() { return tiny::read().parameters.capability.second_stage; }

TEST_CASE("a million instead of a tenth of it in the second stage is a large gain") {
  const double gain = second_stage_points(1e6, parameters()) - second_stage_points(1e5, parameters());
  CHECK(gain > 7);  // more than a doubling of the first stage gives
}

TEST_CASE(
    "the second stage rises with money, each factor of ten giving less than the one before, up to its "
    "limit") {
  double last = second_stage_points(1e6, parameters()) - second_stage_points(1e5, parameters());
  for (const double usd : {1e7, 1e8, 1e9, 1e10}) {
    const double gain = second_stage_points(usd, parameters()) - second_stage_points(usd / 10, parameters());
    CHECK(gain > 0);
    CHECK(gain < last);
    last = gain;
  }
  CHECK(second_stage_points(1e12, parameters()) < parameters().most_points);
  CHECK(second_stage_points(0, parameters()) == 0);
}

TEST_CASE("its share of the money grows from where it was found to its most") {
  CHECK(second_stage_share(-0.1, parameters()) == 0);
  CHECK(second_stage_share(0, parameters()) == doctest::Approx(0.01));
  CHECK(second_stage_share(1, parameters()) == doctest::Approx(0.1));
  CHECK(second_stage_share(5, parameters()) == doctest::Approx(0.5));
}

TEST_CASE("its finder does it first, others follow") {
  tiny::Run run;
  const auto& weeks = run.world.labs.second_stage;
  CHECK(weeks[kEagle] == 52);  // 2024-01-01
  CHECK(weeks[kDragon] > weeks[kEagle]);
}

TEST_CASE("without the second paradigm no money goes into a second stage") {
  tiny::Run with;
  tiny::Run without({"mechanisms.second_paradigm=false"});
  with.to_end();
  without.to_end();
  CHECK(with.world.runs.second_usd[kEagle] > 0);
  CHECK(without.world.runs.second_usd[kEagle] == 0);
  CHECK(with.world.runs.best_abroad.back() > without.world.runs.best_abroad.back());
}

TEST_CASE("while it is new the second stage lets a lab overtake one with three times its money") {
  const auto points = [](double usd, double share) {
    return points_of(usd * (1 - share)) + second_stage_points(usd * share, parameters());
  };
  CHECK(points(1e7, 0.1) > points(3e7, 0));
  // Once both do it, more money leads again, and by less the further both are up the new curve.
  CHECK(points(3e7, 0.1) > points(1e7, 0.1));
  CHECK(points(3e9, 0.1) - points(1e9, 0.1) < points(3e7, 0.1) - points(1e7, 0.1));
}

}  // namespace
}  // namespace chokepoint
