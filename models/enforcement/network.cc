#include "models/enforcement/network.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <boost/property_map/function_property_map.hpp>

#include "models/diversion/method.h"
#include "models/diversion/ring_maps.h"
#include "models/enforcement/customs.h"
#include "models/trade/orders.h"
#include "models/world.h"
#include "sim/numeric/constants.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr double kInfinite = sim::kInfinity;

/// The chip that China may not have of which most is on sale, in money; the first of equals.
Id<Product> barred_chip(const World& world) {
  const Id<Place> china = world.scenario->china;
  Id<Product> barred;
  double most = 0;
  for (const Offer& offer : offers_everywhere(world)) {
    if (offer.weight <= most || is_open(rule_this_week(world, offer.product, china, china))) continue;
    barred = offer.product;
    most = offer.weight;
  }
  return barred;
}

bool has_sellers(const World& world, Id<Place> place) {
  return world.sellers.first_at[place.index()] < world.sellers.first_at[place.index() + 1];
}

/// A source's way to China: what one best path costs and risks.
struct Way {
  double transport = 0;
  double passes = 0;  ///< chance; 0 when there is no way
};

/// From every place to China, by the best path.
std::vector<Way> ways_on(const PlaceNetwork& places, Id<Place> china, const TradeMap& map) {
  const auto toward = places.least_cost_tree(china, map.weights());
  std::vector<Way> ways(places.places());
  for (const Id<Place> start : ids(places.code)) {
    if (start != china && toward[start].is_none()) continue;
    ways[start.index()].passes = 1;
    for (Id<Place> at = start; at != china; at = places.to[toward[at]]) {
      ways[start.index()].transport += map.lanes[toward[at]].cost_usd;
      ways[start.index()].passes *= 1 - map.lanes[toward[at]].loss_chance;
    }
  }
  return ways;
}

/// To every place from the best source: Bellman-Ford, on so few places.
std::vector<Way> ways_there(const PlaceNetwork& places, const TradeMap& map) {
  const std::vector<double> weight = map.weights();
  std::vector<Way> ways(places.places());
  std::vector<double> distance(places.places(), kInfinite);
  for (const Id<Place> source : map.sources) {
    distance[source.index()] = 0;
    ways[source.index()] = {0, 1};
  }
  for (std::size_t round = 0; round < places.places(); ++round) {
    for (const Id<Lane> lane : ids(places.from)) {
      const std::size_t from = places.from[lane].index();
      const std::size_t to = places.to[lane].index();
      if (distance[from] + weight[lane.index()] >= distance[to]) continue;
      distance[to] = distance[from] + weight[lane.index()];
      ways[to] = {ways[from].transport + map.lanes[lane].cost_usd,
                  ways[from].passes * (1 - map.lanes[lane].loss_chance)};
    }
  }
  return ways;
}

/// The map is that of the first methods, a front and plain freight: the yardstick of the others.
constexpr Id<Buying> kFront{0};
constexpr Id<Moving> kFreight{0};

double mean_belief(const World& world, Id<Lane> lane) {
  double sum = 0;
  int count = 0;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (world.ring_lives.active[ring] == 0) continue;
    sum += believed_loss_on(world, ring, lane, kFreight);
    ++count;
  }
  return count == 0 ? double{world.parameters.rings.prior_loss} : sum / count;
}

void fill_capacities(const World& world, TradeMap& map) {
  const PlaceNetwork& places = world.scenario->places;
  const std::vector<Way> there = ways_there(places, map);
  const std::vector<Way> on = ways_on(places, world.scenario->china, map);
  for (const Id<Lane> lane : ids(places.from)) {
    const Way& before = there[places.from[lane].index()];
    const Way& after = on[places.to[lane].index()];
    LaneRisk& risk = map.lanes[lane];
    risk.on_some_route = places.from[lane] != world.scenario->china && before.passes > 0 && after.passes > 0;
    if (!risk.on_some_route) continue;
    RouteFacts lot = map.lot;
    lot.transport = before.transport + risk.cost_usd + after.transport;
    lot.loss_chance = 1 - before.passes * after.passes;
    risk.capacity_usd = lane_capacity_usd(
        {world.lanes.inspection[lane] * inspection_effort_on(world, lane),
         world.lanes.cover_usd_per_year[lane], world.parameters.enforcement.customs_size_exponent,
         world.parameters.enforcement.found_when_opened},
        lot, map.hurdle);
    // Into China no more goes than carriers take.
    if (places.to[lane] == world.scenario->china)
      risk.capacity_usd = std::min(
          risk.capacity_usd, method_of(world, kFreight).carriers * world.lanes.cover_usd_per_year[lane]);
  }
}

