#include "models/agents/authority.h"

#include <cmath>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

TEST_CASE("customs opens more lots under stronger enforcement and the more a flow outgrows its cover") {
  const double base = opening_chance(0.02, 1, 1e8, 1e9, 0.7);
  CHECK(opening_chance(0.02, 0, 1e8, 1e9, 0.7) == 0);
  CHECK(opening_chance(0.02, 2, 1e8, 1e9, 0.7) > base);
  CHECK(opening_chance(0.02, 1, 2e8, 1e9, 0.7) > base);
  CHECK(opening_chance(0.02, 1, 1e8, 2e9, 0.7) < base);
  CHECK(opening_chance(0.02, 1, 0, 1e9, 0.7) == doctest::Approx(1 - std::exp(-0.02)));
}

TEST_CASE("a chance to be opened stays a chance, however strong customs is") {
  CHECK(opening_chance(1, 100, 1e12, 1e6, 1.2) <= 1);
  CHECK(opening_chance(0.02, 1, 1e8, 0, 0.7) == doctest::Approx(1 - std::exp(-0.02)));
}

/// The chance that a ring is noticed within a year at the central parameters.
double noticed_in_a_year(double usd_per_year, double strength) {
  return 1 - std::pow(1 - noticed_chance(usd_per_year, 9.5, 0.4, strength), 52);
}

TEST_CASE("a ring of $100 M a year is hardly noticed within a year, one of $30 bn nearly surely") {
  CHECK(noticed_in_a_year(1e8, 1) < 0.05);
  CHECK(noticed_in_a_year(std::pow(10, 9.5), 1) == doctest::Approx(0.5));
  CHECK(noticed_in_a_year(std::pow(10, 10.5), 1) > 0.9);
  CHECK(noticed_in_a_year(0, 1) == 0);
}

TEST_CASE("a ring is noticed sooner under stronger enforcement") {
  CHECK(noticed_in_a_year(1e9, 2) > noticed_in_a_year(1e9, 1));
  CHECK(noticed_in_a_year(1e9, 0) == 0);
}

TEST_CASE("an action against a ring lists some of its fronts and takes some of its goods") {
  tiny::Run run({"parameters.enforcement.seized_with_case=1", "population.fronts_per_ring=200"});
  World& world = run.world;
  world.log.emplace_back();
  const Id<Ring> ring(0);
  Lot lot{};
  lot.ring = ring;
  lot.product = run.chip("H100_SXM");
  lot.units = 10;
  world.rings.lots.assign(200, lot);
  world.rings.action_week[ring] = 0;
  work_cases(world);
  const std::int64_t fronts = world.rings.first_front[Id<Ring>(1)];
  CHECK(world.today().listed > 0.3 * static_cast<double>(fronts));
  CHECK(world.today().listed < 0.7 * static_cast<double>(fronts));
  CHECK(world.today().seized > 0);
  CHECK(world.customs.seized[lot.product] == world.today().seized);
  CHECK(world.rings.lots.size() == 200 - static_cast<std::size_t>(world.today().seized / 10));
  CHECK(world.rings.action_week[ring] == -1);
}

TEST_CASE("a penalty never takes more than a ring has") {
  tiny::Run run({"parameters.enforcement.penalty_factor=100", "parameters.enforcement.penalty_collected=1"});
  World& world = run.world;
  world.log.emplace_back();
  world.rings.flow_usd_per_year[Id<Ring>(0)] = 1e12;
  world.rings.action_week[Id<Ring>(0)] = 0;
  work_cases(world);
  CHECK(world.rings.capital_cents[Id<Ring>(0)] == 0);
}

TEST_CASE("a case comes to action sooner under stronger enforcement") {
  const auto action_week = [](const char* level) {
    tiny::Run run({std::string("enforcement.strength=[{from: 2023-01-02, level: ") + level + "}]"});
    open_case(run.world, Id<Ring>(0));
    return run.world.rings.action_week[Id<Ring>(0)];
  };
  CHECK(action_week("5") < action_week("1"));
  CHECK(action_week("1") > 0);
  CHECK(action_week("0") == -1);
}

TEST_CASE("a second piece of evidence does not put off a case") {
  tiny::Run run;
  open_case(run.world, Id<Ring>(0));
  const int due = run.world.rings.action_week[Id<Ring>(0)];
  run.world.week = 3;
  open_case(run.world, Id<Ring>(0));
  CHECK(run.world.rings.action_week[Id<Ring>(0)] == due);
}

TEST_CASE("end-use checks find out fronts that received chips, and only those") {
  tiny::Run run({"parameters.enforcement.checks_per_year=52000", "parameters.enforcement.found_by_check=1"});
  World& world = run.world;
  world.log.emplace_back();
  world.fronts.received[Id<Front>(1)] = 100;
  check_end_use(world);
  CHECK(world.buyers.listed[world.buyer_of(Id<Front>(1))] == 1);
  CHECK(world.fronts.back_week[Id<Front>(1)] == world.week + 8);
  CHECK(world.today().listed == 1);
  CHECK(world.rings.action_week[world.fronts.ring[Id<Front>(1)]] > 0);
}

TEST_CASE("stronger enforcement lowers what rings bring in") {
  std::int64_t usual = 0;
  std::int64_t strong = 0;
  const tiny::Overrides ban{tiny::calendar({"ban from 2023-01-02"})};
  for (std::uint64_t number = 0; number < 12; ++number) {
    tiny::Run at_one(ban, number);
    tiny::Run at_ten({ban[0], "enforcement.strength=[{from: 2023-01-02, level: 10}]"}, number);
    usual += at_one.to_end().sum(&WeekLog::smuggled);
    strong += at_ten.to_end().sum(&WeekLog::smuggled);
  }
  CHECK(strong < 0.8 * static_cast<double>(usual));
  CHECK(usual > 0);
}

}  // namespace
}  // namespace chokepoint
