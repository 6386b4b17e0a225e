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
  const Id<Product> chip = run.chip("H100_SXM");
  const Id<Seller> seller(0);
  world.stocks.at_sellers(chip, seller) = 90;
  world.outbox.orders.push_back({Id<Buyer>(0), seller, chip, first, Provenance::kLegal});
  world.outbox.orders.push_back({Id<Buyer>(1), seller, chip, second, Provenance::kLegal});
  tiny::run_phase(world, "match");
  std::vector<std::int32_t> served(2);
  for (const auto& week : world.logistics.arriving) {
    for (const Shipment& lot : week) served[lot.to] = lot.units;
  }
  CHECK(world.stocks.at_sellers(chip, seller) == 90 - served[0] - served[1]);
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
  const Id<Product> chip = run.chip("H100_SXM");
  world.stocks.at_sellers(chip, Id<Seller>(0)) = 90;
  world.outbox.orders.push_back({Id<Buyer>(0), Id<Seller>(0), chip, 10, Provenance::kLegal, 100});
  tiny::run_phase(world, "match");
  const int way = transit_weeks(run.scenario.places, world.sellers.place[Id<Seller>(0)],
                                world.buyers.place[Id<Buyer>(0)]);
  while (world.stocks.moving[chip] > 0 && world.week < 200) {
    ++world.week;
    tiny::run_phase(world, "deliver");
  }
  CHECK(world.week == way + 100);
}

TEST_CASE("a seller asks its designer for what its customers asked of it") {
  tiny::Run run({tiny::calendar({"ban from 2023-01-02"}), "population.rings=0"});
  run.weeks(40);
  // The sellers who serve China never asked for a chip that China may not have.
  const Id<Seller> for_china(run.world.sellers.first_for_china);
  CHECK(run.world.asked.of_seller(run.chip("H100_SXM"), for_china) == 0);
  CHECK(run.world.asked.of_seller(run.chip("H20"), for_china) > 0);
  CHECK(run.world.asked.of_seller(run.chip("H20"), Id<Seller>(0)) == 0);
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
