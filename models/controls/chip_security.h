// A control on the chip itself: those sold while it is in force must be able to say where they are. Chips sold before
// stay as they are.
#pragma once

#include <optional>
#include <string_view>

#include "models/controls/conditions.h"

namespace chokepoint {

struct ChipSecurity {
  static constexpr const char* kKind = "chip_security";
  Goods goods;

  template <class Visit>
  void fields(Visit& visit) {
    goods.fields(visit);
  }
  void resolve(const Names& names, std::string_view control);
  /// Whether a chip of this kind, sold today, must be able to say where it is.
  bool binds(sim::Id<Product> product) const { return goods.caught[product] == Truth::kYes; }
  /// A chip that can say where it is goes where any other may.
  std::optional<Opinion> rule(const Trade&) const { return std::nullopt; }
  void mention(PlaceSets&) const {}
};

}  // namespace chokepoint
