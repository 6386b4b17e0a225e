// What the US authority can do, gathered: the parameters of every part of enforcement, and how hard customs looks.
//
//   chance that a lot is opened on a lane = 1 - exp(-b E (1 + (v / V)^g))
//   b base chance a lot, E effort there, v smuggled and V legal value on the lane, USD a year
//
// The parts stand in files of their own: bureau, end_use_checks, location_checks, visibility, whistle_blowers, cases,
// adaptation.
#pragma once

#include <cstdint>

#include "models/enforcement/adaptation.h"
#include "models/enforcement/bureau.h"
#include "models/enforcement/cases.h"
#include "models/enforcement/end_use_checks.h"
#include "models/enforcement/location_checks.h"
#include "models/enforcement/visibility.h"
#include "models/enforcement/whistle_blowers.h"
#include "models/physical/places.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

/// Address of draws that belong to the authority itself.
inline constexpr std::uint64_t kAuthorityKey = 0xA0000000000ULL;

struct CustomsParameters {
  sim::Uncertain customs_size_exponent;
  sim::Uncertain found_when_opened;

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
  }
};

/// Each mechanism declares its own part.
struct EnforcementParameters : CustomsParameters,
                               BureauParameters,
                               CheckParameters,
                               CaseParameters,
                               VisibilityParameters,
                               WhistleBlowerParameters,
                               LocationParameters,
                               AdaptationParameters {
  template <class Visit>
  void fields(Visit& visit) {
    CustomsParameters::fields(visit);
    BureauParameters::fields(visit);
    CheckParameters::fields(visit);
    CaseParameters::fields(visit);
    VisibilityParameters::fields(visit);
    WhistleBlowerParameters::fields(visit);
    LocationParameters::fields(visit);
    AdaptationParameters::fields(visit);
  }
};

/// Chance that customs opens one lot on a lane: b base rate a lot, E effort, v and V USD a year.
double opening_chance(double base, double effort, double smuggled_value, double cover_value, double exponent);

/// How hard customs looks this week at lots that leave a place: everywhere's effort, what is done at the place on
/// top, allies' own, and a campaign while there is one.
double inspection_effort(const World& world, sim::Id<Place> from);

}  // namespace chokepoint
