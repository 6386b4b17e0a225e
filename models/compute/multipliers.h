// The second dynamic: ideas shift the curve. Compute multipliers arrive as three Poisson streams - about 1.2x often,
// 2x sometimes, 10x rarely. Each has a finder and reaches the other labs later, soon when its finder publishes.
//
//   arrivals of stream i a week  = s_i g / ln(size_i)              s_i its share of the growth, sum 1
//   g                            = progress x ln(yearly growth) / 52.18
//   size                         = size_i ^ U(0.5, 1.5)
//   finder                       with weight compute^finder_exponent
//   delay                        exponential: published_weeks; kept: kept_weeks_at_home or kept_weeks_abroad
//
// Feedback (off at 0): what people of a lab find, its models find again for it, and more the better they are:
//
//   arrivals of a lab's models   = arrivals of the stream x share of the lab in all weights x feedback x points / 100
//
// It keeps these: they are no ideas that leave with people, but work that its models do; others' models do it for them
// once they are as good. Points have no upper end, so a better model always finds more: two labs of equal compute keep
// their distance in time however much others publish, and a lead in compute grows.
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

/// What a lab's models find for it, over what its people find.
double found_by_models(double points, double feedback);

/// Part of a phase: what is found this week and to whom it travels, by what labs hold now; labs learn what has reached
/// them.
void spread_ideas(const World& world, Ideas& ideas);

}  // namespace chokepoint
