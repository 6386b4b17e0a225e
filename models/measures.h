// What is reported of a run: named measures, each with its unit, a sentence, and how to count it.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "models/standings.h"
#include "models/world.h"

namespace chokepoint {

/// The three definitions of a million-chip cluster.
enum class Cluster { kCampus, kFleet, kNation };
inline constexpr int kClusters = 3;
inline constexpr const char* kClusterNames[] = {"campus", "fleet", "nation"};

/// One calendar year of a run: what stood at its end and what flowed during it.
struct YearOutcome {
  int year = 0;
  Standing end;
  WeekLog flow;  ///< summed over weeks that ended in the year; premium is the last week's
  std::array<WeekLog, 4> quarters{};
  WeekLog since_start;  ///< summed over all weeks so far
};

/// What is kept of a run.
struct RunOutcome {
  std::vector<YearOutcome> years;   ///< whole years only
  std::vector<Standing> standings;  ///< all that were taken
  /// First year (with fraction) in which China passed the threshold, by definition; infinity: never in the
  /// span.
  std::array<double, kClusters> passed_h100e{};
  std::array<double, kClusters> passed_chips{};

  const YearOutcome* year(int year) const;
  /// The last standing at or before a week; nullptr when there is none.
  const Standing* standing(int week) const;
};

/// Counts what a finished (or stopped) run shows.
RunOutcome outcome_of(const World& world);

/// A number that a run gives for each year.
struct Measure {
  const char* name;  ///< as in CSV
  const char* unit;
  const char* sentence;
  double (*count)(const YearOutcome& year);
};
std::span<const Measure> measures();
/// By name; nullptr when there is none.
const Measure* find_measure(std::string_view name);

}  // namespace chokepoint
