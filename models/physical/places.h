// The places that trade chips and the lanes between them.
#pragma once

#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/container/small_vector.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include "sim/engine/grid.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// The table of places: countries, and regions that rules name apart.
struct Place {};
/// The table of lanes: directed links between two places on which goods move.
struct Lane {};

/// Most places a network may have; a set of places is this many bits.
inline constexpr std::size_t kMostPlaces = 128;
using PlaceSet = std::bitset<kMostPlaces>;

/// The lanes of a path, in the order they are taken.
using LanePath = boost::container::small_vector<sim::Id<Lane>, 6>;

/// Places and lanes as columns, and the graph they make. Rows are in the order of the file.
struct PlaceNetwork {
  sim::Column<Place, std::string> code;                 ///< "MY"
  sim::Column<Place, std::string> name;                 ///< "Malaysia"
  sim::Column<Place, std::string> role;                 ///< what part it plays, in words
  sim::Column<Place, std::vector<std::string>> groups;  ///< country groups that rules name: D5, tier-2, ...
  sim::Column<Place, int> tier;                         ///< of the diffusion framework, 1-3
  sim::Column<Place, double> longitude;                 ///< degrees east, for maps; NaN: not said
  sim::Column<Place, double> latitude;                  ///< degrees north, likewise
  sim::Column<Place, sim::Where> place_at;

  sim::Column<Lane, sim::Id<Place>> from;
  sim::Column<Lane, sim::Id<Place>> to;
  sim::Column<Lane, int> transit_weeks;
  sim::Column<Lane, sim::Parameter> cost_usd_per_chip;      ///< freight, insurance, forwarding
  sim::Column<Lane, sim::Parameter> inspection;             ///< base chance that customs opens a lot
  sim::Column<Lane, sim::Parameter> cover_usd_bn_per_year;  ///< legal trade in AI hardware on the lane
  sim::Column<Lane, sim::Where> lane_at;

  std::size_t places() const { return code.size(); }
  std::size_t lanes() const { return from.size(); }
  /// The place of exactly this code; none when there is none.
  sim::Id<Place> find(std::string_view exact_code) const;

  struct Answer {
    sim::Id<Place> place;  ///< none when the word names no place
    std::string why;       ///< then: spelling help
  };
  /// A code or a name, in any case.
  Answer find_by_user_text(std::string_view word) const;

  /// The members of a country group, or the place of that code; nothing when the name is neither.
  std::optional<PlaceSet> set_of(std::string_view group_or_code) const;
  /// All names that set_of knows, for spelling help.
  std::vector<std::string> set_names() const;

  /// The lane between two places; none when there is none.
  sim::Id<Lane> lane(sim::Id<Place> start, sim::Id<Place> end) const;

  /// The path of least total weight (Dijkstra), empty when there is none or start and end are the same. One
  /// positive weight a lane; infinity closes a lane. Of paths that weigh the same, the one whose first
  /// differing lane has the lower id. Throws std::invalid_argument when a weight is not positive or their
  /// number is not lanes().
  LanePath least_cost_path(sim::Id<Place> start, sim::Id<Place> end,
                           std::span<const double> lane_weight) const;

  /// The same search for every place at once: the first lane of its best path to `end`; none for `end` itself
  /// and where there is no path.
  sim::Column<Place, sim::Id<Lane>> least_cost_tree(sim::Id<Place> end,
                                                    std::span<const double> lane_weight) const;

  /// The lanes turned round, so that one search gives every place's distance to an end. Made by the reader.
  using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, sim::Id<Lane>>;
  Graph reversed;
  /// Weeks that a lot takes from place to place by the lane that joins them; 0 where none does. Made by the reader.
  sim::Grid<Place, Place, int> weeks_between;
  /// The lanes out of each place and into it, by id.
  sim::Column<Place, std::vector<sim::Id<Lane>>> lanes_out;
  sim::Column<Place, std::vector<sim::Id<Lane>>> lanes_in;
};

/// A place as it is written.
struct WrittenPlace {
  static constexpr const char* kName = "place";
  std::string name;
  std::string role;
  std::vector<std::string> groups;
  int tier = 0;
  std::optional<double> longitude;
  std::optional<double> latitude;
  std::string local_control;
  std::string evidence;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("name", name, {.says = "the place's name", .required = true});
    visit("role", role, {.says = "its part in the trade", .required = true});
    visit("groups", groups, {.says = "country groups that rules name", .required = true});
    visit("tier", tier, {.says = "tier of the diffusion framework", .low = 1, .high = 3, .required = true});
    visit("longitude", longitude,
          {.says = "of its largest port or city, east of Greenwich, for maps",
           .unit = "deg",
           .low = -180,
           .high = 180});
    visit("latitude", latitude, {.says = "likewise, north", .unit = "deg", .low = -90, .high = 90});
    visit("local_control", local_control, {.says = "what the place itself controls"});
    visit("evidence", evidence, {.says = "documented cases"});
    visit("source", source, {.says = "where this is from", .required = true});
    visit("confidence", confidence, {.says = "how sure it is", .required = true});
  }
};

/// A lane as it is written, under the codes of the places where it starts and ends: TW-US.
struct WrittenLane {
  static constexpr const char* kName = "lane";
  int transit_weeks = 1;
  sim::Parameter cost_usd_per_chip;
  sim::Parameter inspection;
  sim::Parameter cover_usd_bn_per_year;
  std::string evidence;
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    visit("transit_weeks", transit_weeks,
          {.says = "time under way", .unit = "weeks", .low = 1, .high = 52, .required = true});
    visit("cost_usd_per_chip", cost_usd_per_chip,
          {.says = "freight, insurance and forwarding of one chip",
           .unit = "USD",
           .low = 0.01,
           .required = true});
    visit("inspection", inspection,
          {.says = "base chance that customs opens one lot",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("cover_usd_bn_per_year", cover_usd_bn_per_year,
          {.says = "legal trade in AI hardware", .unit = "bn USD/year", .low = 0.0001, .required = true});
    visit("evidence", evidence, {.says = "documented cases on it"});
  }
};

/// scenarios/places.yaml as it is written.
struct PlacesFile {
  sim::Named<WrittenPlace> places;
  sim::Named<WrittenLane> lanes;

  template <class Visit>
  void fields(Visit& visit) {
    visit("places", places, {.says = "the places by code", .required = true});
    visit(
        "lanes", lanes,
        {.says = "the directed lanes between them, each by the codes of its ends: TW-US", .required = true});
  }
};

/// Reads the file of places (`places:` and `lanes:`).
PlaceNetwork read_place_network(const sim::Node& file, sim::Problems& problems);

}  // namespace chokepoint
