// What a scenario fixes of the labs for all of its runs: names resolved, dated figures laid out by week.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/compute/labs_state.h"
#include "models/physical/places.h"
#include "sim/engine/calendar.h"
#include "sim/engine/id.h"
#include "sim/input/problems.h"

namespace chokepoint {

struct Scenario;

/// Multipliers found in this many weeks before a run are still on their way when it begins.
inline constexpr int kWeeksBefore = 104;

/// A named buyer whose fleet labs use.
struct LabOwner {
  enum class Group : std::uint8_t { kAbroad, kChinese };
  Group group = Group::kAbroad;
  std::uint32_t row = 0;  ///< among the named of its group
};

struct LabShare {
  std::uint32_t owner = 0;  ///< row of LabSetting::owners
  double share = 0;         ///< of its fleet
};

struct LabFacts {
  std::string name;
  std::uint64_t key = 0;  ///< address of its draws: of its name, so that no other lab moves them
  sim::Id<Place> place;
  Habit habit = Habit::kClosed;
  int from_week = 0;  ///< first week in which it trains
  std::vector<LabShare> compute;
};

struct LabScenario {
  sim::Column<Lab, LabFacts> named;
  std::vector<LabOwner> owners;
  std::vector<double>
      growth;  ///< of the logarithm of multipliers a week, from kWeeksBefore weeks before the run
  double growth_to_reference =
      0;  ///< the same summed from there to the reference date; below 0: that is earlier
  std::vector<double> price_usd;  ///< of an H100e-hour, by week
  int second_stage_week = 0;
  sim::Id<Lab> second_stage_finder;
  double run_size_h100e = 1;  ///< compute of a lab of the reference size
  double feedback = 0;        ///< what each 100 points of its model add to what a lab finds
  double near_points = 0;     ///< a lab is near the frontier when it is at most so far behind

  double growth_in(int week) const {
    return growth[static_cast<std::size_t>(std::ptrdiff_t{week} + kWeeksBefore)];
  }
};

/// Lays the labs out over the scenario's calendar; adds a problem for every name that is not known.
LabScenario lay_out_labs(const LabsInput& input, const Scenario& scenario, sim::Problems& problems);

}  // namespace chokepoint
