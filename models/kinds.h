// THE list of what a world is made of. A kind of agent or mechanism is one pair of files (x_state.h and x.h with x.cc),
// its name here, and its row in the week (week.cc) where it acts. World, the groups of parameters, the making of the
// first day and the laws of conservation are put together from this list.
//
//   State    what it has: columns, which a World inherits
//   Priors   what is uncertain of it: groups of scenarios/priors.yaml, which Parameters inherit
//   make     its rows on the first day; sees what stands before it in the list. One whose columns begin as they are
//            declared says so: kBeginsAsDeclared
//   count    where chips of a product are with it         (models/invariants.h)
//   check    what else must always hold of it
#pragma once

#include <memory>

#include "models/compute/labs_state.h"
#include "models/diversion/front_state.h"
#include "models/diversion/lots_state.h"
#include "models/diversion/market_state.h"
#include "models/diversion/method_state.h"
#include "models/diversion/ring_maps_state.h"
#include "models/diversion/ring_state.h"
#include "models/enforcement/adaptation_state.h"
#include "models/enforcement/bureau_state.h"
#include "models/enforcement/cases_state.h"
#include "models/enforcement/customs_state.h"
#include "models/enforcement/end_use_checks_state.h"
#include "models/enforcement/enforcement_state.h"
#include "models/enforcement/letters_state.h"
#include "models/enforcement/network_state.h"
#include "models/enforcement/visibility_state.h"
#include "models/physical/campuses_state.h"
#include "models/physical/designer_state.h"
#include "models/physical/figures_state.h"
#include "models/physical/fleets_state.h"
#include "models/physical/foundry_state.h"
#include "models/physical/logistics_state.h"
#include "models/physical/substitution_state.h"
#include "models/record/price_state.h"
#include "models/stocks_state.h"
#include "models/trade/buyer_state.h"
#include "models/trade/chinese_buyer_state.h"
#include "models/trade/diligence_state.h"
#include "models/trade/gate_state.h"
#include "models/trade/licensing_state.h"
#include "models/trade/operator_state.h"
#include "models/trade/rush_state.h"
#include "models/trade/seller_state.h"

namespace chokepoint {

struct Belief;  // models/belief.h

template <class... Kinds>
struct KindList {};

using AllKinds =
    KindList<FigureKind, FoundryKind, SubstitutionKind, DesignerKind, SellerKind, DiligenceKind, RingKind,
             FrontKind, MethodKind, BuyersKind, RushKind, ChineseBuyerKind, OperatorKind, GateKind,
             LicensingKind, LogisticsKind, SiteKind, FleetKind, LedgerKind, CustomsKind, RingMapKind, LotKind,
             MarketKind, BureauKind, CaseKind, CheckKind, VisibilityKind, AdaptationKind, LetterKind,
             EnforcementKind, LabKind, MultiplierKind, TrainingKind, NetworkKind, PriceKind>;

template <class Kind>
concept HasState = requires {
  typename Kind::State;
};
template <class Kind>
concept HasPriors = requires {
  typename Kind::Priors;
};
template <class Kind>
concept HasFirstDay = requires(const World& world, typename Kind::State& own) {
  Kind::make(world, own);
};
template <class Kind>
concept BeginsAsDeclared = requires {
  Kind::kBeginsAsDeclared;
};
/// What a kind must have: columns with a first day, or parameters alone.
template <class Kind>
concept AgentKind = (HasState<Kind> && (HasFirstDay<Kind> || BeginsAsDeclared<Kind>)) ||
                    (HasPriors<Kind> && !HasState<Kind>);

namespace detail {

template <class... Parts>
struct PartList {};

template <class Kind>
struct StateOf {
  using type = PartList<>;
};
template <HasState Kind>
struct StateOf<Kind> {
  using type = PartList<typename Kind::State>;
};
template <class Kind>
struct PriorsOf {
  using type = PartList<>;
};
template <HasPriors Kind>
struct PriorsOf<Kind> {
  using type = PartList<typename Kind::Priors>;
};

template <class... Lists>
struct Joined {
  using type = PartList<>;
};
template <class... First, class... Rest>
struct Joined<PartList<First...>, Rest...> {
  template <class... Others>
  static PartList<First..., Others...> join(PartList<Others...>);
  using type = decltype(join(typename Joined<Rest...>::type{}));
};

template <class List>
struct States;
template <class... Parts>
struct States<PartList<Parts...>> : Parts... {
  template <class Visit>
  void columns(Visit& visit) {
    (Parts::columns(visit), ...);
  }
};
template <class List>
struct Groups;
template <class... Parts>
struct Groups<PartList<Parts...>> : Parts... {
  template <class Visit>
  void fields(Visit& visit) {
    (Parts::fields(visit), ...);
  }
};

template <class List>
struct Assembled;
template <class... Kinds>
struct Assembled<KindList<Kinds...>> {
  using State = States<typename Joined<typename StateOf<Kinds>::type...>::type>;
  using Parameters = Groups<typename Joined<typename PriorsOf<Kinds>::type...>::type>;
};

}  // namespace detail

/// The columns of all kinds, as members by their names.
using KindStates = detail::Assembled<AllKinds>::State;

/// Everything that is uncertain; each kind declares its own groups. scenarios/priors.yaml.
struct Parameters : detail::Assembled<AllKinds>::Parameters {
  /// Whether these are draws from their ranges, and dated figures are to be drawn from theirs; else central values.
  bool drawn = false;
  std::shared_ptr<const Belief>
      posterior;  ///< from which runs draw, in place of the priors; none: the priors

  // Made in one file, not in each that copies one.
  Parameters();
  Parameters(const Parameters& other);
  Parameters(Parameters&& other) noexcept;
  Parameters& operator=(const Parameters& other);
  Parameters& operator=(Parameters&& other) noexcept;
  ~Parameters();
};

namespace detail {
template <AgentKind... Kinds>
constexpr bool are_kinds(KindList<Kinds...>) {
  return true;
}
static_assert(are_kinds(AllKinds{}), "a kind without a first day, or with a misspelt one");
}  // namespace detail

/// Calls fn.template operator()<Kind>() for each kind, in the order of the list.
template <class Fn, class... Kinds>
void for_each_kind_of(KindList<Kinds...>, Fn fn) {
  (fn.template operator()<Kinds>(), ...);
}
template <class Fn>
void for_each_kind(Fn fn) {
  for_each_kind_of(AllKinds{}, fn);
}

}  // namespace chokepoint
