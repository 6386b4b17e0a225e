// Smuggled lots on their way: from the front that bought them, by the ring's route, past the customs posts at the end of
// every lane, to China. A lot stays with its front until the dust has settled (dwell_weeks of its method).
//
//   method of moving   that of the most income among those with room for the lot:  (1 - q) P (m + F) - t
//   room of a ring     what it lately sent so and the lot together are within the method's capacity
//   room of carriers   what all rings lately gave to those of the last lane, into China, is below carriers x V
//
// V is the legal trade on the lane (enforcement/customs): who smuggles hides among those who carry. A lot without room
// stays with its front.
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

/// Whether carriers of a method have room for more on the last lane of a ring's way from a place; none without a way.
bool carriers_have_room(const World& world, const Lots& lots, sim::Id<Ring> ring, sim::Id<Place> place,
                        sim::Id<Moving> method);

/// Phase: lots leave their fronts when the dust has settled and advance along their ring's route; at the end
/// of each lane customs may open one, recognise it and keep it.
void move_lots(const World& world, Lots& lots, Outbox& outbox, WeekLog& tally, Ledger& ledger);

/// Phase: cases that came to action take a part of the goods under way, and a part of the penalty.
void raid(const World& world, Lots& lots, Ledger& ledger);

/// Part of a phase: nobody knows yet what a new ring moves.
void forget_flow(const World& world, Lots& lots);

}  // namespace chokepoint
