// Foundries, memory makers and packaging houses turn dated capacity into chips.
//
//   wafers   += plan's growth x (1 - tools_drag x part that controls on tools stop)   in China, after a lag
//   dies     = wafers x gross dies(area) x yield
//   bought   = dies from foreign foundries, and memory stacks, x (1 - part that the controls of the day stop)
//   packages = min(dies / dies a package, stacks / stacks a package, interposer wafers x packages a wafer)
//
// A line to order starts what is asked, up to its capacity; a full line starts all it can.
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct SupplyParameters {
  sim::Uncertain packaging_factor;
  sim::Uncertain chinese_line_factor;
  sim::Uncertain chinese_packaging_factor;
  sim::Uncertain chinese_memory_factor;
  sim::Uncertain chinese_package_yield;
  sim::Uncertain tools_lag_weeks;
  sim::Uncertain tools_drag;

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
  }
};

/// What a designer means to package this week.
///
/// `weights` are the units it would like to make of each product, up to a common factor; `per_wafer` the
/// packages an interposer wafer gives; `wafers` what it may use. Returns units of each product: weights x s
/// with sum(units / per_wafer) = wafers.
std::vector<double> plan_packages(const std::vector<double>& weights, const std::vector<double>& per_wafer,
                                  double wafers);

/// Phase: lines and packaging houses make this week's chips into their designers' warehouses.
void make_chips(World& world);

}  // namespace chokepoint
