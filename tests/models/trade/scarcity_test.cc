#include "models/trade/scarcity.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

/// Price abroad of an H100 over its list price after a seller could serve 30 of the 100 that a buyer asked for.
double after_a_shortage(const tiny::Overrides& overrides) {
  tiny::Run run(overrides);
  World& world = run.world;
  const Id<Product> chip = run.chip("H100_SXM");
  world.stocks.at_sellers(chip, Id<Seller>(0)) = 30;
  world.outbox.orders.push_back({Id<Buyer>(0), Id<Seller>(0), chip, 100, Provenance::kLegal});
  tiny::run_phase(world, "match");
  tiny::run_phase(world, "restock");
  CHECK(served_part(world, chip) == doctest::Approx(0.3));
  return price_abroad_usd(world, chip) / world.price_usd(chip);
}

TEST_CASE("what is short costs more abroad, at most by what scarcity adds") {
  CHECK(price_over_list(1, 0.5) == 1);
  CHECK(price_over_list(0.5, 0.5) == doctest::Approx(1.25));
  CHECK(price_over_list(0, 0.5) == doctest::Approx(1.5));
  CHECK(after_a_shortage({"parameters.sellers.honest_flag=0", "parameters.sellers.scarcity_markup=0.5"}) ==
        doctest::Approx(1.35));
}

TEST_CASE("with the mechanism off, or a markup of 0, all pay list prices") {
  CHECK(after_a_shortage({"parameters.sellers.honest_flag=0"}) == 1);
  CHECK(after_a_shortage({"parameters.sellers.honest_flag=0", "parameters.sellers.scarcity_markup=0.5",
                          "mechanisms.scarcity_prices=false"}) == 1);
}

TEST_CASE("an order waits the longer the less is served, and no longer than the longest wait") {
  CHECK(weeks_of_wait(1, 52) == 0);
  CHECK(weeks_of_wait(0.25, 52) == 3);
  CHECK(weeks_of_wait(0.001, 52) == 52);
  CHECK(weeks_of_wait(0, 52) == 52);
}

TEST_CASE("a buyer pays the price abroad, and gets fewer chips for its money") {
  const auto sold = [](double factor) {
    tiny::Run run({"mechanisms.scarcity_prices=false"});
    for (float& each : run.world.asked.price_factor) each = static_cast<float>(factor);
    tiny::run_phases(run.world, {"want", "order abroad"});
    double units = 0;
    for (const Order& order : run.world.outbox.orders) units += order.units;
    return units;
  };
  CHECK(sold(2) < sold(1));
}

}  // namespace
}  // namespace chokepoint
