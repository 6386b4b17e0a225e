// What channels serve of what they are asked, and how buyers answer: money flows on to what can be had.
//
//   asked of channel k  ~ s_k (e + (1 - e) f_k)            s the split by cost (trade/channels), e least_asked
//   f_k                += (served / asked - f_k) n / fill_weeks    n weeks since the buyer last ordered; f 1 at first
//
// Were what a channel has fixed, its asks would settle at the geometric mean of what is wished of it and what it has:
// above what it serves, so that a channel that opens is found out. What a channel did not serve is asked of the others
// in the same week (order_the_rest).
#pragma once

#include "models/trade/chinese_buyer_state.h"

namespace chokepoint {

struct World;

/// The split by cost, bent to what channels lately filled. Sums to 1, or to 0 when nothing is offered.
ByChannel<double> bent_to_fill(const ByChannel<double>& split, const ByChannel<double>& filled,
                               double least_asked);

/// What a buyer remembers of a channel after `weeks` weeks in which it served `now`, 0 to 1.
double remembered_fill(double filled, double now, double weeks, double memory_weeks);

/// Phase: Chinese buyers take in what the week's channels served.
void remember_fill(const World& world, FillRates& fill_rates);

}  // namespace chokepoint
