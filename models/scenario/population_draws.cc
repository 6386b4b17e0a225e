#include "models/scenario/population_draws.h"

#include <algorithm>
#include <cmath>

#include "sim/numeric/pick.h"

namespace chokepoint {

std::uint32_t scaled(double scale, int number) {
  return number == 0 ? 0 : static_cast<std::uint32_t>(std::max(1.0, std::round(scale * number)));
}

std::vector<double> zipf_parts(double total, std::uint32_t count, double exponent) {
  std::vector<double> parts(count);
  double sum = 0;
  for (std::uint32_t rank = 0; rank < count; ++rank) sum += parts[rank] = std::pow(rank + 1.0, -exponent);
  for (double& part : parts) part *= total / sum;
  return parts;
}

std::vector<GrainOf> others_in_china(const Scenario& scenario, Sector sector) {
  const ChineseInput& input = scenario.actors.chinese;
  const auto parts = zipf_parts(input.others_share.of(sector),
                                static_cast<std::uint32_t>(input.others.of(sector)), input.zipf_exponent);
  return grains_of(parts, scenario.grain, [&](std::uint32_t i) { return parts[i] > kLargePart; });
}

PlaceOdds::PlaceOdds(const PlaceNetwork& network, const sim::Named<double>& weights) {
  for (const auto& entry : weights) {
    odds_.add(entry.value);
    places_.push_back(network.find(entry.name));
  }
}

sim::Id<Place> PlaceOdds::at(double u) const {
  const std::size_t chosen = odds_.pick(u);
  return chosen < places_.size() ? places_[chosen] : sim::Id<Place>{};
}

}  // namespace chokepoint
