// Rushes between notice and ban: who expects a door to close goes through it before.
//
//   a chip is closing for China  from the week its closing was announced, less `lead_weeks` of leaks,
//                                until the week it closes
//   ordered of a closing chip    `pace` weeks of income more than otherwise, from savings, then from an advance
//   advance                      at most `advance_weeks` of income; while it is owed nothing is saved, and half of
//                                all income repays it
//
// Memory stacks rush in the same way: foundries (physical/foundry) take `memory_factor` times the flow.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/engine/calendar.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Setting;
struct Regime;
struct CalendarEntry;
struct Chinese;
struct Product;

struct RushParameters {
  sim::Uncertain lead_weeks;
  sim::Uncertain pace;
  sim::Uncertain advance_weeks;
  sim::Uncertain memory_factor;

  template <class Visit>
  void fields(Visit& visit) {
    visit("lead_weeks", lead_weeks,
          {.says = "how long before its announcement buyers expect a control",
           .unit = "weeks",
           .low = 0,
           .high = 104,
           .required = true});
    visit("pace", pace,
          {.says =
               "weeks of income that a Chinese buyer orders beyond its plan, in a week, of a chip that will "
               "be closed",
           .unit = "weeks",
           .low = 0,
           .high = 52,
           .required = true});
    visit("advance_weeks", advance_weeks,
          {.says = "most future income that it spends ahead for such chips",
           .unit = "weeks",
           .low = 0,
           .high = 104,
           .required = true});
    visit("memory_factor", memory_factor,
          {.says = "factor on memory stacks bought abroad for China before a control stops them",
           .unit = "x",
           .low = 1,
           .high = 100,
           .required = true});
  }
};

/// A door that closes: buyers could know from one week, and it is shut from another.
struct Closing {
  int known_week = 0;
  int closed_week = 0;
};

/// What buyers in China spent of income they do not have yet.
struct Advances {
  sim::Column<Chinese, std::int64_t> owed_cents;

  template <class Visit>
  void columns(Visit& visit) {
    visit("owed_cents", owed_cents);
  }
};

/// Looks ahead once: when which product will be closed to China that is open to it, and memory stacks.
void lay_out_closings(Setting& setting, std::span<const Regime> known,
                      std::span<const CalendarEntry> calendar);

/// Whether one of the closings is near: expected and not yet there.
bool is_closing(const World& world, const std::vector<Closing>& closings);

/// What an import gets on top of `cents` when its chip will be closed: savings beyond what is ordered in an
/// ordinary week, then an advance, which is put into the budget and owed.
double bring_forward(World& world, sim::Id<Chinese> row, sim::Id<Product> product, double cents);

/// Phase: buyers who owe an advance repay it with what they have left and half of their income.
void repay_advances(World& world);

}  // namespace chokepoint
