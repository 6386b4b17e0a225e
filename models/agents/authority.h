// The US authority: customs pressure, end-use checks, cases and listings, all scaled by enforcement
// strength E.
//
//   customs     chance that a lot is opened on a lane = 1 - exp(-b E (1 + (v / V)^g))
//               b base chance a lot, v smuggled and V legal value on the lane, USD a year
//   end-use     N E checks a year fall on sites abroad by what they received; a front whose chips have gone
//               is found out with a set chance
//   cases       what was found becomes action after a log-normal lag, median weeks / E
//   visibility  chance a year that a ring is noticed = logistic((log10 value a year - midpoint) / width)
#pragma once

#include <cstdint>

#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Ring;

struct EnforcementParameters {
  sim::Uncertain customs_size_exponent;
  sim::Uncertain found_when_opened;
  sim::Uncertain checks_per_year;
  sim::Uncertain found_by_check;
  sim::Uncertain case_median_weeks;
  sim::Uncertain case_sigma;
  sim::Uncertain seized_with_case;
  sim::Uncertain penalty_factor;
  sim::Uncertain penalty_collected;
  sim::Uncertain visibility_midpoint;
  sim::Uncertain visibility_width;

  template <class Visit>
  void fields(Visit& visit) {
    visit("customs_size_exponent", customs_size_exponent,
          {.says = "how fast customs sees a flow that outgrows the legal trade hiding it",
           .unit = "1",
           .low = 0,
           .high = 4,
           .required = true});
    visit("found_when_opened", found_when_opened,
          {.says = "chance that an opened lot is recognised and kept",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("checks_per_year", checks_per_year,
          {.says = "end-use checks on AI chips in the hubs at strength 1",
           .unit = "checks/year",
           .low = 0,
           .high = 1e5,
           .required = true});
    visit("found_by_check", found_by_check,
          {.says = "chance that a check finds out a front whose chips have gone",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("case_median_weeks", case_median_weeks,
          {.says = "median time from first evidence to public action at strength 1",
           .unit = "weeks",
           .low = 1,
           .high = 520,
           .required = true});
    visit("case_sigma", case_sigma,
          {.says = "standard deviation of the logarithm of that time",
           .unit = "1",
           .low = 0,
           .high = 3,
           .required = true});
    visit("seized_with_case", seized_with_case,
          {.says = "most of a ring's goods under way that an action takes",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("penalty_factor", penalty_factor,
          {.says = "penalty over the value of the transaction",
           .unit = "x",
           .low = 0,
           .high = 100,
           .required = true});
    visit("penalty_collected", penalty_collected,
          {.says = "share of penalties that reaches the ring's capital",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("visibility_midpoint", visibility_midpoint,
          {.says = "annual value at which a ring is noticed within a year with even odds",
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
  }
};

/// Chance that customs opens one lot on a lane: b base rate a lot, E strength, v and V USD a year.
double opening_chance(double base, double strength, double smuggled_value, double cover_value,
                      double exponent);

/// Chance in one week that a ring with this annual value is noticed at strength 1; times `strength` in the
/// hazard.
double noticed_chance(double value_per_year, double midpoint, double width, double strength);

/// First evidence against a ring; action follows after the lag of a case. No effect while one is open.
void open_case(World& world, sim::Id<Ring> ring);

/// Phase: end-use checks fall on sites.
void check_end_use(World& world);
/// Phase: rings are noticed, cases come to action, fronts are listed.
void work_cases(World& world);

}  // namespace chokepoint
