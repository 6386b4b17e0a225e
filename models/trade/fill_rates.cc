#include "models/trade/fill_rates.h"

#include <algorithm>

#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

double part(std::int64_t some, std::int64_t whole) {
  return std::min(1.0, static_cast<double>(some) / static_cast<double>(whole));
}

}  // namespace

ByChannel<double> bent_to_fill(const ByChannel<double>& split, const ByChannel<double>& filled,
                               double least_asked) {
  ByChannel<double> bent{};
  double total = 0;
  for (std::size_t k = 0; k < bent.size(); ++k) {
    bent[k] = split[k] * (least_asked + (1 - least_asked) * filled[k]);
    total += bent[k];
  }
  // A buyer whom every channel failed asks of all as it would.
  if (total <= 0) return split;
  for (double& share : bent) share /= total;
  return bent;
}

double remembered_fill(double filled, double now, double weeks, double memory_weeks) {
  return filled + (now - filled) * std::min(1.0, weeks / memory_weeks);
}

sim::Column<Chinese, ByChannel<std::int64_t>> paid_this_week(const World& world) {
  sim::Column<Chinese, ByChannel<std::int64_t>> paid(world.buyers.chinese, {});
  for (const Payment& payment : world.outbox.payments)
    at(paid[payment.row], payment.channel) += payment.cents;
  return paid;
}

void remember_fill(const World& world, FillRates& fill_rates) {
  const double memory = world.parameters.channels.fill_weeks;
  const auto paid = paid_this_week(world);
  const auto take_in = [&](Id<Chinese> row, Channel channel, std::int64_t asked, double weeks) {
    if (asked <= 0) return;
    double& filled = at(fill_rates.of_channel[row], channel);
    filled = remembered_fill(filled, part(at(paid[row], channel), asked), weeks, memory);
  };
  for (const Ask& ask : world.outbox.asks) {
    if (!ask.again) take_in(ask.row, ask.channel, ask.cents, ask.every);
  }
  for (const Id<Chinese> row : ids(world.plans.rent_cents))
    take_in(row, Channel::kRented, world.plans.rent_cents[row], 1);
}

}  // namespace chokepoint
