// Lines, memory makers and packaging houses: parameters and columns (foundry.h says what they do).
#pragma once

#include <cstdint>

#include "models/physical/supply.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct Slot {};  // tag: a week of those that a package is under way

inline constexpr int kMostWeeksToSale = 52;

struct SupplyParameters {
  sim::Parameter packaging_factor;
  sim::Parameter chinese_line_factor;
  sim::Parameter chinese_packaging_factor;
  sim::Parameter chinese_memory_factor;
  sim::Parameter chinese_package_yield;
  sim::Parameter tools_lag_weeks;
  sim::Parameter tools_drag;
  sim::Parameter weeks_to_sale;
  sim::Parameter ramp_yield;
  sim::Parameter ramp_weeks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("packaging_factor", packaging_factor,
          {.says = "factor on interposer wafers outside China after 2024",
           .unit = "x",
           .low = 0,
           .high = 10,
           .required = true});
    visit("chinese_line_factor", chinese_line_factor,
          {.says = "factor on working dies of Chinese lines",
           .unit = "x",
           .low = 0,
           .high = 10,
           .required = true});
    visit("chinese_packaging_factor", chinese_packaging_factor,
          {.says = "factor on packaging in China", .unit = "x", .low = 0, .high = 10, .required = true});
    visit("chinese_memory_factor", chinese_memory_factor,
          {.says = "factor on memory stacks made in China",
           .unit = "x",
           .low = 0,
           .high = 20,
           .required = true});
    visit("chinese_package_yield", chinese_package_yield,
          {.says = "share of Chinese packages that work; the rest of their dies and stacks is lost",
           .unit = "fraction",
           .low = 0.05,
           .high = 1,
           .required = true});
    visit("tools_drag", tools_drag,
          {.says = "part of the growth of Chinese lines that hangs on tools from abroad",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("tools_lag_weeks", tools_lag_weeks,
          {.says = "from a control on tools to slower growth of Chinese lines",
           .unit = "weeks",
           .low = 0,
           .high = 260,
           .required = true});
    visit("weeks_to_sale", weeks_to_sale,
          {.says = "from the begin of a package to the sale of its chip",
           .unit = "weeks",
           .low = 0,
           .high = kMostWeeksToSale,
           .required = true});
    visit("ramp_yield", ramp_yield,
          {.says = "share of a new product's packages that work in its first week",
           .unit = "fraction",
           .low = 0.01,
           .high = 1,
           .required = true});
    visit("ramp_weeks", ramp_weeks,
          {.says = "time over which that share rises to 1",
           .unit = "weeks",
           .low = 0,
           .high = 260,
           .required = true});
  }
};

/// What lines, memory makers and packaging houses have.
struct Foundries {
  sim::Column<Line, double> capacity;            ///< wafers a week
  sim::Column<Die, std::int64_t> dies;           ///< working dies in stock
  sim::Column<Die, double> die_carry;            ///< fraction of a die not yet whole
  sim::Column<Memory, std::int64_t> stacks;      ///< memory stacks in stock
  sim::Column<Memory, double> stack_carry;       ///< fraction of a stack not yet whole
  sim::Column<Product, double> package_carry;    ///< fraction of a package not yet whole
  sim::Grid<Product, Slot, std::int64_t> begun;  ///< packages that will work, by the week they were begun in
  sim::Column<Product, std::int64_t> under_way;  ///< the same in all

  template <class Visit>
  void columns(Visit& visit) {
    visit("capacity", capacity);
    visit("dies", dies);
    visit("die_carry", die_carry);
    visit("stacks", stacks);
    visit("stack_carry", stack_carry);
    visit("package_carry", package_carry);
    visit("begun", begun);
    visit("under_way", under_way);
  }
};

struct FoundryColumns {
  Foundries foundries;

  template <class Visit>
  void columns(Visit& visit) {
    visit("foundries", foundries);
  }
};

struct FoundryPriors {
  SupplyParameters supply;

  template <class Visit>
  void fields(Visit& visit) {
    visit("supply", supply, {.says = "what can be made", .required = true});
  }
};

/// Its place in models/kinds.h.
struct FoundryKind {
  using State = FoundryColumns;
  using Priors = FoundryPriors;
  static void make(const World& world, State& own);
  static void check(const World& world);
};

}  // namespace chokepoint
