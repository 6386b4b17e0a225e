// Foundries, memory makers and packaging houses turn dated capacity into chips.
//
//   dies     = wafers x gross dies(area) x yield
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
          {.says = "factor on memory stacks made in China after 2024",
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
