// Who smuggles, and what rings learn from each other.
//
//   imitation once a year a ring that earned less than half of what its best neighbour did on its money takes over that
//             neighbour's beliefs and leaning to methods, and founds a quarter of its fronts anew
//   entry     an idle ring that looks at a market with 1.5 times the hurdle begins; one that was ruined comes back as
//             another: fresh money, new fronts, no memory, no case
//   exit      a ring leaves when it is ruined, or when no trade was worth it for a year
//   capital   joins where margins are high: inflow x min(1, return of the year - hurdle) a year of what a ring has, once a
//             quarter, up to the largest network known; none where rings grow from profit alone (rings.growth_form)
//   leaning   of a method whose front was listed shrinks by a fifth
#pragma once

#include <cstdint>

#include "models/diversion/ring_state.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Outbox;
class Ledger;

/// What a ring is worth: its money, and its goods at cost.
std::int64_t worth_cents(const World& world, sim::Id<Ring> ring);

/// Outside capital that joins within a year, over what a ring has, when it earned this return a year.
double capital_drawn(double yearly_return, double hurdle, double inflow);

/// What a ring earned lately in a year, over the money it has; below zero for a loss.
double return_of(const World& world, sim::Id<Ring> ring);

/// Of its fronts, a ring that imitates another founds one in so many anew.
inline constexpr std::uint32_t kFoundAnew = 4;

/// Phase: rings imitate their neighbours, enter and leave.
void learn(const World& world, RingLives& lives, Ledger& ledger);

}  // namespace chokepoint