/// LaneGraph as Boost's searches want them: an edge with the lane it stands for.
using LaneGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Id<Lane>>;

LaneGraph graph_of(const PlaceNetwork& places) {
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  std::vector<Id<Lane>> lanes;
  for (const Id<Lane> lane : ids(places.from)) {
    ends.emplace_back(places.from[lane].index(), places.to[lane].index());
    lanes.push_back(lane);
  }
  return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), lanes.begin(), places.places()};
}

/// For a flow every edge has one that runs back.
using FlowTraits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
struct Pipe {
  std::int64_t capacity = 0;
  std::int64_t residual = 0;
  FlowTraits::edge_descriptor back{};
};
using Pipes = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Pipe>;

void add_pipe(Pipes& pipes, std::size_t from, std::size_t to, std::int64_t capacity) {
  const auto there = add_edge(from, to, Pipe{capacity, 0, {}}, pipes).first;
  const auto back = add_edge(to, from, Pipe{0, 0, {}}, pipes).first;
  pipes[there].back = back;
  pipes[back].back = there;
}

/// The vertices that more could still flow to.
std::vector<bool> reached(const Pipes& pipes, std::size_t source) {
  std::vector<bool> seen(num_vertices(pipes));
  std::vector<std::size_t> open{source};
  seen[source] = true;
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    for (auto [edge, last] = out_edges(at, pipes); edge != last; ++edge) {
      const std::size_t to = target(*edge, pipes);
      if (pipes[*edge].residual <= 0 || seen[to]) continue;
      seen[to] = true;
      open.push_back(to);
    }
  }
  return seen;
}

double weight_of(const std::vector<Id<Lane>>& lanes, std::span<const double> lane_weight) {
  double sum = 0;
  for (const Id<Lane> lane : lanes) sum += lane_weight[lane.index()];
  return sum;
}

bool better(const Route& a, const Route& b) {
  if (a.weight != b.weight) return a.weight < b.weight;
  return std::lexicographical_compare(a.lanes.begin(), a.lanes.end(), b.lanes.begin(), b.lanes.end());
}

/// The best path that leaves `route` after its first `legs` legs, on another lane than any known route with the same
/// beginning, and never returns to its beginning; no lanes when there is none.
std::vector<Id<Lane>> detour(const PlaceNetwork& places, const Route& route, std::size_t legs,
                             std::span<const Route> known, std::span<const double> lane_weight,
                             Id<Place> end) {
  std::vector<double> weight(lane_weight.begin(), lane_weight.end());
  const auto begins_alike = [&](const Route& other) {
    return other.lanes.size() > legs && places.from[other.lanes[0]] == places.from[route.lanes[0]] &&
           std::equal(route.lanes.begin(), route.lanes.begin() + static_cast<std::ptrdiff_t>(legs),
                      other.lanes.begin());
  };
  for (const Route& other : known) {
    if (begins_alike(other)) weight[other.lanes[legs].index()] = kInfinite;
  }
  for (std::size_t leg = 0; leg < legs; ++leg) {
    const Id<Place> passed = places.from[route.lanes[leg]];
    for (const Id<Lane> lane : ids(places.from)) {
      if (places.to[lane] == passed) weight[lane.index()] = kInfinite;
    }
  }
  std::vector<Id<Lane>> path(route.lanes.begin(), route.lanes.begin() + static_cast<std::ptrdiff_t>(legs));
  const LanePath rest = places.least_cost_path(places.from[route.lanes[legs]], end, weight);
  if (rest.empty()) return {};
  path.insert(path.end(), rest.begin(), rest.end());
  return path;
}

}  // namespace

std::vector<double> TradeMap::weights() const {
  std::vector<double> weights;
  for (const LaneRisk& lane : lanes) {
    weights.push_back(std::max(1.0, lane.cost_usd) -
                      lot.price * lot.premium * std::log1p(-std::min(0.999, lane.loss_chance)));
  }
  return weights;
}

TradeMap map_of(const World& world) {
  const Scenario& scenario = *world.scenario;
  TradeMap map;
  map.product = barred_chip(world);
  map.hurdle = world.parameters.rings.hurdle;
  map.lot.front_cost = method_of(world, kFront).cost;
  map.lot.penalty_factor = penalty_over_price(world);
  for (const Id<Lane> lane : ids(scenario.places.from)) {
    map.lanes.push_back({world.lanes.freight_usd[lane], seizure_chance(world, lane, kFreight),
                         mean_belief(world, lane), world.lots.lane_usd_per_year[lane], 0, false});
  }
  if (map.product.is_none()) return map;
  map.lot.price = world.price_usd(map.product);
  map.lot.price_factor = world.asked.price_factor[map.product];
  map.lot.premium = world.premium(map.product);
  const auto toward = scenario.places.least_cost_tree(scenario.china, map.weights());
  for (const Id<Place> place : ids(scenario.places.code)) {
    if (place == scenario.china || toward[place].is_none() || !has_sellers(world, place)) continue;
    if (is_open(rule_this_week(world, map.product, place, place))) map.sources.push_back(place);
  }
  fill_capacities(world, map);
  return map;
}

