// What a run is asked beyond its years: what stood on given days, and by product, place and lab. A world without a watch
// keeps none of it; with one it does exactly the same and writes it down (as with a trace).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "models/diversion/lots_state.h"
#include "models/physical/places.h"
#include "models/record/record.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct Scenario;
struct World;

/// Labs that are told apart by rank of their compute.
inline constexpr std::size_t kRanks = 10;

/// Chips since the start, by product; what came over places, in H100e.
struct ChipCounts {
  sim::Column<Product, std::int64_t> made;
  sim::Column<Product, std::int64_t>
      sold;  ///< to those who use or divert them, or handed to a captive designer's buyer
  sim::Column<Product, std::int64_t> sold_to_china;       ///< legally
  sim::Column<Product, std::int64_t> delivered_to_china;  ///< legally, or made there
  sim::Column<Product, std::int64_t> smuggled;            ///< brought in by rings
  sim::Column<Place, double> smuggled_h100e_over;
};

/// What stood at the end of a week, and the counts until then.
struct Sight {
  Standing standing;
  ChipCounts so_far;
  sim::Column<Product, std::int64_t> held;  ///< by owners, everywhere
  sim::Column<Product, std::int64_t> held_in_china;
  sim::Column<Place, double> stock_h100e;  ///< of owners, by where it stands
  std::array<double, kRanks> lab_us{};     ///< H100e that labs outside China use, the largest first
  std::array<double, kRanks> lab_china{};
  double domestic_site_china =
      0;  ///< H100e; the largest site that an owner in China could fill with Chinese chips
  double site_abroad_china = 0;  ///< H100e; the largest site outside China that a Chinese firm fills
};

struct Watch {
  /// By week at whose end one looks; -1: before the first.
  std::map<int, Sight> sights;
  ChipCounts so_far;
};

/// Makes a watch look at the ends of these weeks.
Watch watch_over(const World& world, const std::vector<int>& weeks);

/// That of a past, for a run that goes on from it under another scenario. What only one of the two has of products comes
/// last, and was not built yet.
Watch watch_from(const Watch& past, const Scenario& scenario);

/// What the ledger does, counted when the run is watched.
void watch_sale(const World& world, sim::Id<Product> product, std::int64_t units, bool to_china);
void watch_delivery_to_china(const World& world, sim::Id<Product> product, std::int64_t units);
void watch_smuggled(const World& world, const Lot& lot);

/// Looks at the world as it stands at the end of its week, if it is asked to.
void look(const World& world);

}  // namespace chokepoint
