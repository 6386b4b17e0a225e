// End-use checks: officers of a region visit sites that received chips, within what they can do, and look where it
// seems riskiest. A site whose chips are in place passes, which is how a phantom data centre does.
//
//   checks a week in a region = officers x checks_per_officer x checks_on_chips x E / 52.18   rounded by chance
//   chance that one falls on a site ~ chips lately received x (1 + targeting x suspicion)
//
// What is done at a place on top multiplies both its part of the region's checks and their number.
#pragma once

#include "models/enforcement/end_use_checks_state.h"

namespace chokepoint {

struct World;
struct Outbox;
struct WeekLog;

/// Phase: end-use checks fall on sites.
void check_end_use(const World& world, Receipts& receipts, WeekLog& tally, Outbox& outbox);

}  // namespace chokepoint
