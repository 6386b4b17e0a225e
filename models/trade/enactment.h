// The rule book of the week comes into force: whom its lists and rows name. Fronts are named by the authority in a run
// (diversion/front), not by the book.
#pragma once

#include "models/trade/buyer_state.h"

namespace chokepoint {

struct World;

/// Part of a phase: whom the law names, anew when it has changed.
void enact(const World& world, NamedByLaw& named);

}  // namespace chokepoint
