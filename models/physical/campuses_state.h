// Sites of owners: parameters and columns (campuses.h says how chips gather on them).
#pragma once

#include <cstdint>

#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct CampusParameters {
  sim::Parameter main_site_share;
  sim::Parameter share_exponent;
  sim::Parameter chinese_power;
  sim::Parameter abroad_power;
  sim::Parameter site_overhead;

  template <class Visit>
  void fields(Visit& visit) {
    visit(
        "main_site_share", main_site_share,
        {.says =
             "share of a fleet of the reference size that an owner of several sites would put on its largest",
         .unit = "fraction",
         .low = 0.01,
         .high = 1,
         .required = true});
    visit("share_exponent", share_exponent,
          {.says = "how fast that share falls as the fleet grows: with its size to minus this power",
           .unit = "1",
           .low = 0,
           .high = 0.95,
           .required = true});
    visit("chinese_power", chinese_power,
          {.says = "factor on the power that Chinese sites gain after 2024",
           .unit = "x",
           .low = 0,
           .high = 20,
           .required = true});
    visit("abroad_power", abroad_power,
          {.says = "factor on the power that sites outside China gain after 2024",
           .unit = "x",
           .low = 0,
           .high = 20,
           .required = true});
    visit("site_overhead", site_overhead,
          {.says = "site power over chip power: servers, network, cooling",
           .unit = "x",
           .low = 1,
           .high = 5,
           .required = true});
  }
};

/// How owners spread their fleets over sites; drawn on the first day.
struct Sites {
  sim::Column<Owner, double>
      share;  ///< of a fleet of the reference size that an owner would put on its largest site
  sim::Column<Owner, std::int32_t>
      spreads;                       ///< 1: it has several sites, and its share falls as its fleet grows
  sim::Column<Owner, double> power;  ///< its largest site's power over the country's largest

  template <class Visit>
  void columns(Visit& visit) {
    visit("share", share);
    visit("spreads", spreads);
    visit("power", power);
  }
};

struct SiteColumns {
  Sites sites;

  template <class Visit>
  void columns(Visit& visit) {
    visit("sites", sites);
  }
};

struct SitePriors {
  CampusParameters campuses;

  template <class Visit>
  void fields(Visit& visit) {
    visit("campuses", campuses, {.says = "how chips gather on sites", .required = true});
  }
};

/// Its place in models/kinds.h.
struct SiteKind {
  using State = SiteColumns;
  using Priors = SitePriors;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
