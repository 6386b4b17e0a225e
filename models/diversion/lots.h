// Smuggled lots on their way: from the front that bought them, by the ring's route, past the customs posts at the end of
// every lane, to China. A lot stays with its front until the dust has settled (dwell_weeks of its method).
//
//   method of moving   that of the most income among those with room for the lot:  (1 - q) P (m + F) - t
#pragma once

#include <cstdint>

#include "models/diversion/lots_state.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Outbox;
struct Shipment;
struct WeekLog;
class Ledger;

/// What a front has just received, as a lot of its ring's.
Lot lot_of(const World& world, sim::Id<Front> front, const Shipment& shipment);

/// The address of a lot's draws, beside that of its ring and the week.
std::uint64_t key_of(const World& world, const Lot& lot);

/// Phase: lots leave their fronts when the dust has settled and advance along their ring's route; at the end
/// of each lane customs may open one, recognise it and keep it.
void move_lots(const World& world, Lots& lots, Outbox& outbox, WeekLog& tally, Ledger& ledger);

/// Phase: cases that came to action take a part of the goods under way, and a part of the penalty.
void raid(const World& world, Lots& lots, Ledger& ledger);

/// Part of a phase: nobody knows yet what a new ring moves.
void forget_flow(const World& world, Lots& lots);

}  // namespace chokepoint
