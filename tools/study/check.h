// Whether what stands in a scenarios folder is right, and what is worth a second look.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tools {

/// What was found to be right, and what is right but worth a second look.
struct Checked {
  std::size_t scenarios = 0;
  std::size_t studies = 0;
  std::size_t regimes = 0;
  std::vector<std::string> warnings{};  ///< a line each, by place
  std::string costs{};                  ///< of the studies that were named, two lines each
};

/// Reads scenarios (all policies of the folder when none are named) and every regime, also those in no
/// calendar. Throws sim::BadInput with every problem. Warns of parameters whose central value is an end of their
/// range, parameters of the shared files without range and source, regimes in no calendar, and whatever
/// scenario_warnings.h knows.
Checked check_scenarios(const std::filesystem::path& folder, std::vector<std::string> scenarios);

}  // namespace tools
