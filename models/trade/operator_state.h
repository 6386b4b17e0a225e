// Operators abroad and their tenants: inputs, parameters and columns (operator.h says how they meet).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

/// Operators of a place.
struct OperatorPlaceInput {
  static constexpr const char* kName = "place of operators";
  int operators = 0;
  int landlords = 0;
  sim::Parameter share_let;

  template <class Visit>
  void fields(Visit& visit) {
    visit("operators", operators,
          {.says = "how many: the largest of the unnamed buyers there",
           .low = 0,
           .high = 1e6,
           .required = true});
    visit("landlords", landlords,
          {.says = "how many more there are who build a site for one tenant", .low = 0, .high = 1e6});
    visit("share_let", share_let,
          {.says = "share of their chips that they would let to Chinese tenants, on average",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

struct OperatorsInput {
  sim::Named<OperatorPlaceInput> places;
  double usual_use = 0.8;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("places", places, {.says = "operators by place", .required = true});
    visit("usual_use", usual_use,
          {.says = "part of what is to let that is let when rents are usual",
           .unit = "fraction",
           .low = 0.01,
           .high = 1});
    visit("source", source, {.says = "where this comes from", .required = true});
    visit("confidence", confidence, {.says = "how sure that is", .required = true});
  }
};

struct RentingParameters {
  sim::Parameter let_factor;
  sim::Parameter margin;
  sim::Parameter life_years;
  sim::Parameter contract_weeks;
  sim::Parameter local_names;
  sim::Parameter ended_at_once;
  sim::Parameter answers_use;
  sim::Parameter built_to_suit;
  sim::Parameter site_weeks;
  sim::Parameter site_power;

  template <class Visit>
  void fields(Visit& visit) {
    visit(
        "let_factor", let_factor,
        {.says = "factor on what operators would let", .unit = "x", .low = 0, .high = 20, .required = true});
    visit(
        "margin", margin,
        {.says = "operators' margin over cost", .unit = "fraction", .low = 0, .high = 10, .required = true});
    visit("life_years", life_years,
          {.says = "years over which rents pay for a chip",
           .unit = "years",
           .low = 1,
           .high = 10,
           .required = true});
    visit("contract_weeks", contract_weeks,
          {.says = "mean term of a contract", .unit = "weeks", .low = 4, .high = 520, .required = true});
    visit("local_names", local_names,
          {.says = "share of operators that look away from who stands behind a local name",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("ended_at_once", ended_at_once,
          {.says = "chance that a contract ends when a rule bars it, and not at its term",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("answers_use", answers_use,
          {.says = "elasticity of rents to the part that is let of what is to let",
           .unit = "1",
           .low = 0,
           .high = 5,
           .required = true});
    visit("built_to_suit", built_to_suit,
          {.says = "most of the rent it would pay that a tenant commits to sites built for it",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("site_weeks", site_weeks,
          {.says = "weeks from the first commitment to a landlord until its site takes chips",
           .unit = "weeks",
           .low = 0,
           .high = 520,
           .required = true});
    visit("site_power", site_power,
          {.says = "power of a landlord's site over that of the largest outside China, about this",
           .unit = "x",
           .low = 0.001,
           .high = 1,
           .required = true});
  }
};

/// What one tenant rents from one operator.
struct Contract {
  sim::Id<Chinese> tenant;
  sim::Id<Operator> from;
  sim::Id<Product> product;
  std::int32_t units;
  std::int32_t until_week;
};

/// What a tenant finds: USD a unit of use over the life of a chip; 0: nothing is to let.
struct RentCost {
  double own_name = 0;
  double local_name = 0;

  /// For a tenant that sees a cost this much higher in hiding; 0 when there is nothing.
  double seen(double hiding) const;
  bool hides(double hiding) const;

  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("own_name", own_name);
    visit("local_name", local_name);
  }
};

/// Operators, and who rents from them.
struct Renting {
  sim::Column<Operator, sim::Id<Buyer>> buyer;  ///< its row among the buyers abroad
  sim::Column<Operator, double> lets;           ///< share of its fleet it would let
  sim::Column<Operator, double> care;           ///< it looks away when this is below the share that does
  sim::Column<Operator, std::uint8_t> builds;   ///< 1: a landlord, who lets to its tenant alone
  sim::Column<Operator, std::int64_t>
      built_cents;  ///< of a landlord: price of chips let of those committed to
  double use = 1;   ///< part that was let of what was to let, at the last meeting
  std::vector<Contract> contracts;
  std::array<RentCost, 2> cost;                   ///< at the last meeting; of the listed second
  sim::Column<Chinese, std::int64_t> rent_cents;  ///< rent a week it pays
  sim::Column<Chinese, double> h100e;             ///< what it rents
  sim::Column<Chinese, std::int64_t> chips;

  template <class Visit>
  void columns(Visit& visit) {
    visit("buyer", buyer);
    visit("lets", lets);
    visit("care", care);
    visit("builds", builds);
    visit("built_cents", built_cents);
    visit("use", use);
    visit("contracts", contracts);
    visit("cost", cost);
    visit("rent_cents", rent_cents);
    visit("h100e", h100e);
    visit("chips", chips);
  }
};

/// For whom landlords build; of other operators nothing.
struct Landlords {
  sim::Column<Operator, sim::Id<Chinese>> tenant;  ///< none: it looks for one
  sim::Column<Operator, std::int64_t>
      committed_cents;                             ///< price of chips to which tenants have committed, in all
  sim::Column<Operator, std::int32_t> opens_week;  ///< when the site that it builds takes chips

  template <class Visit>
  void columns(Visit& visit) {
    visit("tenant", tenant);
    visit("committed_cents", committed_cents);
    visit("opens_week", opens_week);
  }
};

struct OperatorColumns {
  Renting renting;
  Landlords landlords;

  template <class Visit>
  void columns(Visit& visit) {
    visit("renting", renting);
    visit("landlords", landlords);
  }
};

struct OperatorPriors {
  RentingParameters renting;

  template <class Visit>
  void fields(Visit& visit) {
    visit("renting", renting, {.says = "how operators abroad let to Chinese tenants", .required = true});
  }
};

/// Its place in models/kinds.h.
struct OperatorKind {
  using State = OperatorColumns;
  using Priors = OperatorPriors;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
