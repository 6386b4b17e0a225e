// The parameters of every part of enforcement, gathered; each mechanism declares its own.
#pragma once

#include "models/enforcement/adaptation_state.h"
#include "models/enforcement/bureau_state.h"
#include "models/enforcement/cases_state.h"
#include "models/enforcement/customs_state.h"
#include "models/enforcement/end_use_checks_state.h"
#include "models/enforcement/location_checks_state.h"
#include "models/enforcement/visibility_state.h"
#include "models/enforcement/whistle_blowers_state.h"
#include "sim/input/fields.h"

namespace chokepoint {

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

struct EnforcementPriors {
  EnforcementParameters enforcement;

  template <class Visit>
  void fields(Visit& visit) {
    visit("enforcement", enforcement, {.says = "what enforcement finds", .required = true});
  }
};

/// Its place in models/kinds.h.
struct EnforcementKind {
  using Priors = EnforcementPriors;
};

}  // namespace chokepoint
