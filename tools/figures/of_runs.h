// The pictures of a brief that need whole runs: weeks, and not years alone.
#pragma once

#include "tools/figures/figure.h"
#include "tools/study/results.h"

namespace tools {

/// China's stock by how it came, as areas (means over runs), with its 5-95 % range and the million line; a policy a time.
Figure stock_figure(const Results& results);
/// The largest site, the largest fleet and all of China as fans on a logarithmic axis against the million line.
Figure clusters_figure(const Results& results);
/// What a smuggled chip costs over its list price, as a fan a policy.
Figure premium_figure(const Results& results);
/// The law of the first policy: each regime from the day it was announced to the day it binds.
Figure law_figure(const Results& results);

}  // namespace tools
