// Smuggled lots on their way, and the customs posts they meet at the end of every lane.
#pragma once

namespace chokepoint {

struct World;

/// Phase: lots leave their fronts when the dust has settled and advance along their ring's route; at the end
/// of each lane customs may open one, recognise it and keep it.
void move_lots(World& world);

}  // namespace chokepoint
