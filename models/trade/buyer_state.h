// All who place orders: parameters and columns (buyer.h says what those abroad do).
#pragma once

#include <cstdint>

#include "models/law/verdict.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/engine/turns.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct DemandParameters {
  sim::Parameter abroad_spending;
  sim::Parameter chinese_spending;
  sim::Parameter patience_weeks;
  sim::Parameter catch_up;
  sim::Parameter spending_answers;
  sim::Parameter spending_form;

  template <class Visit>
  void fields(Visit& visit) {
    visit("abroad_spending", abroad_spending,
          {.says = "factor on spending outside China after 2024",
           .unit = "x",
           .low = 0,
           .high = 10,
           .required = true});
    visit("chinese_spending", chinese_spending,
          {.says = "factor on Chinese spending", .unit = "x", .low = 0, .high = 10, .required = true});
    visit("patience_weeks", patience_weeks,
          {.says = "weeks of budget a buyer keeps for chips it could not get; older money goes elsewhere",
           .unit = "weeks",
           .low = 1,
           .high = 260,
           .required = true});
    visit("catch_up", catch_up,
          {.says = "most that a buyer orders in a week, when it is behind its plan, in weeks of income",
           .unit = "weeks",
           .low = 1,
           .high = 52,
           .required = true});
    visit("spending_answers", spending_answers,
          {.says = "elasticity of Chinese spending to the use that a dollar buys among imports",
           .unit = "1",
           .low = -2,
           .high = 5,
           .required = true});
    visit("spending_form", spending_form,
          {.says = "what Chinese spending on chips does",
           .low = 0,
           .high = 1,
           .required = true,
           .forms = {"it answers what imports offer", "it is fixed"}});
  }
};

/// What kind of buyer a row is. Rows come in this order.
enum class BuyerKind : std::uint8_t { kAbroad, kChinese, kArm, kFront };

/// Who places orders; rows as the first day made them, of each kind in turn.
struct Buyers {
  sim::Column<Buyer, BuyerKind> kind;
  sim::Column<Buyer, sim::Id<Place>> place;
  sim::Column<Buyer, sim::Id<Place>>
      headquarters;  ///< of owners; a front has that of its method: World::seat_of
  sim::Column<Buyer, std::uint64_t>
      key;  ///< address of its draws; a front's changes with the company: World::key_of
  sim::Column<Buyer, double> usual_seller;   ///< where among a place's sellers its own stands, 0 to 1
  sim::Column<Buyer, sim::Id<Buyer>> payer;  ///< whose money it spends: an arm spends its parent's
  sim::Column<Buyer, double> share;          ///< of its group's spending
  std::uint32_t abroad = 0;                  ///< how many rows of each kind
  std::uint32_t landlords = 0;               ///< the last so many of those abroad (trade/landlord)
  std::uint32_t chinese = 0;
  std::uint32_t arms = 0;
  std::uint32_t fronts = 0;

  /// Those abroad who buy with money of their own.
  std::uint32_t spending_abroad() const { return abroad - landlords; }
  std::uint32_t owners() const { return abroad + chinese + arms; }

  template <class Visit>
  void columns(Visit& visit) {
    visit("kind", kind);
    visit("place", place);
    visit("headquarters", headquarters);
    visit("key", key);
    visit("usual_seller", usual_seller);
    visit("payer", payer);
    visit("share", share);
    visit("abroad", abroad);
    visit("landlords", landlords);
    visit("chinese", chinese);
    visit("arms", arms);
    visit("fronts", fronts);
  }
};

/// Whom the law names.
struct NamedByLaw {
  sim::Column<Owner, LegalStanding> standing;  ///< what in the rule book of the week names an owner

  template <class Visit>
  void columns(Visit& visit) {
    visit("standing", standing);
  }
};

/// Which weeks are whose; from the keys of buyers, and no part of the state.
struct BuyerTurns {
  sim::Turns<Buyer> orders;  ///< of the nameless abroad
  sim::Turns<Buyer> ages;    ///< of owners, whose chips fail (physical/fleets)
};

struct BuyerColumns {
  Buyers buyers;
  NamedByLaw named;
  BuyerTurns buyer_turns;

  template <class Visit>
  void columns(Visit& visit) {
    visit("buyers", buyers);
    visit("named", named);
  }
};

struct BuyerPriors {
  DemandParameters demand;

  template <class Visit>
  void fields(Visit& visit) {
    visit("demand", demand, {.says = "money and patience", .required = true});
  }
};

/// Its place in models/kinds.h.
struct BuyersKind {
  using State = BuyerColumns;
  using Priors = BuyerPriors;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
