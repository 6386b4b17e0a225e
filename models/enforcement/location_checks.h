// Chips that can tell where they are: those sold under a duty to do so, and a few whose owners let them. One that
// turns up in China gives away the front that bought it: a case, a listing, a loss of trust. What is in China stays.
//
//   chance a lot in China is located = 1 - (1 - located)^E        when its chips can tell
//
// E counts how often chips are asked. The chips of a lot can tell when the rule book of the week in which they reached
// the front has the duty; else, once there is software, with chance location_voluntary.
#pragma once

#include "models/diversion/lots_state.h"
#include "models/enforcement/location_checks_state.h"
#include "models/physical/goods.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Outbox;
struct WeekLog;

/// The chance that chips of a product sold this week can tell where they are.
double can_tell_chance(const World& world, sim::Id<Product> product);

/// Whether the chips of a lot that has just reached its front can tell where they are.
bool can_tell(const World& world, const Lot& lot);

/// Phase: lots that have reached China may say so; their fronts are given away.
void locate(const World& world, WeekLog& tally, Outbox& outbox);

}  // namespace chokepoint
