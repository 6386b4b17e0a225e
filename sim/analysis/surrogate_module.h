// Finding and loading the library of fits.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "sim/analysis/surrogate_fit.h"

namespace sim::detail {

/// The fits, loaded when first asked for from lib/chokepoint (installation.h says whose). Throws
/// std::runtime_error, which says where the library was looked for, or what the linker missed. For any thread.
const SurrogateFits& surrogate_fits();

/// The same from the first of these folders that has the library.
const SurrogateFits& load_surrogate_fits(std::span<const std::filesystem::path> folders);

}  // namespace sim::detail
