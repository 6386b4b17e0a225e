// Size gives away: "$1B of economic activity can be hidden, but it's hard to hide $100B, or even $10B". What is seen
// is a ring by the value it moves, and a channel by the value of all rings in it: what leaves one place, and what
// enters China over all. A ring that is noticed gets a case; a channel that is noticed, a campaign.
//
//   chance a year = 1 / (1 + exp(-x)),  x = (log10 value a year - midpoint) / width      E times the hazard
//   or, as a power law (visibility_form), 1 - exp(-ln 2 exp(x)): as likely at the midpoint and for small ones, and beyond
//   the midpoint with no slowing down
//   campaign      campaign_factor x inspections and checks at the place, for an exponential time of mean
//                 campaign_weeks; a case opens on a ring in it with chance 1 - exp(-campaign_cases x its part)
#pragma once

#include "models/enforcement/visibility_state.h"
#include "models/physical/places.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Outbox;
struct WeekLog;

enum class VisibilityForm : std::uint8_t { kLogistic, kPowerLaw };
VisibilityForm visibility_form(const VisibilityParameters& parameters);

/// Chance in one week that what moves this value is noticed: the yearly hazard is `effort` times that at 1.
double noticed_chance(double value_per_year, double midpoint, double width, VisibilityForm form,
                      double effort);

/// What a campaign adds at a place this week: 1 when there is none.
double campaign_factor(const World& world, sim::Id<Place> place);

/// Phase: rings and channels are noticed by their size.
void notice_by_size(const World& world, Campaigns& campaigns, WeekLog& tally, Outbox& outbox);

}  // namespace chokepoint
