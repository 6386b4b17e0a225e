// The second dynamic: ideas shift the curve. Compute multipliers arrive as three Poisson streams - about 1.2x often,
// 2x sometimes, 10x rarely. Each has a finder and reaches the other labs later, soon when its finder publishes.
//
//   arrivals of stream i a week  = s_i g / ln(size_i) x speed      s_i its share of the growth, sum 1
//   g                            = progress x ln(yearly growth) / 52.18
//   size                         = size_i ^ U(0.5, 1.5)
//   finder                       with weight compute^finder_exponent x speed of the lab
//   delay                        exponential: published_weeks; kept: kept_weeks_at_home or kept_weeks_abroad
//   speed of a lab               = 1 + feedback x score/100;   published with chance habit / speed
//
// The mean taken is that of the logarithm: the typical year multiplies by the yearly growth (4), and the mean of the
// factor itself, ruled by the rare 10x, is larger. A lab's multiplier is the product of what it knows; it is 1 at the
// reference date for one who knows all and has met the mean number of ideas.
#pragma once

#include <array>

#include "models/compute/multipliers_state.h"

namespace chokepoint {

struct World;

/// Arrivals by stream for a growth of the logarithm, so that they give that growth in the mean.
std::array<double, kStreams> arrivals(double log_growth, const MultiplierParameters& parameters);

/// How much faster than without it a lab finds with a model of this score.
double speed_with(double score, double feedback);

/// Part of a phase: what is found this week and to whom it travels, by what labs hold now; labs learn what has reached
/// them.
void spread_ideas(const World& world, Ideas& ideas);

}  // namespace chokepoint
