// Who leads, by how much: scores, the lag in months, and what a model of a given age should cost.
//
//   lag          = how long ago the best lab outside China passed the points that the best Chinese lab has today
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
  double compute_us = 0;     ///< H100e that the largest lab outside China uses
  double compute_china = 0;  ///< H100e that the largest Chinese lab uses
  double cost_fall_us = 1;   ///< by how much less money buys a given score outside China than a year before
  double military_us = 0;    ///< H100e in military use
  double military_china = 0;

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
    visit("military_us", military_us);
    visit("military_china", military_china);
  }
};

/// How many weeks ago the leaders passed what the followers have now; below 0 when the followers have passed them.
/// Both by week, rising, the last is now. At least that long when it was before the first week.
int weeks_behind(std::span<const double> leaders, std::span<const double> followers);

/// How many times less a model should cost on trend that came `months` later and is `worse` times worse.
double on_trend_cheaper(double months, double worse, double growth_per_year);

/// Where the labs stand at the end of this week, when the two nations hold so much.
Lead lead_now(const World& world, double nation_us_h100e, double nation_china_h100e);

}  // namespace chokepoint
