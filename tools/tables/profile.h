// Where the time of runs goes, phase by phase of a week.
#pragma once

#include <cstddef>

#include "sim/engine/phase.h"
#include "sim/report/table.h"

namespace tools {

/// What each phase took of a run and its share of all phases, the longest first; times are sums over `runs`, one after another on
/// `threads`.
sim::Table profile_table(const sim::PhaseTimes& times, std::size_t runs, int threads);

}  // namespace tools
