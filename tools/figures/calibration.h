// What a calibration shows: how far it narrowed, what it learned, whether it meets the record, what it cannot tell apart.
#pragma once

#include <vector>

#include "tools/figures/figure.h"
#include "tools/study/calibration.h"

namespace tools {

/// More pairs than these are in the table, not in the picture.
inline constexpr std::size_t kMostPairs = 6;

/// Pictures by name: waves, targets, and where something is left parameters and pairs, if there are any.
std::vector<Figure> calibration_figures(const Calibration& calibration);

}  // namespace tools
