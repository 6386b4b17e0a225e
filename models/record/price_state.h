// What enforcement costs: parameters (price.h says how money is counted).
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

/// What enforcing chip controls costs the United States.
struct CostParameters {
  sim::Parameter bureau_budget_usd;
  sim::Parameter enforcement_share;
  sim::Parameter chips_share;
  sim::Parameter officers_abroad;
  sim::Parameter officer_usd;
  sim::Parameter inspections_usd;
  sim::Parameter check_usd;
  sim::Parameter case_usd;

  template <class Visit>
  void fields(Visit& visit) {
    const auto money = [](std::string_view says, std::string_view unit) {
      return sim::Says{.says = says, .unit = unit, .low = 0, .high = 1e12, .required = true};
    };
    const auto share = [](std::string_view says) {
      return sim::Says{.says = says, .unit = "fraction", .low = 0, .high = 1, .required = true};
    };
    visit("bureau_budget_usd", bureau_budget_usd,
          money("budget of the bureau that rules on exports, at strength 1", "USD/year"));
    visit("enforcement_share", enforcement_share, share("part of it that is enforcement"));
    visit("chips_share", chips_share,
          share("part of enforcement, and of officers abroad, that is for AI chips"));
    visit(
        "officers_abroad", officers_abroad,
        {.says = "export control officers abroad at strength 1", .low = 0, .high = 10000, .required = true});
    visit("officer_usd", officer_usd, money("what an officer abroad costs", "USD/year"));
    visit("inspections_usd", inspections_usd,
          money("what customs spend on inspections for AI chips at strength 1", "USD/year"));
    visit("check_usd", check_usd, money("an end-use check on top of the officer", "USD"));
    visit("case_usd", case_usd, money("a case, from evidence to action, on top of the budget", "USD"));
  }
};

struct PricePriors {
  CostParameters costs;

  template <class Visit>
  void fields(Visit& visit) {
    visit("costs", costs, {.says = "what enforcement costs", .required = true});
  }
};

/// Its place in models/kinds.h.
struct PriceKind {
  using Priors = PricePriors;
};

}  // namespace chokepoint
