#include "models/trade/scarcity.h"

#include <algorithm>

#include "models/world.h"
#include "sim/engine/calendar.h"

namespace chokepoint {
namespace {

using sim::Id;

/// No wait is counted as longer than a year.
constexpr double kLongestWait = sim::kWeeksPerYear;

}  // namespace

double price_over_list(double served_part, double most) { return 1 + most * (1 - served_part); }

double weeks_of_wait(double served_part, double longest) {
  return served_part * (longest + 1) <= 1 ? longest : 1 / served_part - 1;
}

double served_part(const World& world, Id<Product> product) {
  const double asked = world.asked.of_all[product];
  return asked > 0 ? std::min(1.0, world.asked.served[product] / asked) : 1;
}

double price_abroad_cents(const World& world, Id<Product> product) {
  return static_cast<double>(world.price_cents(product)) * double{world.asked.price_factor[product]};
}

double price_abroad_usd(const World& world, Id<Product> product) {
  return price_abroad_cents(world, product) / 100;
}

void note_scarcity(const World& world, WeekLog& tally) {
  for (const Id<Product> product : world.scenario->simulated) {
    if (world.scenario->products[product].chinese) continue;
    const double usd = world.asked.of_all[product] * world.price_usd(product);
    tally.asked_usd += usd;
    tally.asked_dear_usd += usd * double{world.asked.price_factor[product]};
    tally.asked_usd_weeks += usd * weeks_of_wait(served_part(world, product), kLongestWait);
  }
}

}  // namespace chokepoint
