// Data-centre operators abroad let part of their chips to Chinese tenants. The chips stay where they stand and stay the
// operator's; a tenant commands them while its contract lasts.
//
//   to let         = lets x fleet, by product; lets = least(0.95, let_factor x share of the place x 2 u)
//   rent of a chip = price x hosting x (1 + margin) x (use / usual use) ^ answers_use / life, a week
//                    (the power within 1/2 and 2; use: part let of what was to let, at the last meeting)
//   barred         a rule on remote access speaks against (product, site, tenant): an operator lets on only if it looks
//                  away from who stands behind a local name: its own draw < local_names ^ (strength x know your customer)
//   ends           at its term; or, barred, at once with chance ended_at_once
//
// Tenants and operators meet every fourth week. Landlords (trade/landlord) let to the tenant for whom they build, first.
// What tenants ask is cut in proportion when it is more than there is. Where no operator has anything for a kind of tenant,
// it looks at what landlords could build for it of the chips on sale, at the same rent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/scenario/population.h"
#include "models/trade/operator_state.h"

namespace chokepoint {

struct World;
struct Law;
struct Scenario;
class Ledger;

/// Share of operators that look away at a level of enforcement; 1 at none.
double looking_away(double local_names, double strength);

/// Tenants and operators meet this often, in weeks.
inline constexpr int kMeetEvery = 4;

/// What rents are over the usual ones, when so much is let of what is to let.
double rent_answer(double use, double usual, double elasticity);

/// What a rented chip costs over its life, over its price: hosting, the operator's margin, and how scarce room is.
double rent_factor(const World& world);

/// How much dearer a chip rented behind a local name seems to a tenant, for what it would lose if found.
double hiding_factor(const World& world, Sector sector);

/// Price of the chips to which a landlord's tenant is committed and which are not let to it yet, cents.
std::int64_t awaited_cents(const World& world, sim::Id<Operator> row);

/// Whether an operator lets a product to a tenant this week: by the law, or because it looks away.
bool would_let(const World& world, sim::Id<Operator> row, sim::Id<Product> product, sim::Id<Chinese> tenant);

/// Phase: tenants pay, contracts end, and every fourth week new ones are signed.
void rent_abroad(const World& world, Renting& renting, Ledger& ledger);

}  // namespace chokepoint
