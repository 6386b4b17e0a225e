// The library of fits, loaded when first asked for.
#pragma once

#include "sim/analysis/surrogate_fit.h"

namespace sim::detail {

/// The fits (experiment/module.h says from where, and what it throws). For any thread.
const SurrogateFits& surrogate_fits();

}  // namespace sim::detail
