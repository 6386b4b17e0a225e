// Labs train models. A lab uses a share of its owners' fleets; one training run follows another, and a run gets a
// share of what the lab uses, so money follows chips: a better multiplier makes a better model, not a cheaper one.
//
//   compute of a lab   = sum over its owners of share x (chips they have in China and abroad, and rent, H100e)
//   run share          = min(1, run_share x (compute / reference) ^ -run_share_exponent x growth ^ answers_value)
//     growth           = best multiplier abroad over that at the end of 2024; 1 before, where runs are on record
//   money of a run    += compute x run share x 168 h x price of an H100e-hour            a week
//   length of a run    ~ U(shortest_run_weeks, longest_run_weeks)
//   points of a model  = 20 + 20 log10(first-stage money x multiplier / $1M) + second-stage points
//                        and what it learns from better models (distillation.h)
//
// Where money answers value: when a dollar of training buys more, labs give training more if what they want of it is
// elastic, and less if it is not. The essay says more; the range holds both.
//
// The price falls as chips get better for their price; the growth of multipliers contains that fall, so nothing is
// counted twice.
#pragma once

#include "models/compute/labs_state.h"

namespace chokepoint {

struct World;

/// Points of a model from the money of its two stages and the natural logarithm of its lab's multiplier.
double points_of_run(double first_usd, double second_usd, double knowledge,
                     const SecondStageParameters& parameters);

/// Part of a phase: labs look at the fleets of their owners, every fourth week.
void look_at_fleets(const World& world, Labs& labs);

/// Part of a phase: labs train, models come out.
void train(const World& world, TrainingRuns& runs);

}  // namespace chokepoint
