// What size gives away: parameters and columns (visibility.h says how).
#pragma once

#include <cstdint>

#include "models/physical/places.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct VisibilityParameters {
  sim::Parameter visibility_midpoint;
  sim::Parameter visibility_width;
  sim::Parameter visibility_form;
  sim::Parameter campaign_factor;
  sim::Parameter campaign_weeks;
  sim::Parameter campaign_cases;

  template <class Visit>
  void fields(Visit& visit) {
    visit("visibility_midpoint", visibility_midpoint,
          {.says = "annual value at which a ring or a channel is noticed within a year with even odds",
           .unit = "log10 USD/year",
           .low = 6,
           .high = 12,
           .required = true});
    visit("visibility_width", visibility_width,
          {.says = "width of the logistic in log10 USD",
           .unit = "1",
           .low = 0.05,
           .high = 5,
           .required = true});
    visit("visibility_form", visibility_form,
          {.says = "how the hazard of being noticed grows with size",
           .low = 0,
           .high = 1,
           .required = true,
           .forms = {"a logistic, which slows beyond the midpoint", "a power law without end"}});
    visit("campaign_factor", campaign_factor,
          {.says = "inspections and checks at a place under a campaign",
           .unit = "x",
           .low = 1,
           .high = 100,
           .required = true});
    visit("campaign_weeks", campaign_weeks,
          {.says = "mean length of a campaign", .unit = "weeks", .low = 1, .high = 520, .required = true});
    visit("campaign_cases", campaign_cases,
          {.says = "cases that a campaign would open on a channel that is one ring's",
           .unit = "cases",
           .low = 0,
           .high = 100,
           .required = true});
  }
};

/// Campaigns under way.
struct Campaigns {
  sim::Column<Place, std::int32_t> until;  ///< first week without the one at a place
  std::int32_t everywhere_until = 0;       ///< of one against smuggling as a whole

  template <class Visit>
  void columns(Visit& visit) {
    visit("until", until);
    visit("everywhere_until", everywhere_until);
  }
};

struct VisibilityColumns {
  Campaigns campaigns;

  template <class Visit>
  void columns(Visit& visit) {
    visit("campaigns", campaigns);
  }
};

/// Its place in models/kinds.h.
struct VisibilityKind {
  using State = VisibilityColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
