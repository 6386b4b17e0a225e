// The Chinese gate: which legal imports China itself lets in. Dated in history; it does not see smuggled
// chips.
#pragma once

#include <string>
#include <vector>

#include "sim/input/fields.h"

namespace chokepoint {

enum class GateState { kOpen, kConditional, kClosed };

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

/// The share of orders that the gate admits.
inline double admitted_share(GateState state, double admits) {
  return state == GateState::kOpen ? 1 : state == GateState::kClosed ? 0 : admits;
}

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::GateState> {
  static constexpr const char* names[] = {"open", "conditional", "closed"};
};
