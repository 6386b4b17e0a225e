// Legal lots on their way.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/physical/fleets_state.h"
#include "models/physical/goods.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Whereabouts;

/// A legal lot under way. Four-byte members only, so that its bytes are its value.
struct Shipment {
  sim::Id<Product> product;
  std::int32_t units;
  std::uint32_t to;          ///< buyer row, or seller row when it is stock
  std::uint32_t is_stock;    ///< 1: to a seller
  std::uint32_t provenance;  ///< of a lot to a Chinese buyer
  std::uint32_t order;       ///< number of the order; 0: none
};

/// A legal lot that arrives beyond the wheel.
struct LaterShipment {
  Shipment shipment;
  std::int32_t week;  ///< in which it arrives
};

/// Legal shipments by the week they arrive, a wheel of weeks ahead; those beyond wait in the order of dispatch.
inline constexpr int kWheel = 64;

struct Logistics {
  std::array<std::vector<Shipment>, kWheel> arriving;
  std::vector<LaterShipment> later;

  template <class Visit>
  void columns(Visit& visit) {
    for (auto& week : arriving) visit("arriving", week);
    visit("later", later);
  }
};

struct LogisticsColumns {
  Logistics logistics;

  template <class Visit>
  void columns(Visit& visit) {
    visit("logistics", logistics);
  }
};

/// Its place in models/kinds.h.
struct LogisticsKind {
  using State = LogisticsColumns;
  static void count(const World& world, sim::Id<Product> product, Whereabouts& chips);
  static constexpr bool kBeginsAsDeclared = true;
};

}  // namespace chokepoint
