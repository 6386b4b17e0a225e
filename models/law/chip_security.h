// A control on the chip itself: those sold while it is in force must be able to say where they are. Chips sold before
// stay as they are.
#pragma once

#include <optional>
#include <string_view>

#include "models/law/roles.h"

namespace chokepoint {

struct ChipSecurity {
  static constexpr const char* kKind = "chip_security";
  using TheRoles = Roles<VerifiesLocation>;

  Goods goods;

  template <class Visit>
  void fields(Visit& visit) {
    goods.fields(visit);
  }
  void resolve(const Names& names, std::string_view control);
  /// Whether a chip of this kind, sold today, must be able to say where it is.
  bool binds(sim::Id<Product> product) const { return goods.caught[product] == Truth::kYes; }
  std::string why_not(const Trade& trade, const Catalogue&, const PlaceNetwork&) const {
    return binds(trade.product) ? "the chip must be able to say where it is; it may go"
                                : "the chip is not among its goods";
  }
};

static_assert(ControlKind<ChipSecurity>,
              "what a kind does and the roles that it names are the same (roles.h)");

}  // namespace chokepoint
