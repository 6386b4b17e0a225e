// Where the scenario files are, and reading those of them that every command needs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/controls/regimes.h"
#include "models/goods.h"
#include "models/places.h"

namespace tools {

/// The folder of scenarios: `given` unless empty, else ./scenarios if there is one, else that of the source
/// tree.
std::filesystem::path scenario_folder(const std::string& given);

/// A path for people: relative to the current folder when it is inside it.
std::string shown_path(const std::filesystem::path& path);

/// What the law and the trade are about.
struct Library {
  chokepoint::Catalogue catalogue;
  chokepoint::PlaceNetwork network;
  std::vector<chokepoint::Regime> regimes;  ///< of all files in regimes/, by file name
};

/// Reads chips.yaml, places.yaml and regimes/*.yaml of a folder.
Library read_library(const std::filesystem::path& folder, sim::Problems& problems);

}  // namespace tools