double lane_capacity_usd(const LaneSight& sight, const RouteFacts& lot, double hurdle) {
  const double outlay = outlay_of(lot);
  const double bearable =
      (lot.price * lot.premium - (1 + hurdle) * outlay) / (lot.price * (lot.premium + lot.penalty_factor));
  const double here = 1 - (1 - bearable) / (1 - lot.loss_chance);
  if (here <= 0) return 0;
  if (here >= sight.found_when_opened || sight.base <= 0) return kInfinite;
  const double size = -std::log1p(-here / sight.found_when_opened) / sight.base - 1;
  return size <= 0 ? 0 : sight.cover_usd * std::pow(size, 1 / sight.exponent);
}

std::vector<std::int64_t> whole_usd(const sim::Column<Lane, LaneRisk>& lanes) {
  std::vector<std::int64_t> whole;
  for (const LaneRisk& lane : lanes) {
    whole.push_back(static_cast<std::int64_t>(std::min(lane.capacity_usd, static_cast<double>(kUnlimited))));
  }
  return whole;
}

LeastCut least_cut(const PlaceNetwork& places, std::span<const Id<Place>> sources, Id<Place> sink,
                   std::span<const std::int64_t> lane_capacity) {
  const std::size_t outside = places.places();  // one source before all others
  Pipes pipes(outside + 1);
  for (const Id<Lane> lane : ids(places.from)) {
    add_pipe(pipes, places.from[lane].index(), places.to[lane].index(), lane_capacity[lane.index()]);
  }
  for (const Id<Place> source : sources) {
    if (source != sink) add_pipe(pipes, outside, source.index(), kUnlimited);
  }
  LeastCut cut;
  cut.flow = boost::push_relabel_max_flow(pipes, outside, sink.index(),
                                          boost::capacity_map(get(&Pipe::capacity, pipes))
                                              .residual_capacity_map(get(&Pipe::residual, pipes))
                                              .reverse_edge_map(get(&Pipe::back, pipes)));
  if (cut.flow >= kUnlimited) return cut;
  const std::vector<bool> within = reached(pipes, outside);
  for (const Id<Lane> lane : ids(places.from)) {
    const bool crosses = within[places.from[lane].index()] && !within[places.to[lane].index()];
    if (crosses && lane_capacity[lane.index()] > 0) cut.lanes.push_back(lane);
  }
  return cut;
}

sim::Column<Place, double> betweenness(const PlaceNetwork& places, std::span<const double> lane_weight) {
  const LaneGraph graph = graph_of(places);
  const auto weight = boost::make_function_property_map<LaneGraph::edge_descriptor>(
      [&](const LaneGraph::edge_descriptor& edge) { return lane_weight[graph[edge].index()]; });
  std::vector<double> central(places.places(), 0);
  boost::brandes_betweenness_centrality(
      graph, boost::centrality_map(
                 boost::make_iterator_property_map(central.begin(), get(boost::vertex_index, graph)))
                 .vertex_index_map(get(boost::vertex_index, graph))
                 .weight_map(weight));
  const auto others = static_cast<double>(places.places()) - 1;
  sim::Column<Place, double> share;
  for (const double paths : central) share.push_back(others > 1 ? paths / (others * (others - 1)) : 0);
  return share;
}

std::vector<Route> best_routes(const PlaceNetwork& places, std::span<const Id<Place>> starts, Id<Place> end,
                               std::span<const double> lane_weight, std::size_t most) {
  std::set<Route, decltype(&better)> candidates(&better);
  const auto add = [&](std::vector<Id<Lane>> lanes) {
    if (lanes.empty()) return;
    const double weight = weight_of(lanes, lane_weight);
    candidates.insert({std::move(lanes), weight});
  };
  for (const Id<Place> start : starts) {
    const LanePath best = places.least_cost_path(start, end, lane_weight);
    add({best.begin(), best.end()});
  }
  std::vector<Route> routes;
  while (routes.size() < most && !candidates.empty()) {
    routes.push_back(*candidates.begin());
    candidates.erase(candidates.begin());
    const Route last = routes.back();
    for (std::size_t legs = 0; legs < last.lanes.size(); ++legs)
      add(detour(places, last, legs, routes, lane_weight, end));
  }
  return routes;
}

}  // namespace chokepoint
