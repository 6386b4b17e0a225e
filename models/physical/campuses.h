// Campuses: how much of its fleet an owner has on one site. Chips follow power, and power follows the dated plan of the
// largest site of the country:
//
//   power(w)    = (seen + factor x (plan(w) - seen)) x size        from 2025; seen: what stood at the end of 2024
//               = plan(w) x size                                   before: seen, not planned
//   site_share  = 1 for an owner of one site
//               = min(1, main_site_share x spread x (fleet / reference)^-share_exponent)        for others
//   on site     site_share x units held, most H100e a kilowatt first, until power runs out
//
// The dated plan after 2024 is what is expected to stand, with announced dates that slip in it. So nothing slips again
// here: a run's country is ahead of its plan or behind it by one factor, and a plan that comes a year late has about
// half of the power that it should have.
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

/// Share of a fleet of so many H100e that an owner would put on its largest site.
double main_site_share(const World& world, sim::Id<Owner> owner, double fleet_h100e);

/// Power of an owner's largest site this week, kW.
double site_kilowatts(const World& world, sim::Id<Owner> owner);

/// Which chips of an owner a site is filled with.
enum class SiteChips { kAll, kChinese };

/// What stands on an owner's largest site this week; or what would, had it no chips but Chinese ones.
ChipSum campus_of(const World& world, sim::Id<Owner> owner, SiteChips which = SiteChips::kAll);

}  // namespace chokepoint
