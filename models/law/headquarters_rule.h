// A control on who the buyer is at home: goods may not go to a firm headquartered in certain places, wherever
// it stands.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/law/roles.h"

namespace chokepoint {

struct HeadquartersRule {
  static constexpr const char* kKind = "headquarters_rule";
  using TheRoles = Roles<Judges, AsksForLicences, TellsPlacesApart, NamesBuyers>;

  Goods goods;
  Journey journey;
  Who who;
  Outcome outcome;
  std::vector<sim::Reference> headquartered_in;
  bool enforced = true;   ///< a rule can stay in the book while nobody is held to it
  PlaceSet headquarters;  ///< filled by resolve
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    goods.fields(visit);
    journey.fields(visit);
    who.fields(visit);
    outcome.fields(visit);
    visit("headquartered_in", headquartered_in,
          {.says = "places or country groups of the buyer's headquarters or ultimate parent",
           .required = true});
    visit("enforced", enforced,
          {.says = "whether anybody is held to it; if not, sellers who fear the law honour it all the same"});
  }
  void check(sim::Checker& checker) const { outcome.check(checker); }
  void resolve(const Names& names, std::string_view control);
  std::optional<Opinion> rule(const Trade& trade) const;
  LegalStanding standing(const BuyerIdentity& buyer) const { return who.standing(buyer); }
  LegalStanding namings() const { return who.naming; }
  void mention(PlaceSets& sets) const;
  int row_asking_for_licence() const { return outcome.asks_for_licence() ? 0 : -1; }
  std::string why_not(const Trade& trade, const Catalogue& catalogue, const PlaceNetwork& network) const;
};

static_assert(ControlKind<HeadquartersRule>,
              "what a kind does and the roles that it names are the same (roles.h)");

}  // namespace chokepoint
