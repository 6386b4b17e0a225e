// The black market: parameters and columns (market.h says how the premium moves).
#pragma once

#include "models/physical/goods.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct MarketParameters {
  sim::Parameter premium_speed;
  sim::Parameter premium_floor;
  sim::Parameter premium_ceiling;
  sim::Parameter expectations;
  sim::Parameter extrapolation;
  sim::Parameter premium_form;
  sim::Parameter resale;

  template <class Visit>
  void fields(Visit& visit) {
    visit("premium_speed", premium_speed,
          {.says = "largest weekly change of the logarithm of the premium",
           .unit = "1/week",
           .low = 0,
           .high = 1,
           .required = true});
    visit("premium_floor", premium_floor,
          {.says = "least price in China over the price abroad",
           .unit = "x",
           .low = 0.1,
           .high = 1,
           .required = true});
    visit("premium_ceiling", premium_ceiling,
          {.says = "most that buyers will pay over the price abroad",
           .unit = "x",
           .low = 1,
           .high = 20,
           .required = true});
    visit("expectations", expectations,
          {.says = "elasticity of demand and of offers to the premium expected over today's",
           .unit = "1",
           .low = 0,
           .high = 20,
           .required = true});
    visit(
        "extrapolation", extrapolation,
        {.says = "part of the premium's distance from that of the last half year that is expected once more",
         .unit = "1",
         .low = 0,
         .high = 5,
         .required = true});
    visit("premium_form", premium_form,
          {.says = "how the premium finds its level",
           .low = 0,
           .high = 1,
           .required = true,
           .forms = {"it is adjusted to excess demand", "it clears the market each week"}});
    visit(
        "resale", resale,
        {.says =
             "part of smuggled chips that owners sell on in a year, for each unit of the logarithm of their "
             "price over that of imports of the same use",
         .unit = "1/year",
         .low = 0,
         .high = 10,
         .required = true});
  }
};

/// By class of chip.
struct Market {
  ByChipClass<double> premium{1, 1, 1};       ///< price in China over list price
  ByChipClass<double> remembered{1, 1, 1};    ///< premium of the last half year
  ByChipClass<double> demand_usd_per_week{};  ///< what buyers would spend of their income, remembered
  ByChipClass<double> supply_usd_per_week{};  ///< value that seeks buyers, remembered
  ByChipClass<double> listed_usd_per_week{};  ///< the same in prices abroad
  ByChipClass<double> left_over_usd{};        ///< value that rings offered last week and that found none

  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("premium", premium);
    visit("remembered", remembered);
    visit("demand_usd_per_week", demand_usd_per_week);
    visit("supply_usd_per_week", supply_usd_per_week);
    visit("listed_usd_per_week", listed_usd_per_week);
    visit("left_over_usd", left_over_usd);
  }
};

struct MarketColumns {
  Market market;

  template <class Visit>
  void columns(Visit& visit) {
    visit("market", market);
  }
};

struct MarketPriors {
  MarketParameters market;

  template <class Visit>
  void fields(Visit& visit) {
    visit("market", market, {.says = "how the premium moves", .required = true});
  }
};

/// Its place in models/kinds.h.
struct MarketKind {
  using State = MarketColumns;
  using Priors = MarketPriors;
  static constexpr bool kBeginsAsDeclared = true;
};

}  // namespace chokepoint
