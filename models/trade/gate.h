// The Chinese gate: which legal imports China itself lets in. Dated in history; after that it can move by itself, week
// by week, between closed, conditional (a share is admitted) and open. It does not see smuggled chips. A dated entry
// that names chips speaks also of variants that the model built and that are no better (scenario.cc: name_variants).
//
//   chance to leave a state within a week  h = 1 - exp(-1 / mean spell)
//   closed      -> conditional  with h
//   conditional -> open         with h x loosens,  -> closed with h x (1 - loosens)
//   open        -> conditional  with h
//
// One number a week decides: low ones loosen, high ones tighten. So a gate that loosens more readily is, with the same
// random draws, never tighter.
#pragma once

#include <vector>

#include "models/trade/gate_state.h"

namespace chokepoint {

struct World;

/// The share of orders that the gate admits.
inline double admitted_share(GateState state, double admits) {
  return state == GateState::kOpen ? 1 : state == GateState::kClosed ? 0 : admits;
}

/// Lays dated entries out by week; `chips` are those that each entry names, none for all.
GatePlan plan_gate(const std::vector<GateInput>& entries,
                   const std::vector<std::vector<sim::Id<Product>>>& chips, std::size_t products,
                   const sim::Calendar& calendar);

/// The state after this one, by one uniform number: low ones loosen, high ones tighten.
GateState next_gate_state(GateState state, const GateParameters& parameters, double u);

/// The share of orders of a product that China lets in this week.
double admitted_this_week(const World& world, sim::Id<Product> product);
/// Whether state data centres may take no foreign chips this week.
bool state_centres_shut(const World& world);

/// Phase: China moves its gate.
void move_gate(const World& world, ChineseGate& gate);

}  // namespace chokepoint
