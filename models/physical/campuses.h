// Campuses: how much of its fleet an owner has on one site. Chips follow power, and power comes on in half-yearly
// stages that slip:
//
//   power(w)  = max over stages k with due_k + slip_k <= w of plan(due_k) x size x factor      from 2025
//             = plan(w) x size                                                                 before: seen, not planned
//   slip_k    gamma with shape 2, its own number for each owner and stage
//   on site   site_share x units held, most H100e a kilowatt first, until power runs out
//
// A site remembers nothing: it is laid out anew whenever it is looked at, which is the fastest that an owner could be.
#pragma once

#include <vector>

#include "models/physical/campuses_state.h"
#include "models/physical/goods.h"

namespace chokepoint {

struct World;

/// What a site holds of one product, and what one chip of it needs and gives.
struct SiteChoice {
  int units = 0;         ///< wanted on the site
  double kilowatts = 0;  ///< of site power a chip
};

/// Fills a site in the order given until power runs out; returns units by choice.
std::vector<int> fill_site(const std::vector<SiteChoice>& wanted, double kilowatts);

/// A sum of chips, in H100e and in chips.
struct ChipSum {
  double h100e = 0;
  double chips = 0;
  void add(double units, double h100e_each) {
    h100e += units * h100e_each;
    chips += units;
  }
};

/// Power of an owner's largest site this week, kW.
double site_kilowatts(const World& world, sim::Id<Owner> owner);

/// What stands on an owner's largest site this week.
ChipSum campus_of(const World& world, sim::Id<Owner> owner);

}  // namespace chokepoint
