// A control on renting: chips that stand somewhere may not be used from afar by tenants of certain seats.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/law/roles.h"

namespace chokepoint {

/// One tenant on one site.
struct Tenancy {
  sim::Id<Product> product;
  sim::Id<Place> site;       ///< where the chips stand
  sim::Id<Place> tenant_hq;  ///< where the tenant, or its ultimate parent, has its headquarters
  bool listed = false;       ///< whether the tenant is on an entity list
};

struct RemoteAccess {
  static constexpr const char* kKind = "remote_access";
  using TheRoles = Roles<RulesTenancies, AsksForLicences>;

  Goods goods;
  std::vector<sim::Reference> from;
  std::vector<sim::Reference> headquartered_in;
  Outcome outcome;
  PlaceSet sites;         ///< filled by resolve
  PlaceSet headquarters;  ///< filled by resolve

  template <class Visit>
  void fields(Visit& visit) {
    goods.fields(visit);
    visit("from", from, {.says = "places or country groups where the chips stand"});
    visit("headquartered_in", headquartered_in,
          {.says = "places or country groups of the tenant's headquarters; listed tenants are meant anywhere",
           .required = true});
    outcome.fields(visit);
  }
  void check(sim::Checker& checker) const { outcome.check(checker); }
  void resolve(const Names& names, std::string_view control);
  /// What becomes of a tenancy; nothing when it is not meant.
  std::optional<Opinion> rule_on(const Tenancy& tenancy) const;
  int row_asking_for_licence() const { return outcome.asks_for_licence() ? 0 : -1; }
  std::string why_not(const Trade&, const Catalogue&, const PlaceNetwork&) const {
    return "is about renting, not about selling";
  }
};

static_assert(ControlKind<RemoteAccess>,
              "what a kind does and the roles that it names are the same (roles.h)");

}  // namespace chokepoint
