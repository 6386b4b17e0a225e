// Who leads, by how much: scores, the lag in months, and what a model of a given age should cost.
//
//   lag          = how long ago the best lab outside China passed the points that the best Chinese lab has today
//   gap          = points of the best model outside China - points of the best Chinese one;  in effective money
//                  10^(gap / 20): how many times as much the better one took, at one multiplier
//   near         within `near` times (labs.yaml) of the effective money of the best model
//   crossover    weeks since the second stage was found in which the best Chinese model was near the best abroad
//   on trend     a model m months younger and w times worse should cost  growth^(m/12) x w  times less
#pragma once

#include <span>

namespace chokepoint {

struct World;

/// Where the labs stand on a day; what a Standing keeps of them.
struct Lead {
  double lag_months = 0;   ///< of the best Chinese lab; below 0: it leads
  double score_us = 0;     ///< percent, best model outside China
  double score_china = 0;  ///< percent, best Chinese model
  double run_usd_us = 0;   ///< largest training run finished so far
  double run_usd_china = 0;
  double compute_us = 0;       ///< H100e that the largest lab outside China uses
  double compute_china = 0;    ///< H100e that the largest Chinese lab uses
  double cost_fall_us = 1;     ///< by how much less money buys a given score outside China than a year before
  double gap_points = 0;       ///< from the best Chinese model to the best abroad; below 0: it leads
  double near_us = 0;          ///< labs outside China near the best model
  double near_china = 0;       ///< Chinese labs near it
  double crossover_weeks = 0;  ///< since the second stage, so far

  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("lag_months", lag_months);
    visit("score_us", score_us);
    visit("score_china", score_china);
    visit("run_usd_us", run_usd_us);
    visit("run_usd_china", run_usd_china);
    visit("compute_us", compute_us);
    visit("compute_china", compute_china);
    visit("cost_fall_us", cost_fall_us);
    visit("gap_points", gap_points);
    visit("near_us", near_us);
    visit("near_china", near_china);
    visit("crossover_weeks", crossover_weeks);
  }
};

/// How many weeks ago the leaders passed what the followers have now; below 0 when the followers have passed them.
/// Both by week, rising, the last is now. At least that long when it was before the first week.
int weeks_behind(std::span<const double> leaders, std::span<const double> followers);

/// How many times less a model should cost on trend that came `months` later and is `worse` times worse.
double on_trend_cheaper(double months, double worse, double growth_per_year);

/// Weeks from `first` on in which the followers were at most `points` behind the leaders.
int weeks_near(std::span<const double> leaders, std::span<const double> followers, int first, double points);

/// Where the labs stand at the end of this week.
Lead lead_now(const World& world);

}  // namespace chokepoint
