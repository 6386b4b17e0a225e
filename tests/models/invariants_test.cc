#include "models/invariants.h"

#include <doctest/doctest.h>

#include "models/run.h"
#include "sim/engine/contract.h"
#include "tests/support/tiny_world.h"
#include "tools/scenarios/files.h"

namespace chokepoint {
namespace {

using sim::Id;

const std::vector<tiny::Overrides> kTinyScenarios{
    {},
    {"calendar=[]"},
    {tiny::calendar({"ban from 2023-01-02", "quota", "licences", "headquarters", "gap"})},
    {"parameters.enforcement.seized_with_case=1", "parameters.enforcement.visibility_midpoint=6",
     "parameters.enforcement.case_median_weeks=4"},
    {tiny::flat("supply.memory.CHINA.stacks_per_month", 900), "population.scale=10",
     "parameters.fleets.failure_per_year=0.5"},
};

TEST_CASE("every chip made is somewhere, in every week of many tiny runs") {
  for (const tiny::Overrides& overrides : kTinyScenarios) {
    for (std::uint64_t number = 0; number < 20; ++number) {
      tiny::Run run(overrides, number);
      CHECK_NOTHROW(run.to_end());
      CHECK(run.world.stocks.made[run.chip("H100_SXM")] > 0);
    }
  }
}

TEST_CASE("every chip made is somewhere, in every week of the shipped scenarios") {
  for (const char* name : {"history", "no-controls", "tight", "loopholes-open", "strong-enforcement"}) {
    CAPTURE(name);
    const auto overrides = tools::load_scenarios(REPOSITORY "/scenarios", {name}, {"span.last=2026-12-31"});
    CHECK_NOTHROW(simulate(overrides.front(), sim::RandomStreams{7, 3}, Checks::kEveryWeek));
  }
}

TEST_CASE("a chip from nowhere is found, wherever it is put") {
  tiny::Run run;
  run.weeks(40);
  World& world = run.world;
  const Id<Product> chip = run.chip("H100_SXM");
  check_conservation(world);
  const auto is_found = [&](auto& units) {
    units += 1;
    CHECK_THROWS_AS(check_conservation(world), sim::ContractBroken);
    units -= 1;
    CHECK_NOTHROW(check_conservation(world));
  };
  is_found(world.stocks.abroad.at(Id<Owner>(0), chip));
  is_found(world.stocks.in_china[2].at(Id<Chinese>(0), chip));
  is_found(world.stocks.at_sellers(chip, Id<Seller>(0)));
  is_found(world.stocks.with_rings.at(Id<Ring>(0), chip));
  is_found(world.stocks.warehouse[chip]);
  is_found(world.stocks.made[chip]);
  is_found(world.stocks.seized[chip]);
  is_found(world.stocks.scrapped[chip]);
}

TEST_CASE("what is asked of a seller that does not sell it is found") {
  tiny::Run run;
  run.weeks(10);
  World& world = run.world;
  const Id<Seller> in_china(world.sellers.first_domestic);
  float& asked = world.asked.of_seller(run.chip("H100_SXM"), in_china);
  CHECK_NOTHROW(check_conservation(world));
  asked = 1;
  CHECK_THROWS_AS(check_conservation(world), sim::ContractBroken);
}

TEST_CASE("overspent money and negative stocks are found") {
  tiny::Run run;
  run.weeks(10);
  World& world = run.world;
  const auto is_found = [&](auto& value) {
    const auto before = value;
    value = -1;
    CHECK_THROWS_AS(check_conservation(world), sim::ContractBroken);
    value = before;
    CHECK_NOTHROW(check_conservation(world));
  };
  is_found(world.accounts.budget_cents[Id<Buyer>(0)]);
  is_found(world.foundries.dies[Id<Die>(0)]);
  is_found(world.foundries.stacks[Id<Memory>(0)]);
}

}  // namespace
}  // namespace chokepoint
