#include "models/trade/seller.h"

#include <doctest/doctest.h>

#include "models/physical/logistics.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

/// Two orders for a chip at one seller who holds 90 of it; returns what each was sent.
std::vector<std::int32_t> shares_of_90(std::int32_t first, std::int32_t second) {
  tiny::Run run({"parameters.sellers.honest_flag=0"});
  World& world = run.world;
  world.log.emplace_back();
  const Id<Product> chip = run.chip("H100_SXM");
  const Id<Seller> seller(0);
  world.sellers.stock(chip, seller) = 90;
  const auto legal = static_cast<std::uint32_t>(Provenance::kLegal);
  world.orders.push_back({Id<Buyer>(0), seller, chip, first, legal, 0, 1});
  world.orders.push_back({Id<Buyer>(1), seller, chip, second, legal, 0, 1});
  match_orders(world);
  std::vector<std::int32_t> served(2);
  for (const auto& week : world.logistics.arriving) {
    for (const Shipment& lot : week) served[lot.to] = lot.units;
  }
  CHECK(world.sellers.stock(chip, seller) == 90 - served[0] - served[1]);
  return served;
}

TEST_CASE("a seller shares what is short in proportion to what each asked") {
  CHECK(shares_of_90(100, 200) == std::vector<std::int32_t>{30, 60});
  CHECK(shares_of_90(20, 30) == std::vector<std::int32_t>{20, 30});
  const std::vector<std::int32_t> uneven = shares_of_90(101, 100);
  CHECK(uneven[0] + uneven[1] == 90);
}

TEST_CASE("an order that waits a hundred weeks for its licence arrives after a hundred weeks and the way") {
  tiny::Run run({"parameters.sellers.honest_flag=0"});
  World& world = run.world;
  world.log.emplace_back();
  const Id<Product> chip = run.chip("H100_SXM");
  world.sellers.stock(chip, Id<Seller>(0)) = 90;
  const auto legal = static_cast<std::uint32_t>(Provenance::kLegal);
  world.orders.push_back({Id<Buyer>(0), Id<Seller>(0), chip, 10, legal, 100, 1});
  match_orders(world);
  const int way =
      transit_weeks(run.setting.places, world.sellers.place[Id<Seller>(0)], world.buyers.place[Id<Buyer>(0)]);
  while (world.logistics.moving[chip] > 0 && world.week < 200) {
    ++world.week;
    deliver(world);
  }
  CHECK(world.week == way + 100);
}

TEST_CASE("a seller asks its designer for what its customers asked of it") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "population.rings=0"});
  run.weeks(40);
  // The sellers who serve China never asked for a chip that China may not have.
  const Id<Seller> for_china(run.world.sellers.first_for_china);
  CHECK(run.world.sellers.wanted(run.chip("H100_SXM"), for_china) == 0);
  CHECK(run.world.sellers.wanted(run.chip("H20"), for_china) > 0);
  CHECK(run.world.sellers.wanted(run.chip("H20"), Id<Seller>(0)) == 0);
}

TEST_CASE("sellers refuse nobody while no control is in force") {
  const auto refused = [](const std::string& calendar) {
    tiny::Run run({calendar, "parameters.sellers.honest_flag=1", "parameters.sellers.diligence=1"});
    return run.weeks(10).sum(&WeekLog::honest_refused);
  };
  CHECK(refused("calendar=[]") == 0);
  CHECK(refused(tiny::calendar({"ban from 2023-01-02"})) > 0);
}

}  // namespace
}  // namespace chokepoint
