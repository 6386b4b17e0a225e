#include "models/enforcement/network.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/enforcement/customs.h"
#include "sim/engine/random.h"
#include "tests/support/networks.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

PlaceNetwork network_of(char last, const std::vector<std::string>& lanes) {
  sim::Problems problems;
  PlaceNetwork network =
      read_place_network(sim::parse_yaml(tiny::network_text(last, lanes), "places.yaml", problems), problems);
  REQUIRE_MESSAGE(problems.empty(), problems.describe());
  return network;
}

/// A random network of six places, with capacities or weights from 1 to 9.
struct Random {
  std::vector<std::string> lanes;
  std::vector<std::int64_t> number;
  explicit Random(std::uint64_t run) {
    for (char from = 'A'; from <= 'F'; ++from) {
      for (char to = 'A'; to <= 'F'; ++to) {
        const auto draws = sim::RandomStreams{1, run}.uniform4(static_cast<std::uint64_t>(from * 256 + to), 0,
                                                               sim::Purpose{"test.network"});
        if (from == to || draws.u[0] > 0.5) continue;
        lanes.push_back({from, to});
        number.push_back(1 + static_cast<std::int64_t>(draws.u[1] * 9));
      }
    }
  }
};

/// The least capacity that leaves any set of places with the sources and without the sink.
std::int64_t narrowest_of_all(const PlaceNetwork& network, unsigned sources, unsigned sink,
                              const std::vector<std::int64_t>& capacity) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (unsigned set = 0; set < 1U << network.places(); ++set) {
    if ((set & sources) != sources || (set & sink) != 0) continue;
    std::int64_t crossing = 0;
    for (const Id<Lane> lane : ids(network.from)) {
      const bool leaves =
          (set >> network.from[lane].index() & 1) != 0 && (set >> network.to[lane].index() & 1) == 0;
      crossing += leaves ? capacity[lane.index()] : 0;
    }
    least = std::min(least, crossing);
  }
  return least;
}

TEST_CASE("a bottleneck is the narrowest cut") {
  const PlaceNetwork network = network_of('E', {"AB", "AC", "BD", "CD", "DE", "CE"});
  const std::vector<std::int64_t> capacity{10, 10, 10, 10, 3, 2};
  const Id<Place> source = network.find("A");
  const LeastCut cut = least_cut(network, std::span(&source, 1), network.find("E"), capacity);
  CHECK(cut.flow == 5);
  CHECK(cut.lanes == std::vector<Id<Lane>>{Id<Lane>(4), Id<Lane>(5)});
}

TEST_CASE("the greatest flow equals the narrowest of all cuts, and its lanes add up to it") {
  for (std::uint64_t run = 0; run < 50; ++run) {
    const Random random(run);
    const PlaceNetwork network = network_of('F', random.lanes);
    const std::vector<Id<Place>> sources{network.find("A"), network.find("B")};
    const LeastCut cut = least_cut(network, sources, network.find("F"), random.number);
    CHECK(cut.flow == narrowest_of_all(network, 0b11, 0b100000, random.number));
    std::int64_t across = 0;
    for (const Id<Lane> lane : cut.lanes) across += random.number[lane.index()];
    CHECK(across == cut.flow);
  }
}

TEST_CASE("a way without limit is not held back") {
  const PlaceNetwork network = network_of('C', {"AB", "BC"});
  const Id<Place> source = network.find("A");
  const LeastCut cut =
      least_cut(network, std::span(&source, 1), network.find("C"), std::vector{kUnlimited, kUnlimited});
  CHECK(cut.flow >= kUnlimited);
  CHECK(cut.lanes.empty());
}

/// All simple paths to F, by weight and then by lanes.
void walk(const PlaceNetwork& network, std::span<const double> weight, Id<Place> at,
          std::vector<Id<Lane>>& lanes, std::vector<Route>& all) {
  if (at == network.find("F")) {
    double sum = 0;
    for (const Id<Lane> lane : lanes) sum += weight[lane.index()];
    all.push_back({lanes, sum});
    return;
  }
  for (const Id<Lane> lane : network.lanes_out[at]) {
    const bool back = network.to[lane] == network.from[lanes.empty() ? lane : lanes[0]] ||
                      std::any_of(lanes.begin(), lanes.end(),
                                  [&](Id<Lane> passed) { return network.to[passed] == network.to[lane]; });
    if (back) continue;
    lanes.push_back(lane);
    walk(network, weight, network.to[lane], lanes, all);
    lanes.pop_back();
  }
}

