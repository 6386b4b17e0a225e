// The Chinese gate: which legal imports China itself lets in. Dated in history; after that it can move by itself, week
// by week, between closed, conditional (a share is admitted) and open. It does not see smuggled chips. A dated entry
// that names chips speaks also of variants that the model built and that are no better (setting.cc: name_variants).
//
//   chance to leave a state within a week  h = 1 - exp(-1 / mean spell)
//   closed      -> conditional  with h
//   conditional -> open         with h x loosens,  -> closed with h x (1 - loosens)
//   open        -> conditional  with h
//
// One number a week decides: low ones loosen, high ones tighten. So a gate that loosens more readily is, with the same
// luck, never tighter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/engine/calendar.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Product;

enum class GateState : std::uint32_t { kOpen, kConditional, kClosed };

/// The state of the gate for some chips from a day on; the last entry that speaks of a chip holds.
struct GateInput {
  static constexpr const char* kName = "gate entry";
  sim::Date from;
  GateState state = GateState::kOpen;
  std::vector<sim::Reference> chips;
  double admits = 1;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "first day", .required = true});
    visit("state", state, {.says = "open, conditional (a share is admitted) or closed", .required = true});
    visit("chips", chips, {.says = "the chips it speaks of; none: all imports"});
    visit("admits", admits,
          {.says = "share of orders admitted when conditional", .unit = "fraction", .low = 0, .high = 1});
    visit("source", source, {.says = "where this was seen", .required = true});
    visit("confidence", confidence, {.says = "how sure that is", .required = true});
  }
};

/// What governs the gate once its dated entries have been told.
enum class GateRule { kAsItStands, kChain, kOpen, kConditional, kClosed };

/// From a day on, for all imports alike.
struct GateAfterInput {
  GateRule rule = GateRule::kAsItStands;
  std::optional<sim::Date> from;

  template <class Visit>
  void fields(Visit& visit) {
    visit("rule", rule,
          {.says = "the dated entries as they stand, a chain of states for all imports, or one state held",
           .required = true});
    visit("from", from, {.says = "first day; the day of the last dated entry when not said"});
  }
};

/// A day from which state data centres take no foreign chips.
struct StateCentresInput {
  sim::Date from;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "first day", .required = true});
    visit("source", source, {.says = "where this was seen", .required = true});
    visit("confidence", confidence, {.says = "how sure that is", .required = true});
  }
};

struct GateParameters {
  sim::Uncertain closed_weeks;
  sim::Uncertain conditional_weeks;
  sim::Uncertain open_weeks;
  sim::Uncertain loosens;
  sim::Uncertain admits;

  template <class Visit>
  void fields(Visit& visit) {
    const auto spell = [&](const char* name, sim::Uncertain& weeks, const char* says) {
      visit(name, weeks, {.says = says, .unit = "weeks", .low = 2, .high = 1000, .required = true});
    };
    spell("closed_weeks", closed_weeks, "mean spell of a closed gate");
    spell("conditional_weeks", conditional_weeks, "mean spell of a gate that admits a share");
    spell("open_weeks", open_weeks, "mean spell of an open gate");
    visit("loosens", loosens,
          {.says = "chance that a conditional spell ends with an open gate and not a closed one",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("admits", admits,
          {.says = "share of orders that a conditional gate admits after its dated entries",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// The gate as a scenario has it: steps by week, and what governs it after them.
struct GatePlan {
  struct Step {
    int week = 0;
    GateState state = GateState::kOpen;
    std::vector<double> admitted;  ///< by product: share of orders let in
  };
  std::vector<Step> steps;  ///< weeks rise; the first is week 0, all open
  std::vector<int> step_of_week;
  GateRule rule = GateRule::kAsItStands;
  int rule_from = 0;                    ///< week
  int no_foreign_in_state_centres = 0;  ///< week; past the end when never
};

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

/// What is left of the gate's state between weeks.
struct ChineseGate {
  GateState state = GateState::kOpen;

  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("state", state);
  }
};

/// The share of orders of a product that China lets in this week.
double admitted_this_week(const World& world, sim::Id<Product> product);
/// Whether state data centres may take no foreign chips this week.
bool state_centres_shut(const World& world);

/// Phase: China moves its gate.
void move_gate(World& world);

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::GateState> {
  static constexpr const char* names[] = {"open", "conditional", "closed"};
};
template <>
struct sim::EnumNames<chokepoint::GateRule> {
  static constexpr const char* names[] = {"as_it_stands", "chain", "open", "conditional", "closed"};
};
