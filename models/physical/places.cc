#include "models/physical/places.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include <fmt/format.h>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/function_property_map.hpp>

#include "sim/input/names.h"
#include "sim/numeric/constants.h"

namespace chokepoint {
namespace {

using sim::Id;

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return small;
}

/// The place that a part of a lane's name means.
Id<Place> resolve(const PlaceNetwork& network, std::string_view code, const sim::Where& at,
                  sim::Problems& problems) {
  const Id<Place> found = network.find(code);
  if (found.is_none()) {
    problems.add(at, fmt::format("unknown place '{}'", code), sim::did_you_mean(code, network.code.values()));
  }
  return found;
}

void add_lane(PlaceNetwork& network, const sim::Named<WrittenLane>::Entry& entry, sim::Problems& problems) {
  const auto& [name, at, lane] = entry;
  const std::size_t dash = name.find('-');
  if (dash == std::string::npos) {
    problems.add(at, fmt::format("'{}' is no lane", name), "write the codes of its ends: TW-US");
    return;
  }
  sim::Where of_end = at;
  if (!at.text->is_option) of_end.column += static_cast<int>(dash) + 1;
  const Id<Place> start = resolve(network, name.substr(0, dash), at, problems);
  const Id<Place> end = resolve(network, name.substr(dash + 1), of_end, problems);
  if (start.is_none() || end.is_none()) return;
  if (start == end) {
    problems.add(at, fmt::format("a lane from '{}' to itself", network.code[start]),
                 "a lane joins two places");
    return;
  }
  const Id<Lane> added = network.from.push_back(start);
  network.to.push_back(end);
  network.transit_weeks.push_back(lane.transit_weeks);
  network.cost_usd_per_chip.push_back(lane.cost_usd_per_chip);
  network.inspection.push_back(lane.inspection);
  network.cover_usd_bn_per_year.push_back(lane.cover_usd_bn_per_year);
  network.lane_at.push_back(at);
  network.lanes_out[start].push_back(added);
  network.lanes_in[end].push_back(added);
  network.weeks_between(start, end) = lane.transit_weeks;
}

PlaceNetwork::Graph turned_round(const PlaceNetwork& network) {
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  std::vector<Id<Lane>> lanes;
  for (const Id<Lane> lane : sim::ids(network.from)) {
    ends.emplace_back(network.to[lane].index(), network.from[lane].index());
    lanes.push_back(lane);
  }
  return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), lanes.begin(), network.places()};
}

}  // namespace

Id<Place> PlaceNetwork::find(std::string_view exact_code) const {
  for (const Id<Place> place : sim::ids(code)) {
    if (code[place] == exact_code) return place;
  }
  return {};
}

PlaceNetwork::Answer PlaceNetwork::find_by_user_text(std::string_view word) const {
  const std::string wanted = lower(word);
  std::vector<std::string> candidates = code.values();
  for (const Id<Place> place : sim::ids(code)) {
    if (lower(code[place]) == wanted || lower(name[place]) == wanted) return {place, ""};
    candidates.push_back(name[place]);
  }
  // Codes are so short that every other one is a near miss: help with names, else list the codes.
  const std::string near = sim::nearest(word, std::span(candidates).subspan(places()));
  if (!near.empty()) return {{}, fmt::format("did you mean '{}'?", near)};
  return {{}, fmt::format("accepted: {}", fmt::join(code.values(), ", "))};
}

std::optional<PlaceSet> PlaceNetwork::set_of(std::string_view group_or_code) const {
  PlaceSet members;
  for (const Id<Place> place : sim::ids(code)) {
    const auto& in = groups[place];
    if (code[place] == group_or_code || std::find(in.begin(), in.end(), group_or_code) != in.end()) {
      members.set(place.index());
    }
  }
  if (members.none()) return std::nullopt;
  return members;
}

