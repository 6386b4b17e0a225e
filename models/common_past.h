// How far two scenarios have one past.
//
// Two scenarios have a past in common as long as nothing differs that a run could see by then: the law in force and what
// is known of the law to come, enforcement, the gate, and chips that designers build to the law. These are compared as
// they are laid out by week. All else must be the same text (Scenario::undated), so that what is new in a scenario parts
// runs at once until it is taught here.
#pragma once

#include "models/scenario/scenario.h"

namespace chokepoint {

/// How many weeks, from the first, runs of two scenarios with equal parameters and draws have in common; all of the calendar
/// when nothing parts them, 0 when they are apart from the start. Buyers foresee a change by `lead_weeks`
/// (RushParameters), as drawn for the run.
int weeks_in_common(const Scenario& a, const Scenario& b, double lead_weeks);

}  // namespace chokepoint
