// What a study varies: levers, parameters, random draws; and how the points of its design are chosen among them.
#pragma once

#include <string>
#include <vector>

#include "models/scenario/scenario_input.h"
#include "sim/experiment/design.h"
#include "sim/experiment/store.h"
#include "tools/scenarios/overrides.h"
#include "tools/study/file.h"

namespace tools {

enum class FactorKind { kLever, kParameter, kDraws };

/// One coordinate of a design.
struct StudyFactor {
  FactorKind kind = FactorKind::kParameter;
  std::string name;   ///< of the lever, or path of the parameter; "random draws"
  std::string group;  ///< the first name of a parameter's path; a lever's own name
  std::string unit{};
  std::string says{};
  LeverInput lever{};
  sim::Parameter parameter{};

  /// 0 when it is continuous.
  int levels() const { return static_cast<int>(lever.levels.size()); }
  /// The value at a coordinate u in [0, 1).
  double value(double u) const;
  /// As a store has it.
  sim::StoredFactor stored() const;
};

/// Levers first, then parameters in the order in which they are walked, random draws last; none without a design. Adds problems.
std::vector<StudyFactor> factors_of(const StudyInput& study, const chokepoint::Parameters& parameters,
                                    sim::Problems& problems);

/// The design of a study over factors as they are stored.
sim::Plan plan_of(const StudyInput& study, const std::vector<sim::StoredFactor>& factors);
/// What its groups are called; the factors, when each is its own.
std::vector<std::string> group_names(const StudyInput& study, const std::vector<sim::StoredFactor>& factors);

/// A lever at a level.
Override override_of(const LeverInput& lever, double level);

}  // namespace tools
