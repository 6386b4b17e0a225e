#include "models/physical/fleets.h"

#include <cmath>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

TEST_CASE("about the stated share of chips fails in a year") {
  const std::string no_money = tiny::flat("actors.spending.abroad_usd_bn_per_year", 0);
  tiny::Run run({no_money, "parameters.fleets.failure_per_year=0.1", "population.rings=0",
                 tiny::flat("actors.spending.china_usd_bn_per_year", 0),
                 "actors.opening_stock.abroad.H100_SXM=400000",
                 "actors.opening_stock.chinese.H100_SXM=400000"});
  run.weeks(52);
  CHECK(static_cast<double>(run.world.stocks.scrapped[run.chip("H100_SXM")]) ==
        doctest::Approx(80000).epsilon(0.02));
}

}  // namespace
}  // namespace chokepoint
