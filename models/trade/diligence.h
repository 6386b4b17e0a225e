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
  double drawn = 0;
};
Doubt doubt_about(const World& world, const Order& order);

/// Whether the seller of an order refuses its buyer.
bool is_refused(const World& world, const Order& order);

/// Phase: sellers hear of the week's scandals - of fronts given away, of cases that came to action - and old ones fade.
void hear_scandals(const World& world, Scandals& scandals);

}  // namespace chokepoint
