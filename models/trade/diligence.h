// Diligence: sellers look at each buyer with more or less care, and refuse who seems a front. It costs honest orders.
// After a scandal - an action against a ring - those who sold to it look closer, others of their place a little, and
// forget again.
//
//   chance of refusal = diligence^(1 / (E (1 + s))) x red flags
//   red flags         = honest_flag, or 1 - (1 - front_flag) (1 - suspicion) of a front
//   on paper          1 - (1 - honours_paper)^E of the sellers keep to a rule that the book has and nobody enforces
//   s                 scandal: + scandal_rise who served a front of the ring, + scandal_rise x scandal_spread others of
//                     the place; fades by 1 / scandal_weeks a week
#pragma once

#include "models/world.h"

namespace chokepoint {

/// The chance that a seller refuses an order under this enforcement of diligence, its own scandals in it.
double refusal_chance(double diligence, double effort, double red_flags);

/// The chance that the seller of an order refuses its buyer, and the number drawn against it.
struct Doubt {
  double chance = 0;
  double luck = 0;
};
Doubt doubt_about(const World& world, const World::Order& order);

/// Whether the seller of an order refuses its buyer.
bool is_refused(const World& world, const World::Order& order);

/// Writes a refusal down; a refused front is talked of among sellers.
void refuse(World& world, const World::Order& order);

/// A case has acted on a ring: a scandal for all who last served one of its fronts.
void scandalise_sellers(World& world, sim::Id<Ring> ring);
/// A front was given away: a scandal for who last served it.
void scandalise_seller_of(World& world, sim::Id<Front> front);

/// A week passes over old scandals.
void forget_scandals(World& world);

}  // namespace chokepoint
