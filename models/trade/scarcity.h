// Shortage has a price abroad too. Designers keep their list prices and share out what they have; those who sell on take
// what scarcity lets them, and the rest waits.
//
//   f = served / asked            both remembered, chips a week of all sellers
//   price abroad  P s,  s = 1 + a (1 - f)     P the list price, a the most that scarcity adds to it
//   wait          1 / f - 1 weeks             of an order that is asked again every week until it is served
//
// Chinese chips are sold in China at their list prices.
#pragma once

#include "models/physical/goods.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct WeekLog;

/// Price abroad over the list price when this part of what is asked is served and scarcity adds at most `most`.
double price_over_list(double served_part, double most);

/// Weeks that an order waits when each week this part of what is asked is served; at most `longest`.
double weeks_of_wait(double served_part, double longest);

/// The part of what is lately asked of a product that was served; 1 where nobody asks.
double served_part(const World& world, sim::Id<Product> product);

/// Price abroad of one chip this week, in cents and in USD.
double price_abroad_cents(const World& world, sim::Id<Product> product);
double price_abroad_usd(const World& world, sim::Id<Product> product);

/// Part of a phase: what a buyer abroad pays over the list price and how long it waits is written down, each product by
/// the value of what is asked.
void note_scarcity(const World& world, WeekLog& tally);

}  // namespace chokepoint
