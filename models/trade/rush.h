// Rushes between notice and ban: who expects a door to close goes through it before.
//
//   a chip is closing for China  from the week its closing was announced, less `lead_weeks` of leaks,
//                                until the week it closes
//   ordered of a closing chip    `pace` weeks of income more than otherwise, from savings, then from an advance
//   advance                      at most `advance_weeks` of income; while it is owed nothing is saved, and half of
//                                all income repays it
//
// Rings rush too (diversion/ring): before a rule stops their fronts in a place, they buy there what they can pay.
//
// Memory stacks rush in the same way: foundries (physical/foundry) take `memory_factor` times the flow.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/physical/places.h"
#include "models/tables.h"
#include "models/trade/rush_state.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
class Ledger;
struct Scenario;
struct Regime;
struct CalendarEntry;
struct Product;

/// Looks ahead once: when which product will be closed to China that is open to it, or opened, by a
/// licence too, that is closed, and when memory stacks will be closed.
void lay_out_closings(Scenario& scenario, std::span<const Regime> known,
                      std::span<const CalendarEntry> calendar);

/// When a product will be closed to fronts in a place, under a Chinese parent or not.
const std::vector<Closing>& closings_for_front(const Scenario& scenario, sim::Id<Product> product,
                                               sim::Id<Place> place, bool chinese);

/// Whether one of the changes is near: it could be known, or has leaked, and is not yet there.
bool is_expected(const World& world, const std::vector<Closing>& changes);

/// The same of closings, where there are rushes.
bool is_closing(const World& world, const std::vector<Closing>& closings);

/// What an import may cost when its chip will be closed: what it would have been, savings beyond what is ordered in an
/// ordinary week, and an advance, which is put into the budget and owed.
struct Forward {
  double cents = 0;
  std::int64_t advance_cents = 0;
};
Forward bring_forward(const World& world, sim::Id<Chinese> row, sim::Id<Product> product, double cents);

/// Phase: buyers who owe an advance repay it with what they have left and half of their income.
void repay_advances(const World& world, Ledger& ledger);

}  // namespace chokepoint
