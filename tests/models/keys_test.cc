#include "models/keys.h"

#include <map>
#include <set>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Every agent's address with what was drawn for it on the first day.
std::map<std::uint64_t, std::vector<double>> first_draws(const World& world) {
  std::map<std::uint64_t, std::vector<double>> draws;
  for (const Id<Buyer> buyer : ids(world.buyers.kind)) {
    draws[world.buyers.key[buyer]] = {static_cast<double>(world.buyers.place[buyer].index()),
                                      world.buyers.usual_seller[buyer]};
  }
  for (const Id<Seller> seller : ids(world.sellers.place))
    draws[world.sellers.key[seller]] = {world.sellers.diligence[seller]};
  for (const Id<Ring> ring : ids(world.rings.key))
    draws[world.rings.key[ring]] = {static_cast<double>(world.rings.start_cents[ring])};
  for (const Id<Front> front : ids(world.fronts.ring)) {
    auto& own = draws[world.fronts.key[front]];
    own.push_back(static_cast<double>(world.fronts.method[front].index()));
    own.push_back(static_cast<double>(world.fronts.founded_week[front]));
  }
  return draws;
}

/// The addresses of a world that another lacks, and whether all others drew alike in both.
std::size_t only_in(const tiny::Run& one, const tiny::Run& other) {
  const auto there = first_draws(other.world);
  std::size_t lacking = 0;
  for (const auto& [key, drawn] : first_draws(one.world)) {
    const auto same = there.find(key);
    lacking += same == there.end() ? 1 : 0;
    if (same != there.end()) CHECK(same->second == drawn);
  }
  return lacking;
}

const char* const kThree =
    "actors.chinese.named={BigCloud: {share: 0.1, sector: startup}, B: {share: 0.2, sector: state}, C: {share: 0.1, "
    "sector: startup}}";
const char* const kWithoutB =
    "actors.chinese.named={BigCloud: {share: 0.1, sector: startup}, C: {share: 0.1, sector: startup}}";

TEST_CASE("one named buyer less moves the draws of nobody else") {
  const char* const others = "actors.chinese.others_share={state: 0.1, startup: 0.2}";
  const tiny::Run with({others, kThree, "mechanisms.methods=true"});
  const tiny::Run without({others, kWithoutB, "mechanisms.methods=true"});
  CHECK(only_in(with, without) == 2);  // the buyer and its arm abroad
  CHECK(only_in(without, with) == 0);
}

TEST_CASE("one seller, ring or unnamed buyer more moves the draws of nobody else") {
  const tiny::Run usual({"population.fronts_per_ring=1"});
  CHECK(only_in(usual, tiny::Run({"population.fronts_per_ring=1", "actors.sellers.places.MY=3"})) == 0);
  CHECK(only_in(usual, tiny::Run({"population.fronts_per_ring=1", "population.rings=5"})) == 0);
  CHECK(only_in(usual, tiny::Run({"population.fronts_per_ring=1", "actors.abroad.others=9"})) == 0);
  CHECK(only_in(usual, tiny::Run({"population.fronts_per_ring=1", "actors.chinese.others.state=4"})) == 0);
}

TEST_CASE("no two agents share an address") {
  const tiny::Run run({"population.rings=60", "population.fronts_per_ring=50", "actors.abroad.others=3000"});
  const World& world = run.world;
  CHECK(first_draws(world).size() ==
        world.buyers.kind.size() + world.sellers.place.size() + world.rings.key.size());
}

TEST_CASE("turns are even, and each comes once in its weeks") {
  std::map<int, int> of_week;
  for (std::uint64_t number = 0; number < 4000; ++number) {
    const std::uint64_t key = key_of("ring", "all", number);
    int turns = 0;
    for (int week = 0; week < 4; ++week) {
      turns += is_turn_of(key, week, 4) ? 1 : 0;
      of_week[week] += is_turn_of(key, week, 4) ? 1 : 0;
    }
    CHECK(turns == 1);
  }
  for (const auto& [week, turns] : of_week) CHECK(turns == doctest::Approx(1000).epsilon(0.1));
}

}  // namespace
}  // namespace chokepoint