std::vector<std::string> PlaceNetwork::set_names() const {
  std::vector<std::string> names = code.values();
  for (const auto& in : groups) {
    for (const std::string& group : in) {
      if (std::find(names.begin(), names.end(), group) == names.end()) names.push_back(group);
    }
  }
  return names;
}

Id<Lane> PlaceNetwork::lane(Id<Place> start, Id<Place> end) const {
  for (const Id<Lane> out : lanes_out[start]) {
    if (to[out] == end) return out;
  }
  return {};
}

sim::Column<Place, Id<Lane>> PlaceNetwork::least_cost_tree(Id<Place> end,
                                                           std::span<const double> lane_weight) const {
  if (lane_weight.size() != lanes()) throw std::invalid_argument("least_cost_tree: one weight a lane");
  for (const double weight : lane_weight) {
    if (!(weight > 0)) throw std::invalid_argument("least_cost_tree: lane weights must be positive");
  }
  constexpr double kUnreachable = sim::kInfinity;
  std::vector<double> distance(places(), kUnreachable);
  const auto weight = boost::make_function_property_map<Graph::edge_descriptor>(
      [&](const Graph::edge_descriptor& edge) { return lane_weight[reversed[edge].index()]; });
  boost::dijkstra_shortest_paths(
      reversed, end.index(),
      boost::distance_map(
          boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, reversed)))
          .weight_map(weight)
          .distance_inf(kUnreachable));
  // The search computed each distance as rest + weight, so that sum is the same bits on some lane out; taking
  // the first by id settles ties. Weights are positive, so the distance falls with every step.
  sim::Column<Place, Id<Lane>> first(places());
  for (const Id<Place> here : sim::ids<Place>(places())) {
    if (here == end || distance[here.index()] == kUnreachable) continue;
    const auto& out = lanes_out[here];
    const auto next = std::find_if(out.begin(), out.end(), [&](Id<Lane> lane_out) {
      const double rest = distance[to[lane_out].index()];
      return rest < distance[here.index()] && rest + lane_weight[lane_out.index()] == distance[here.index()];
    });
    if (next == out.end())
      throw std::invalid_argument("least_cost_tree: lane weights differ too widely to be added");
    first[here] = *next;
  }
  return first;
}

LanePath PlaceNetwork::least_cost_path(Id<Place> start, Id<Place> end,
                                       std::span<const double> lane_weight) const {
  const auto first = least_cost_tree(end, lane_weight);
  LanePath path;
  if (start == end || first[start].is_none()) return path;
  for (Id<Place> here = start; here != end; here = to[path.back()]) path.push_back(first[here]);
  return path;
}

PlaceNetwork read_place_network(const sim::Node& file, sim::Problems& problems) {
  PlacesFile written;
  sim::read(file, written, "the file of places", problems);
  PlaceNetwork network;
  for (const auto& entry : written.places) {
    if (network.places() == kMostPlaces) {
      problems.add(entry.at, "too many places", fmt::format("at most {}", kMostPlaces));
      break;
    }
    sim::check_name(entry.name, entry.at, "place", problems);
    network.code.push_back(entry.name);
    network.name.push_back(entry.value.name);
    network.role.push_back(entry.value.role);
    std::vector<std::string> groups = entry.value.groups;
    groups.push_back(fmt::format("tier-{}", entry.value.tier));
    network.groups.push_back(std::move(groups));
    network.tier.push_back(entry.value.tier);
    network.longitude.push_back(entry.value.longitude.value_or(sim::kNan));
    network.latitude.push_back(entry.value.latitude.value_or(sim::kNan));
    network.place_at.push_back(entry.at);
  }
  network.lanes_out.assign(network.places(), {});
  network.lanes_in.assign(network.places(), {});
  network.weeks_between = {network.places(), network.places(), 0};
  for (const auto& lane : written.lanes) add_lane(network, lane, problems);
  network.reversed = turned_round(network);
  return network;
}

}  // namespace chokepoint