TEST_CASE("the best routes are those of all simple paths, in order of weight") {
  for (std::uint64_t run = 0; run < 30; ++run) {
    const Random random(run);
    const PlaceNetwork network = network_of('F', random.lanes);
    const std::vector<double> weight(random.number.begin(), random.number.end());
    const std::vector<Id<Place>> starts{network.find("A"), network.find("C")};
    std::vector<Route> all;
    for (const Id<Place> start : starts) {
      std::vector<Id<Lane>> lanes;
      walk(network, weight, start, lanes, all);
    }
    std::stable_sort(all.begin(), all.end(), [](const Route& a, const Route& b) {
      return a.weight != b.weight ? a.weight < b.weight
                                  : std::lexicographical_compare(a.lanes.begin(), a.lanes.end(),
                                                                 b.lanes.begin(), b.lanes.end());
    });
    const auto best = best_routes(network, starts, network.find("F"), weight, 12);
    REQUIRE(best.size() == std::min<std::size_t>(12, all.size()));
    for (std::size_t i = 0; i < best.size(); ++i) {
      CHECK(best[i].weight == all[i].weight);
      CHECK(std::count_if(best.begin(), best.end(),
                          [&](const Route& other) { return other.lanes == best[i].lanes; }) == 1);
    }
  }
}

TEST_CASE("the only way through is between all others") {
  const PlaceNetwork network = network_of('D', {"AC", "BC", "CD"});
  const auto between = betweenness(network, std::vector<double>{1, 1, 1});
  CHECK(between[network.find("C")] == doctest::Approx(2.0 / 6));
  CHECK(between[network.find("A")] == 0);
}

TEST_CASE("at a lane's capacity a lot earns just the hurdle") {
  const LaneSight sight{0.05, 2e9, 0.7, 0.35};
  RouteFacts lot{.price = 28000, .premium = 1.5, .front_cost = 0.08, .transport = 300, .penalty_factor = 0.4};
  const double flow = lane_capacity_usd(sight, lot, 0.15);
  REQUIRE(std::isfinite(flow));
  lot.loss_chance = 0.35 * opening_chance(0.05, 1, flow, 2e9, 0.7);
  CHECK(expected_margin(lot) == doctest::Approx(0.15));
}

TEST_CASE("a lane takes less when the rest of the way is risky, and none when no lot pays") {
  const LaneSight sight{0.05, 2e9, 0.7, 0.35};
  RouteFacts lot{.price = 28000, .premium = 1.5, .front_cost = 0.08, .transport = 300, .penalty_factor = 0.4};
  const double alone = lane_capacity_usd(sight, lot, 0.15);
  lot.loss_chance = 0.05;
  CHECK(lane_capacity_usd(sight, lot, 0.15) < alone);
  lot.premium = 1.1;
  CHECK(lane_capacity_usd(sight, lot, 0.15) == 0);
  lot.premium = 5;
  CHECK(std::isinf(lane_capacity_usd(sight, lot, 0.15)));
}

TEST_CASE("a map of the trade begins where a barred chip is free") {
  tiny::Run run;
  run.until("2024-01-01");
  const TradeMap map = map_of(run.world);
  CHECK(map.product == run.chip("H100_SXM"));
  CHECK(map.sources == std::vector<Id<Place>>{run.place("US"), run.place("TW"), run.place("MY")});
  CHECK(map.lanes[run.lane("MY", "HK")].on_some_route);
  CHECK(map.lanes[run.lane("HK", "CN")].loss_chance ==
        seizure_chance(run.world, run.lane("HK", "CN"), Id<Moving>(0)));
  CHECK(map_of(tiny::Run({"calendar=[]"}).weeks(1).world).product.is_none());
}

TEST_CASE("closing the best way moves the trade to another") {
  const auto moved = [](const tiny::Overrides& overrides, const char* from) {
    tiny::Run run(overrides);
    run.until("2024-06-01");
    return run.world.lots.lane_usd_per_year[run.lane(from, "CN")];
  };
  CHECK(moved({}, "HK") > 10 * moved({}, "MY"));
  const tiny::Overrides closed{
      "parameters.enforcement.found_when_opened=1",
      "lanes={MY-HK: {transit_weeks: 1, cost_usd_per_chip: 100, inspection: 1, cover_usd_bn_per_year: 1},"
      " HK-CN: {transit_weeks: 1, cost_usd_per_chip: 100, inspection: 1, cover_usd_bn_per_year: 1},"
      " MY-CN: {transit_weeks: 2, cost_usd_per_chip: 3000, inspection: 0.02, cover_usd_bn_per_year: 1}}"};
  CHECK(moved(closed, "MY") > 10 * moved(closed, "HK"));
}

}  // namespace
}  // namespace chokepoint
