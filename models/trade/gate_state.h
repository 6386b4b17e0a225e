// The Chinese gate: inputs, parameters and columns (gate.h says how it moves).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/physical/goods.h"
#include "sim/engine/calendar.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

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
  sim::Parameter closed_weeks;
  sim::Parameter conditional_weeks;
  sim::Parameter open_weeks;
  sim::Parameter loosens;
  sim::Parameter admits;

  template <class Visit>
  void fields(Visit& visit) {
    const auto spell = [&](const char* name, sim::Parameter& weeks, const char* says) {
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

/// What is left of the gate's state between weeks.
struct ChineseGate {
  GateState state = GateState::kOpen;

  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("state", state);
  }
};

struct GateColumns {
  ChineseGate gate;

  template <class Visit>
  void columns(Visit& visit) {
    visit("gate", gate);
  }
};

struct GatePriors {
  GateParameters gate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("gate", gate, {.says = "how the Chinese gate moves by itself", .required = true});
  }
};

/// Its place in models/kinds.h.
struct GateKind {
  using State = GateColumns;
  using Priors = GatePriors;
  static constexpr bool kBeginsAsDeclared = true;
};

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::GateState> {
  static constexpr const char* names[] = {"open", "conditional", "closed"};
};

template <>
struct sim::EnumNames<chokepoint::GateRule> {
  static constexpr const char* names[] = {"as_it_stands", "chain", "open", "conditional", "closed"};
};
