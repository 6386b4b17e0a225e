// Sites of owners: parameters and columns (campuses.h says how chips gather on them).
#pragma once

#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct CampusParameters {
  sim::Parameter main_site_share;
  sim::Parameter chinese_power;
  sim::Parameter abroad_power;
  sim::Parameter site_overhead;
  sim::Parameter slip_weeks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("main_site_share", main_site_share,
          {.says = "share of its fleet that an owner of several sites would put on its largest",
           .unit = "fraction",
           .low = 0.01,
           .high = 1,
           .required = true});
    visit("chinese_power", chinese_power,
          {.says = "factor on the power of Chinese sites after 2024",
           .unit = "x",
           .low = 0,
           .high = 20,
           .required = true});
    visit("abroad_power", abroad_power,
          {.says = "factor on the power of sites outside China after 2024",
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
    visit("slip_weeks", slip_weeks,
          {.says = "mean delay of a planned stage of power after 2024",
           .unit = "weeks",
           .low = 0,
           .high = 520,
           .required = true});
  }
};

/// How owners spread their fleets over sites; drawn on the first day.
struct Sites {
  sim::Column<Owner, double> share;  ///< of its fleet that an owner would put on its largest site
  sim::Column<Owner, double> power;  ///< its largest site's power over the country's largest

  template <class Visit>
  void columns(Visit& visit) {
    visit("share", share);
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
