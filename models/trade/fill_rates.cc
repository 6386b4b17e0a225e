#include "models/trade/fill_rates.h"

#include <algorithm>

#include "models/world.h"
#include "sim/engine/parallel.h"

namespace chokepoint {
namespace {

using sim::Id;

/// Fewer take in what they were served faster than threads could be asked to help.
constexpr std::size_t kFewToServe = 2048;

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

void remember_fill(const World& world, FillRates& fill_rates) {
  const double memory = world.parameters.channels.fill_weeks;
  sim::for_each_row({world.buyers.chinese, kFewToServe}, [&](std::size_t i) {
    const Id<Chinese> row(i);
    const ChannelAsks& asked = world.channel_week.asked[row];
    const auto take_in = [&](Channel channel, std::int64_t cents, double weeks) {
      if (cents <= 0) return;
      double& filled = at(fill_rates.of_channel[row], channel);
      const double served = part(at(world.channel_week.paid_cents[row], channel), cents);
      filled = remembered_fill(filled, served, weeks, memory);
    };
    for (const Channel channel :
         {Channel::kLegal, Channel::kSmuggled, Channel::kDomestic, Channel::kOffshore})
      take_in(channel, at(asked.cents, channel), asked.every);
    take_in(Channel::kRented, world.plans.rent_cents[row], 1);
  });
}

}  // namespace chokepoint
