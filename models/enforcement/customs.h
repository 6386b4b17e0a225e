// Smuggled lots on their way, and the customs posts they meet at the end of every lane.
#pragma once

#include "models/physical/places.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Moving;

/// The chance that customs opens a lot that travels by a method at the end of a lane today, recognises it and keeps it.
double seizure_chance(const World& world, sim::Id<Lane> lane, sim::Id<Moving> moving);

/// Phase: lots leave their fronts when the dust has settled and advance along their ring's route; at the end
/// of each lane customs may open one, recognise it and keep it.
void move_lots(World& world);

}  // namespace chokepoint
