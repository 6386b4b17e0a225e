// Thresholds on what a chip can do: items say which chips are controlled, rows what becomes of them and
// where.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/law/roles.h"

namespace chokepoint {

/// One row: these goods, on these journeys, get this outcome.
struct ThresholdRow {
  static constexpr const char* kName = "row";
  Goods goods;
  Journey journey;
  Who who;
  Outcome outcome;
  std::vector<sim::Reference>
      instead_of;                ///< rows of the same control that this one, when it applies, sets aside
  std::uint64_t sets_aside = 0;  ///< filled by resolve: bit n for row n

  template <class Visit>
  void fields(Visit& visit) {
    goods.fields(visit);
    journey.fields(visit);
    who.fields(visit);
    outcome.fields(visit);
    visit("instead_of", instead_of, {.says = "rows of this control that this one replaces where it applies"});
  }
  void check(sim::Checker& checker) const { outcome.check(checker); }
};

struct PerformanceThreshold {
  static constexpr const char* kKind = "performance_threshold";
  using TheRoles = Roles<Judges, AsksForLicences, TellsPlacesApart, NamesBuyers, HasRows, DefinesItems>;

  sim::Named<Item> items;
  sim::Named<ThresholdRow> verdicts;
  std::vector<std::size_t> order;  ///< filled by resolve: rows, those that set others aside first

  template <class Visit>
  void fields(Visit& visit) {
    visit("items", items, {.says = "classes of goods by name"});
    visit("verdicts", verdicts, {.says = "rows by name: which goods, which journeys, what becomes of them"});
  }
  void resolve(const Names& names, std::string_view control);
  /// The strictest row that applies and is not set aside. A row that may apply, on a figure that is not
  /// known, says "unknown" and sets nothing aside: an exception must be shown to hold.
  std::optional<Opinion> rule(const Trade& trade) const;
  LegalStanding standing(const BuyerIdentity& buyer) const;
  LegalStanding namings() const;
  void mention(PlaceSets& sets) const;
  std::vector<ControlRow> rows() const;
  int row_asking_for_licence() const;
  void define_items(Names& names, std::string_view control) const;
  /// Of items, their alternatives and rows.
  std::vector<Limits> bounds() const;
  std::string why_not(const Trade& trade, const Catalogue& catalogue, const PlaceNetwork& network) const;
};

static_assert(ControlKind<PerformanceThreshold>,
              "what a kind does and the roles that it names are the same (roles.h)");

}  // namespace chokepoint
