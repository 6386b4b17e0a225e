#include "models/trade/landlord.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "models/record/standings.h"
#include "models/trade/operator.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// A landlord in Malaysia, beside two operators who let little: tenants see by them what renting costs.
tiny::Overrides with(tiny::Overrides more) {
  tiny::Overrides all{
      "actors.operators={places: {MY: {operators: 2, landlords: 1, share_let: 0.1}}, source: t, confidence: A}",
      "actors.abroad.others=12",
      "parameters.renting.built_to_suit=0.8",
      "parameters.renting.site_weeks=4",
      "parameters.renting.local_names=0",
      "parameters.renting.ended_at_once=1"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

sim::Id<Operator> landlord_of(const tiny::Run& run) {
  return sim::Id<Operator>(static_cast<std::uint32_t>(run.world.renting.buyer.size() - 1));
}

/// Chips of the only landlord.
double held_by_landlord(const tiny::Run& run) {
  double units = 0;
  run.world.stocks.abroad.for_each(run.world.owner_of(run.world.renting.buyer[landlord_of(run)]),
                                   [&](sim::Id<Product>, std::int32_t each) { units += each; });
  return units;
}

double let(const tiny::Run& run) {
  double units = 0;
  for (const Contract& contract : run.world.renting.contracts)
    units += contract.from == landlord_of(run) ? contract.units : 0;
  return units;
}

TEST_CASE("a landlord builds for one tenant and lets it all that it has") {
  tiny::Run run(with({tiny::calendar({"ban"})}));
  run.until("2024-06-03");
  REQUIRE(let(run) > 0);
  CHECK(let(run) >= 0.8 * held_by_landlord(run));
  CHECK(let(run) <= held_by_landlord(run));
  const auto& contracts = run.world.renting.contracts;
  const sim::Id<Chinese> tenant = run.world.landlords.tenant[landlord_of(run)];
  CHECK(std::all_of(contracts.begin(), contracts.end(), [&](const Contract& each) {
    return each.from != landlord_of(run) || each.tenant == tenant;
  }));
}

TEST_CASE("no site is built where tenants commit nothing, or with the mechanism off") {
  const auto built = [](const char* change) {
    tiny::Run run(with({tiny::calendar({"ban"}), change}));
    return held_by_landlord(run.until("2024-06-03"));
  };
  CHECK(built("parameters.renting.built_to_suit=0.8") > 0);
  CHECK(built("parameters.renting.built_to_suit=0") == 0);
  CHECK(built("mechanisms.landlords=false") == 0);
}

TEST_CASE("where no operator lets, tenants still meet landlords") {
  const auto built = [](const std::string& law, const char* change) {
    tiny::Run run(with(
        {law, change,
         "actors.operators={places: {MY: {operators: 0, landlords: 1, share_let: 0.1}}, source: t, confidence: A}"}));
    run.until("2024-06-03");
    return std::pair(held_by_landlord(run), run.world.renting.cost[0].seen(1));
  };
  const auto [held, cost] = built(tiny::calendar({"ban"}), "parameters.renting.site_weeks=4");
  CHECK(held > 0);
  CHECK(cost > 0);
  const std::pair none(0.0, 0.0);
  CHECK(built(tiny::calendar({"ban"}), "mechanisms.landlords=false") == none);
}

TEST_CASE("a site takes chips only when it was built") {
  const auto on = [](const char* weeks, const char* day) {
    tiny::Run run(with({tiny::calendar({"ban"}), weeks}));
    return held_by_landlord(run.until(day));
  };
  CHECK(on("parameters.renting.site_weeks=4", "2023-10-02") > 0);
  CHECK(on("parameters.renting.site_weeks=52", "2023-10-02") == 0);
  CHECK(on("parameters.renting.site_weeks=52", "2024-10-28") > 0);
}

TEST_CASE("what stands at a landlord's site counts as its tenant's largest site abroad") {
  tiny::Run run(with({tiny::calendar({"ban"}), "parameters.renting.site_power=1"}));
  run.until("2024-10-07");
  const Standing standing = standing_now(run.world);
  CHECK(standing.abroad_china_chips >= std::min(let(run), 100.0));
  CHECK(standing.abroad_china >= standing.campus_china);
  run.world.renting.contracts.clear();
  CHECK(standing_now(run.world).abroad_china <= standing.abroad_china);
  CHECK(standing_now(run.world).campus_china == standing.campus_china);
}

TEST_CASE("a rule on remote access keeps a landlord from building, and empties its site") {
  constexpr const char* kShort = "parameters.renting.site_weeks=4";
  constexpr const char* kLong = "parameters.renting.site_weeks=40";
  const auto built = [](const std::string& law, const char* day, const char* weeks) {
    tiny::Run run(with({law, weeks}));
    run.until(day);
    return std::pair(held_by_landlord(run), let(run));
  };
  CHECK(built(tiny::calendar({"ban", "remote from 2023-07-03"}), "2024-06-03", kLong).first == 0);
  const std::string later = tiny::calendar({"ban", "remote from 2024-01-01"});
  CHECK(built(later, "2024-01-01", kShort).second > 0);
  CHECK(built(later, "2024-02-05", kShort).second == 0);
}

TEST_CASE("a site grows no larger than its power") {
  const auto built = [](const char* power) {
    tiny::Run run(with({tiny::calendar({"ban"}), power}));
    return held_by_landlord(run.to_end());
  };
  CHECK(built("parameters.renting.site_power=0.001") < 0.5 * built("parameters.renting.site_power=1"));
}

TEST_CASE("rents rise when all is let, and do not answer at elasticity 0") {
  CHECK(rent_answer(1, 0.8, 0.5) > 1);
  CHECK(rent_answer(0.4, 0.8, 0.5) < 1);
  CHECK(rent_answer(1, 0.8, 0) == 1);
  CHECK(rent_answer(0, 0.8, 1) == 0.5);
  CHECK(rent_answer(1, 0.01, 1) == 2);
}

TEST_CASE("rents of a week answer what was let at the last meeting") {
  tiny::Run run(
      with({"actors.operators={places: {MY: {operators: 2, share_let: 0.4}}, source: t, confidence: A}",
            "actors.abroad.others=12", "parameters.renting.answers_use=1"}));
  const double usual = rent_factor(run.world);
  run.until("2024-06-03");
  CHECK(rent_factor(run.world) == doctest::Approx(usual * rent_answer(run.world.renting.use, 0.8, 1)));
  run.world.renting.use = 1;
  CHECK(rent_factor(run.world) > usual);
}

TEST_CASE("arms stand in several places, each in one") {
  int in_taiwan = 0;
  for (std::uint64_t number = 0; number < 20; ++number) {
    const tiny::Run run({"actors.chinese.arms_in={MY: 0.5, TW: 0.5}"}, number);
    const sim::Id<Buyer> arm = run.world.chinese.arm[sim::Id<Chinese>(0)];
    const sim::Id<Place> place = run.world.buyers.place[arm];
    CHECK((place == run.place("MY") || place == run.place("TW")));
    in_taiwan += place == run.place("TW") ? 1 : 0;
  }
  CHECK(in_taiwan > 0);
  CHECK(in_taiwan < 20);
}

}  // namespace
}  // namespace chokepoint
