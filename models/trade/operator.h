// Data-centre operators abroad let part of their chips to Chinese tenants. The chips stay where they stand and stay the
// operator's; a tenant commands them while its contract lasts.
//
//   to let         = lets x fleet, by product; lets = least(0.95, let_factor x share of the place x 2 u)
//   rent of a chip = price x hosting x (1 + margin) / life, a week
//   barred         a rule on remote access speaks against (product, site, tenant): an operator lets on only if it looks
//                  away from who stands behind a local name: its own draw < local_names ^ (strength x know your customer)
//   ends           at its term; or, barred, at once with chance ended_at_once
//
// Tenants and operators meet every fourth week. What tenants ask is cut in proportion when it is more than there is.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/physical/goods.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Law;
struct Setting;
struct Buyer;
struct Chinese;
struct Place;
struct Operator {};  // tag: data-centre operators abroad, some of the buyers there

/// Operators of a place.
struct OperatorPlaceInput {
  static constexpr const char* kName = "place of operators";
  int operators = 0;
  sim::Uncertain share_let;

  template <class Visit>
  void fields(Visit& visit) {
    visit("operators", operators,
          {.says = "how many: the largest of the unnamed buyers there",
           .low = 0,
           .high = 1e6,
           .required = true});
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
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("places", places, {.says = "operators by place", .required = true});
    visit("source", source, {.says = "where this comes from", .required = true});
    visit("confidence", confidence, {.says = "how sure that is", .required = true});
  }
};

struct RentingParameters {
  sim::Uncertain let_factor;
  sim::Uncertain margin;
  sim::Uncertain life_years;
  sim::Uncertain contract_weeks;
  sim::Uncertain local_names;
  sim::Uncertain ended_at_once;

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
  double seen(double caution) const;
  bool hides(double caution) const;

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
  std::vector<Contract> contracts;
  std::array<RentCost, 2> cost;                     ///< at the last meeting; of the listed second
  sim::Column<Chinese, std::int64_t> wanted_cents;  ///< rent a week it would pay
  sim::Column<Chinese, std::int64_t> rent_cents;    ///< rent a week it pays
  sim::Column<Chinese, double> h100e;               ///< what it rents
  sim::Column<Chinese, std::int64_t> chips;

  template <class Visit>
  void columns(Visit& visit) {
    visit("buyer", buyer);
    visit("lets", lets);
    visit("care", care);
    visit("contracts", contracts);
    visit("cost", cost);
    visit("wanted_cents", wanted_cents);
    visit("rent_cents", rent_cents);
    visit("h100e", h100e);
    visit("chips", chips);
  }
};

/// Draws who of the buyers abroad is an operator and what it would let; called once the buyers are there.
void make_operators(World& world);

/// Share of operators that look away at a level of enforcement; 1 at none.
double looking_away(double local_names, double strength);

/// What a rented chip costs over its life, over its price: hosting and the operator's margin.
double rent_factor(const World& world);

/// A rule on remote access may speak of tenants on an entity list alone.
enum class Tenant { kUnlisted, kListed };

/// Whether Chinese tenants may rent, for every era, site of operators and product; found by tenancy_at.
std::vector<std::uint8_t> lay_out_tenancies(const Setting& setting, const Law& law);
std::size_t tenancy_at(const Setting& setting, int era, sim::Id<Product> product, sim::Id<Place> site,
                       Tenant tenant);

/// Phase: tenants pay, contracts end, and every fourth week new ones are signed.
void rent_abroad(World& world);

}  // namespace chokepoint
