#include "models/compute/distillation.h"

#include <doctest/doctest.h>

#include "models/compute/labs.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

const sim::Id<Lab> kDragon(2);

/// Dragon trains on a twenty-fifth of what Eagle has, and what labs know never changes.
tiny::Overrides small_dragon(double share, double weeks, double cost) {
  return {"labs.named.Dragon.compute={BigCloud: null, Cloud: 0.02}", "mechanisms.multipliers=false",
          fmt::format("parameters.capability.distillation={{share: {}, weeks: {}, cost: {}}}", share, weeks,
                      cost)};
}

double dragon_at_end(const tiny::Overrides& overrides) {
  tiny::Run run(overrides);
  return run.to_end().world.runs.points[kDragon];
}

TEST_CASE("who learns from a better model makes up a share of the gap, and from a worse one nothing") {
  DistillationParameters parameters;
  parameters.share.value = 0.25;
  CHECK(distilled_points(20, 60, parameters) == 30);
  CHECK(distilled_points(60, 20, parameters) == 60);
}

TEST_CASE("learning from a better model makes a better one") {
  const double alone = dragon_at_end(small_dragon(0, 10, 0.02));
  CHECK(dragon_at_end(small_dragon(0.3, 10, 0.02)) > alone + 3);
  CHECK(dragon_at_end(small_dragon(0.6, 10, 0.02)) > dragon_at_end(small_dragon(0.3, 10, 0.02)));
}

TEST_CASE("nobody passes a model by copying it") {
  tiny::Run run(small_dragon(1, 4, 0));
  while (run.world.week < run.scenario.calendar.weeks) {
    run.weeks(1);
    REQUIRE(run.world.runs.best_chinese.back() <= run.world.runs.best_abroad.back());
  }
}

TEST_CASE("a lab learns from a model only once that has been out long enough") {
  tiny::Run run(small_dragon(0.5, 30, 0));
  tiny::Run alone(small_dragon(0, 30, 0));
  run.weeks(30);
  alone.weeks(30);
  CHECK(run.world.runs.points[kDragon] == alone.world.runs.points[kDragon]);
  run.weeks(30);
  alone.weeks(30);
  CHECK(run.world.runs.points[kDragon] > alone.world.runs.points[kDragon]);
}

TEST_CASE("a lab that would lose more by asking than it learns does not ask") {
  CHECK(dragon_at_end(small_dragon(0.01, 10, 0.9)) == dragon_at_end(small_dragon(0, 10, 0)));
}

TEST_CASE("without distillation nobody learns from the models of others") {
  tiny::Overrides off = small_dragon(0.5, 4, 0);
  off.emplace_back("mechanisms.distillation=false");
  CHECK(dragon_at_end(off) == dragon_at_end(small_dragon(0, 4, 0)));
}

}  // namespace
}  // namespace chokepoint
