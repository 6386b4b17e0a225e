// What the makers of the first day's rows share.
#pragma once

#include <cstdint>
#include <vector>

#include "models/physical/places.h"
#include "models/scenario/scenario.h"
#include "sim/numeric/pick.h"

namespace chokepoint {

/// What a population's scale makes of a number of rows: one at least, unless it is none.
std::uint32_t scaled(double scale, int number);

/// Parts of `total` for ranks 1..count by Zipf's law: the k-th falls as k^-exponent.
std::vector<double> zipf_parts(double total, std::uint32_t count, double exponent);

/// Chinese buyers of a sector without a name, as rows of the run.
std::vector<GrainOf> others_in_china(const Scenario& scenario, Sector sector);

/// A place by its weight at a uniform number; none when no weight is above 0.
class PlaceOdds {
 public:
  PlaceOdds(const PlaceNetwork& network, const sim::Named<double>& weights);
  sim::Id<Place> at(double u) const;

 private:
  sim::PickTable odds_;
  std::vector<sim::Id<Place>> places_;
};

}  // namespace chokepoint
