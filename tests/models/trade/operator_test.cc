#include "models/trade/operator.h"

#include <map>

#include <doctest/doctest.h>

#include "models/record/standings.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// Two operators in Malaysia and one in Taiwan, money to rent all of it.
tiny::Overrides with(tiny::Overrides more) {
  tiny::Overrides all{
      "actors.operators={places: {MY: {operators: 2, share_let: 0.4}, TW: {operators: 1, share_let: 0.4}}, "
      "source: t, confidence: A}",
      "actors.abroad.others=12", "parameters.renting.contract_weeks=26"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

double rented(const tiny::Run& run) {
  double h100e = 0;
  for (const double each : run.world.renting.h100e) h100e += each;
  return h100e;
}

double rented_by(const tiny::Overrides& overrides, const char* day) {
  tiny::Run run(with(overrides));
  return rented(run.until(day));
}

TEST_CASE("operators let no more than they have, contract by contract and in all") {
  tiny::Run run(with({}));
  while (run.world.week < 100) {
    run.weeks(1);
    if (run.world.week % 4 != 1) continue;  // a meeting was held
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> let;
    for (const Contract& contract : run.world.renting.contracts) {
      let[{contract.from.index(), contract.product.index()}] += contract.units;
    }
    for (const auto& [key, units] : let) {
      const auto owner = run.world.owner_of(run.world.renting.buyer[sim::Id<Operator>(key.first)]);
      REQUIRE(units <= run.world.stocks.abroad(owner, sim::Id<Product>(key.second)));
    }
  }
  CHECK(rented(run) > 0);
}

TEST_CASE("a ban on chips to China without one on remote access makes tenants of its buyers") {
  // Nothing better to import, and tenants who do not ask for all that is to let.
  const auto at_the_end = [](const char* law) {
    return rented_by(
        {law, "supply.packages.H20.volume_from=2026-01-01", "parameters.sectors.startup.renting=0.05",
         "parameters.sectors.hyperscaler.renting=0.05"},
        "2024-12-30");
  };
  CHECK(at_the_end("calendar=[{regime: ban}]") > 1.2 * at_the_end("calendar=[]"));
}

TEST_CASE("what is rented counts in a fleet and in no nation's stock or campus") {
  tiny::Run run(with({"population.rings=0"}));
  run.until("2024-06-03");
  Standing with_rent = standing_now(run.world);
  const double largest = with_rent.rented_largest;
  CHECK(with_rent.rented_abroad == doctest::Approx(rented(run)));
  CHECK(largest > 0);
  run.world.renting.h100e.assign(run.world.renting.h100e.size(), 0);
  const Standing without = standing_now(run.world);
  CHECK(with_rent.nation_china == without.nation_china);
  CHECK(with_rent.campus_china == without.campus_china);
  CHECK(with_rent.fleet_china > without.fleet_china);
  CHECK(with_rent.fleet_china <= without.fleet_china + largest);
}

TEST_CASE("rent is paid week by week") {
  const auto spent = [](const char* renting) {
    tiny::Run run(with({renting, "parameters.demand.patience_weeks=260", "parameters.renting.let_factor=2"}));
    run.until("2023-12-31");
    std::int64_t cents = 0;
    for (const std::int64_t rent : run.world.renting.rent_cents) cents += rent;
    return cents;
  };
  CHECK(spent("mechanisms.renting=true") > 0);
  CHECK(spent("mechanisms.renting=false") == 0);
}

TEST_CASE("contracts come to an end, and with nobody who wants more a tenant's fleet shrinks to nothing") {
  tiny::Run run(with({}));
  run.until("2024-01-01");
  CHECK(rented(run) > 0);
  // From here on nothing is to let; terms are 39 weeks at the most.
  run.world.renting.lets.assign(run.world.renting.lets.size(), 0);
  const double before = rented(run);
  run.weeks(20);
  CHECK(rented(run) < before);
  CHECK(rented(run.weeks(24)) == 0);
}

TEST_CASE("a rule on remote access ends what it bars at once or at its term") {
  const std::string law = tiny::calendar({"ban", "remote from 2024-01-01"});
  const auto after = [&](const char* at_once, const char* day) {
    return rented_by({law, "parameters.renting.local_names=0", at_once}, day);
  };
  CHECK(after("parameters.renting.ended_at_once=1", "2024-01-01") > 0);
  CHECK(after("parameters.renting.ended_at_once=1", "2024-02-05") == 0);
  CHECK(after("parameters.renting.ended_at_once=0", "2024-02-05") > 0);
  CHECK(after("parameters.renting.ended_at_once=0", "2024-11-04") == 0);
}

TEST_CASE("a rule on remote access lowers what is rented, and another channel takes the money") {
  const std::string free = tiny::calendar({"ban"});
  const std::string barred = tiny::calendar({"ban", "remote from 2023-07-03"});
  const auto bought = [](const std::string& law) {
    tiny::Run run(with({law, "parameters.renting.let_factor=2", "parameters.renting.local_names=0"}));
    run.to_end();
    return std::pair(rented(run), run.world.standings.back().nation_china);
  };
  CHECK(bought(barred).first < 0.1 * bought(free).first);
  CHECK(bought(barred).second > bought(free).second);
}

TEST_CASE("local names keep a part of what is barred, and less when operators must know their customers") {
  const auto let = [](const char* names, const char* duty) {
    double sum = 0;
    for (const std::uint64_t number : {0U, 1U, 2U, 3U}) {
      tiny::Run run(with({tiny::calendar({"ban", "remote from 2023-07-03"}), names, duty}), number);
      sum += rented(run.to_end());
    }
    return sum;
  };
  const double leaky = let("parameters.renting.local_names=0.6", "enforcement.know_your_customer=1");
  CHECK(leaky > 0);
  CHECK(let("parameters.renting.local_names=0.6", "enforcement.know_your_customer=8") < leaky);
  CHECK(let("parameters.renting.local_names=0.6", "enforcement.know_your_customer=0") >= leaky);
}

TEST_CASE("nobody looks away where the duty is hard, and all do where there is none") {
  CHECK(looking_away(0.3, 1) == doctest::Approx(0.3));
  CHECK(looking_away(0.3, 3) < looking_away(0.3, 2));
  CHECK(looking_away(0.3, 0) == 1);
}

TEST_CASE("a tenant hides only where that is cheaper to it, what it may lose counted") {
  const RentCost both{100, 60};
  CHECK(both.hides(1.2));
  CHECK_FALSE(both.hides(2));
  CHECK(both.seen(1.2) == doctest::Approx(72));
  CHECK(both.seen(2) == doctest::Approx(100));
  CHECK(RentCost{0, 60}.hides(9));
  CHECK(RentCost{}.seen(1) == 0);
}

}  // namespace
}  // namespace chokepoint
