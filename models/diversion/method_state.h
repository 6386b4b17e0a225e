// The methods of smuggling: parameters (method.h says what they do).
#pragma once

#include <string>
#include <vector>

#include "sim/input/fields.h"

namespace chokepoint {

struct Buying {};  // tag: methods by which fronts buy
struct Moving {};  // tag: methods by which lots travel

struct BuyingMethod {
  static constexpr const char* kName = "buying method";
  std::string says;
  std::vector<sim::Reference> stands_in;
  bool chinese = false;
  sim::Parameter share;
  sim::Parameter cost;
  sim::Parameter capacity;
  sim::Parameter dwell_weeks;
  sim::Parameter flags;
  sim::Parameter checks;
  sim::Parameter pings;

  template <class Visit>
  void fields(Visit& visit) {
    visit("says", says, {.says = "what it is, in a sentence", .required = true});
    visit("stands_in", stands_in,
          {.says = "country groups or places where such a front can stand", .required = true});
    visit("chinese", chinese, {.says = "its parent is Chinese, so the headquarters rule meets it"});
    visit("share", share,
          {.says = "weight of the method among those that a place allows",
           .unit = "1",
           .low = 0,
           .high = 100,
           .required = true});
    visit("cost", cost,
          {.says = "cost of buying this way on top of the price",
           .unit = "fraction",
           .low = 0,
           .high = 2,
           .required = true});
    visit("capacity", capacity,
          {.says = "chips that a front can pass off in four weeks",
           .unit = "chips",
           .low = 1,
           .high = 1e5,
           .required = true});
    visit("dwell_weeks", dwell_weeks,
          {.says = "time a lot stays with its front before it moves on",
           .unit = "weeks",
           .low = 0,
           .high = 104,
           .required = true});
    visit("flags", flags,
          {.says = "factor on sellers.front_flag", .unit = "x", .low = 0, .high = 10, .required = true});
    visit("checks", checks,
          {.says = "factor on the chance that a check finds it out once its chips have gone",
           .unit = "x",
           .low = 0,
           .high = 10,
           .required = true});
    visit("pings", pings,
          {.says = "factor on the chance that a location check tells its moved chips",
           .unit = "x",
           .low = 0,
           .high = 10,
           .required = true});
  }
};

struct MovingMethod {
  static constexpr const char* kName = "moving method";
  std::string says;
  sim::Parameter freight;
  sim::Parameter cost_usd;
  sim::Parameter capacity;
  sim::Parameter carriers;
  sim::Parameter opening;
  sim::Parameter recognition;

  template <class Visit>
  void fields(Visit& visit) {
    visit("says", says, {.says = "what it is, in a sentence", .required = true});
    visit(
        "freight", freight,
        {.says = "factor on a lane's cost of freight", .unit = "x", .low = 0, .high = 100, .required = true});
    visit("cost_usd", cost_usd,
          {.says = "cost of a chip on a lane on top of that",
           .unit = "USD",
           .low = 0,
           .high = 1e5,
           .required = true});
    visit("capacity", capacity,
          {.says = "chips that a ring can move so in four weeks",
           .unit = "chips",
           .low = 1,
           .high = 1e9,
           .required = true});
    visit("carriers", carriers,
          {.says = "what its carriers take over a lane into China for all rings, over the legal trade on it",
           .unit = "fraction",
           .low = 0,
           .high = 1e6,
           .required = true});
    visit("opening", opening,
          {.says = "factor on the hazard that customs opens the lot",
           .unit = "x",
           .low = 0,
           .high = 10,
           .required = true});
    visit("recognition", recognition,
          {.says = "factor on the chance that an opened lot is recognised",
           .unit = "x",
           .low = 0,
           .high = 10,
           .required = true});
  }
};

/// Most methods of a kind: a set of them is a bit each.
inline constexpr std::size_t kMostMethods = 32;

struct MethodParameters {
  sim::Named<BuyingMethod> buying;
  sim::Named<MovingMethod> moving;

  template <class Visit>
  void fields(Visit& visit) {
    visit("buying", buying, {.says = "how fronts buy", .required = true});
    visit("moving", moving, {.says = "how lots travel", .required = true});
  }
  void check(sim::Checker& checker) const;
};

struct MethodPriors {
  MethodParameters methods;

  template <class Visit>
  void fields(Visit& visit) {
    visit("methods", methods, {.says = "the methods of smuggling", .required = true});
  }
};

/// Its place in models/kinds.h.
struct MethodKind {
  using Priors = MethodPriors;
};

}  // namespace chokepoint
