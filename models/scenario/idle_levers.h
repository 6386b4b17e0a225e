// Levers of a policy that do nothing by construction: whatever is drawn, the scenario's data leave them nothing to act
// on. No run is made, and what may do something is never named.
//
//   part of enforcement   its mechanism is off, strength is 0, nothing is smuggled by then, or what it works with (an
//                         entity list, a duty or software to tell a place, a rule on tenants, loopholes) is not there
//   strength, budget      so for every part that they multiply
//   place                 no smuggled lot can leave it; nobody who could be checked stands there
//   loophole              in force anyway, seen after the last day, or behind one that is
//   gate                  the mechanism is off, gate_after governs by then, or it lets in what was let in before
//   regime, quota         in force in no week; counts no trade that may happen
//
// "Does nothing" means to trade, compute and stocks: checks that find nobody are made and paid all the same.
#pragma once

#include <string>

#include "models/scenario/scenario.h"
#include "sim/input/node.h"

namespace chokepoint {

/// Warnings of levers that the policy's own file writes, or an option. What it extends answers for itself.
class IdleWarnings {
 public:
  IdleWarnings(const sim::Node& root, sim::Problems& warnings) : root_(root), warnings_(warnings) {}

  bool is_own(const sim::Where& at) const;
  /// Of a lever at its place, with the reason.
  void add(const sim::Where& at, const std::string& lever, const std::string& why);

 private:
  const sim::Node& root_;
  sim::Problems& warnings_;
};

/// Adds a warning for each such lever that the policy's own file writes, or an option: at its place, with the reason.
/// `root` is the tree that the scenario was read from.
void find_idle_levers(const Scenario& scenario, const sim::Node& root, sim::Problems& warnings);

}  // namespace chokepoint
