#include "models/setup.h"

#include <doctest/doctest.h>

#include "models/diversion/front.h"
#include "sim/input/fields_walk.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// The tiny scenario with two of its parameters wide.
Scenario unsure() {
  return tiny::read({"parameters.rings.hurdle={value: 0.1, low: 0, high: 0.5, source: t, confidence: C}",
                     "parameters.fleets.failure_per_year={value: 0.03, low: 0.01, high: 0.06, source: t, "
                     "confidence: C}"});
}

TEST_CASE("parameters are drawn within their ranges and differ between runs") {
  const Scenario scenario = unsure();
  double last = -1;
  for (std::uint64_t run = 0; run < 20; ++run) {
    const Parameters drawn = draw_parameters(scenario.parameters, sim::RandomStreams{1, run});
    CHECK(drawn.rings.hurdle >= 0);
    CHECK(drawn.rings.hurdle <= 0.5);
    CHECK(drawn.rings.hurdle != last);
    CHECK(drawn.channels.inference_share == 0.4);
    last = drawn.rings.hurdle;
  }
}

TEST_CASE("a parameter draws the same in every scenario, whatever else is uncertain") {
  const Scenario both = unsure();
  const Scenario one =
      tiny::read({"parameters.rings.hurdle={value: 0.1, low: 0, high: 0.5, source: t, confidence: C}"});
  const Parameters a = draw_parameters(both.parameters, sim::RandomStreams{1, 4});
  const Parameters b = draw_parameters(one.parameters, sim::RandomStreams{1, 4});
  CHECK(double{a.rings.hurdle} == double{b.rings.hurdle});
  CHECK(double{a.fleets.failure_per_year} != double{b.fleets.failure_per_year});
}

TEST_CASE("more agents of one kind change nobody else's first day") {
  const tiny::Run few({"parameters.rings.capital_sigma=2"});
  const tiny::Run many({"parameters.rings.capital_sigma=2", "population.rings=30", "actors.abroad.others=40",
                        "actors.sellers.places.MY=9"});
  CHECK(many.world.rings.key.size() == 30);
  for (const Id<Ring> ring : ids(few.world.rings.key)) {
    CHECK(few.world.rings.start_cents[ring] == many.world.rings.start_cents[ring]);
    CHECK(few.world.ring_lives.active[ring] == many.world.ring_lives.active[ring]);
  }
  for (const Id<Chinese> row : ids(few.world.chinese.sector)) {
    CHECK(few.world.buyers.key[few.world.buyer_of(row)] == many.world.buyers.key[many.world.buyer_of(row)]);
  }
}

TEST_CASE("the scale splits rings and small buyers and leaves the large alone") {
  const tiny::Run run({"population.scale=3", "actors.abroad.others=2000", "actors.abroad.zipf_exponent=0"});
  CHECK(run.world.buyers.abroad == 1 + 3 * 2000);
  CHECK(run.world.buyers.chinese == 1 + 5);
  CHECK(run.world.buyers.arms == 1);
  CHECK(run.world.rings.key.size() == 9);
}

TEST_CASE("rings differ in size, and larger ones keep more fronts") {
  const tiny::Run run({"population.rings=200", "population.fronts_per_ring=60",
                       "parameters.rings.capital_sigma=2", "parameters.fronts.shells=2.5",
                       "parameters.fronts.growth=0.4"});
  const Rings& rings = run.world.rings;
  sim::Column<Ring, int> fronts(200, 0);
  for (const Id<Front> front : ids(run.world.fronts.ring))
    fronts[run.world.fronts.ring[front]] += in_business(run.world, front) ? 1 : 0;
  int compared = 0;
  for (const Id<Ring> a : ids(rings.key)) {
    for (const Id<Ring> b : ids(rings.key)) {
      if (rings.start_cents[a] < 100 * rings.start_cents[b]) continue;
      CHECK(fronts[a] > fronts[b]);
      ++compared;
    }
  }
  CHECK(compared > 100);
}

TEST_CASE("opening stock is spread whole, by share") {
  const tiny::Run run({"actors.opening_stock.abroad.H100_SXM=100000"});
  std::int64_t units = 0;
  for (std::uint32_t row = 0; row < run.world.buyers.abroad; ++row) {
    units += run.world.stocks.abroad(Id<Owner>(row), run.chip("H100_SXM"));
  }
  CHECK(units >= 99999);
  CHECK(units <= 100000);
  CHECK(run.world.stocks.abroad(Id<Owner>(0), run.chip("H100_SXM")) == doctest::Approx(60000).epsilon(1e-4));
}

}  // namespace
}  // namespace chokepoint
