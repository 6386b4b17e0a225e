// A list of buyers by name: what it says of goods, journeys and licences it says of those it names, and of nobody on
// another list. Those whom the authority lists during a run are on every list that is open to them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/law/roles.h"

namespace chokepoint {

struct ListedEntity {
  static constexpr const char* kName = "entity";
  std::string name;
  std::vector<std::string> also;  ///< other names it buys under
  sim::Reference place;
  std::string note;

  template <class Visit>
  void fields(Visit& visit) {
    visit("name", name, {.says = "the buyer's name", .required = true});
    visit("also", also, {.says = "other names it buys under"});
    visit("place", place, {.says = "where it has its seat", .required = true});
    visit("note", note, {.says = "what a reader should know"});
  }
};

struct EntityList {
  static constexpr const char* kKind = "entity_list";
  using TheRoles = Roles<Judges, AsksForLicences, TellsPlacesApart, NamesBuyers, ListsFirms>;

  Goods goods;
  Journey journey;
  Outcome outcome;
  std::optional<double>
      affiliates;    ///< share owned from which a listed firm's holdings are listed too; absent: none
  bool open = true;  ///< whether those whom the authority lists during a run come on it
  sim::Named<ListedEntity> entities;
  LegalStanding naming = 0;  ///< filled by resolve

  template <class Visit>
  void fields(Visit& visit) {
    goods.fields(visit);
    journey.fields(visit);
    outcome.fields(visit);
    visit("affiliates", affiliates,
          {.says = "least share that listed firms own of a firm that is listed with them; absent: none is",
           .unit = "fraction",
           .low = 0,
           .high = 1});
    visit("open", open, {.says = "whether those whom the authority lists during a run come on this list"});
    visit("entities", entities, {.says = "the listed buyers by key"});
  }
  void check(sim::Checker& checker) const { outcome.check(checker); }
  void resolve(const Names& names, std::string_view control);
  std::optional<Opinion> rule(const Trade& trade) const;
  int row_asking_for_licence() const { return outcome.asks_for_licence() ? 0 : -1; }
  void mention(PlaceSets& sets) const { sets.mention(journey); }

  bool means(const Trade& trade) const { return (trade.standing & namings()) != 0; }
  LegalStanding namings() const { return naming | (open ? kListedInRun : 0); }
  bool means_affiliates() const { return affiliates.has_value(); }
  std::string why_not(const Trade& trade, const Catalogue&, const PlaceNetwork&) const {
    return means(trade) ? "the chip or the place is not meant" : "the buyer is not on it";
  }
  /// The list's naming, if the buyer is on it.
  LegalStanding standing(const BuyerIdentity& buyer) const {
    return find(buyer.name) != nullptr ? naming : 0;
  }
  /// The entity that a buyer's name belongs to, in any case; null when it is not listed.
  const sim::Named<ListedEntity>::Entry* find(std::string_view buyer) const;
};

static_assert(ControlKind<EntityList>, "what a kind does and the roles that it names are the same (roles.h)");

}  // namespace chokepoint
