// What is kept of a run once it is over: its calendar years, what stood when, and when China passed the threshold.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "models/compute/world_state.h"
#include "models/record/standings.h"
#include "models/world.h"

namespace chokepoint {

/// One calendar year of a run: what stood at its end and what flowed during it.
struct YearOutcome {
  int year = 0;
  Standing begin;  ///< the end of the year before; of the first year: nothing stood
  Standing end;
  WorldState world = WorldState::kContested;  ///< at its end
  WeekLog flow;  ///< summed over weeks that ended in the year; premium is the last week's
  std::array<WeekLog, 4> quarters{};
  WeekLog quarter;             ///< the one asked for (RunOutcome::on); else the last
  WeekLog since_start;         ///< summed over all weeks so far
  double enforcement_usd = 0;  ///< spent during the year (models/record/price.h)
  double enforcement_usd_so_far = 0;
};

/// What is kept of a run.
struct RunOutcome {
  /// Whole years only. Of weeks before them, when they are but a few, nothing is counted (outcome.cc).
  std::vector<YearOutcome> years;
  std::vector<Standing> standings;           ///< all that were taken
  std::vector<ByChipClass<double>> premium;  ///< by week
  /// First year (with fraction) in which China passed the threshold, by definition; infinity: never in the
  /// span.
  std::array<double, kClusters> passed_h100e{};
  std::array<double, kClusters> passed_chips{};
  std::vector<double> answers;  ///< to what the run was asked (models/record/ask.h); no part of its bytes

  const YearOutcome* year(int year) const&;
  const YearOutcome* year(int year) const&& = delete;  // it would point into what is gone
  /// The last standing at or before a week; nullptr when there is none.
  const Standing* standing(int week) const&;
  const Standing* standing(int week) const&& = delete;
  /// The year of a day as one sees it on that day: what stood then, the quarter it lies in, its premium, and sums
  /// to the end of that quarter. Flows of the year stay whole. Nothing when the run has no such year or standing.
  std::optional<YearOutcome> on(sim::Date day, const sim::Calendar& calendar) const;
};

/// Adds a week to a sum; the premium is that of the last.
void add(WeekLog& sum, const WeekLog& week);
/// Adds what happened elsewhere in the same week; the premium stays.
void add_flows(WeekLog& sum, const WeekLog& more);

/// Counts what a finished (or stopped) run shows.
RunOutcome outcome_of(const World& world);

/// The years of RunOutcome::years when a run of this calendar has ended: those whose end it reaches, without the few weeks
/// before the first of them.
std::vector<int> years_told(const sim::Calendar& calendar);

}  // namespace chokepoint
