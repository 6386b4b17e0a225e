// What a control can do. A kind names its roles and has their functions; one that it has without naming the role, or
// names without having it, does not compile: nothing that a kind can do is forgotten in silence.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/law/conditions.h"

namespace chokepoint {

struct Tenancy;
struct ListedEntity;
struct ReviewTerms;
enum class Component : std::uint8_t;

/// A row that a ruling can cite, and where it is written.
struct ControlRow {
  std::string name;
  sim::Where at;
};

/// Says what becomes of a trade.
struct Judges {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, const Trade& trade) {
    { kind.rule(trade) } -> std::same_as<std::optional<Opinion>>;
  };
};

/// Asks for licences, or may: the number of the row that does; -1: none.
struct AsksForLicences {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind) {
    { kind.row_asking_for_licence() } -> std::same_as<int>;
  };
};

/// Tells places apart: what it mentions are the sets of places that it does.
struct TellsPlacesApart {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, PlaceSets& sets) {
    kind.mention(sets);
  };
};

/// Counts trades towards a ceiling.
struct Counts {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, const Trade& trade) {
    { kind.counts(trade) } -> std::same_as<bool>;
  };
};

/// Means certain buyers: what names one of them, and all that it may name anybody by.
struct NamesBuyers {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, const BuyerIdentity& buyer) {
    { kind.standing(buyer) } -> std::same_as<LegalStanding>;
    { kind.namings() } -> std::same_as<LegalStanding>;
  };
};

/// Lists firms, by name and as what they own.
struct ListsFirms {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, std::string_view buyer) {
    { kind.find(buyer) } -> std::same_as<const sim::Named<ListedEntity>::Entry*>;
    { kind.means_affiliates() } -> std::same_as<bool>;
  };
};

/// Has rows that a ruling can cite, where another is cited by its own name.
struct HasRows {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind) {
    { kind.rows() } -> std::same_as<std::vector<ControlRow>>;
  };
};

/// Defines classes of goods, which others may name as control/item, and bounds that a designer can stay below.
struct DefinesItems {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, Names& names, std::string_view control) {
    kind.define_items(names, control);
    { kind.bounds() } -> std::same_as<std::vector<Limits>>;
  };
};

/// Says how applications fare.
struct ReviewsLicences {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, ReviewPolicy policy) {
    { kind.terms(policy) } -> std::same_as<const ReviewTerms&>;
  };
};

/// Holds back what chips are made from.
struct StopsComponents {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, Component component, sim::Id<Place> to) {
    { kind.holds_back(component, to) } -> std::same_as<bool>;
  };
};

/// Says what becomes of a tenancy.
struct RulesTenancies {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, const Tenancy& tenancy) {
    { kind.rule_on(tenancy) } -> std::same_as<std::optional<Opinion>>;
  };
};

/// Binds chips to say where they are.
struct VerifiesLocation {
  template <class Kind>
  static constexpr bool kMetBy = requires(const Kind& kind, sim::Id<Product> product) {
    { kind.binds(product) } -> std::same_as<bool>;
  };
};

/// The roles that a kind names.
template <class... Named>
struct Roles {
  template <class Role>
  static constexpr bool kHas = (std::same_as<Role, Named> || ...);
};

template <class Kind, class Role>
inline constexpr bool kHasRole = Kind::TheRoles::template kHas<Role>;

template <class Kind, class... All>
constexpr bool names_what_it_has(Roles<All...>) {
  return ((kHasRole<Kind, All> == All::template kMetBy<Kind>)&&...);
}

using AllRoles = Roles<Judges, AsksForLicences, TellsPlacesApart, Counts, NamesBuyers, ListsFirms, HasRows,
                       DefinesItems, ReviewsLicences, StopsComponents, RulesTenancies, VerifiesLocation>;

/// What every kind of control has: a name, roles with all of their functions and no others, its names resolved once,
/// and why it leaves a trade alone, in words.
template <class Kind>
concept ControlKind = requires(Kind kind, const Kind& fixed, const Names& names, std::string_view name,
                               const Trade& trade) {
  std::string_view{Kind::kKind};
  kind.resolve(names, name);
  { fixed.why_not(trade, names.catalogue, names.network) } -> std::same_as<std::string>;
}
&&names_what_it_has<Kind>(AllRoles{}) &&
    (!kHasRole<Kind, Judges> || (kHasRole<Kind, AsksForLicences> && kHasRole<Kind, TellsPlacesApart>)) &&
    (!kHasRole<Kind, Counts> || kHasRole<Kind, TellsPlacesApart>)&&(!kHasRole<Kind, RulesTenancies> ||
                                                                    kHasRole<Kind, AsksForLicences>);

}  // namespace chokepoint
