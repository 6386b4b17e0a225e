// Where the scenario files are, and reading those of them that every command needs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/law/regimes.h"
#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "tools/console/refusal.h"

namespace tools {

/// The folder of scenarios: `given` unless empty, else ./scenarios if there is one, else that which came with the program:
/// of an installed tree its share/chokepoint/scenarios, of a build folder the source tree's. Where there is none either,
/// the first that was looked for.
std::filesystem::path scenario_folder(const std::string& given);

/// Which one that is and why, in a line: "/usr/share/chokepoint/scenarios (came with the program)".
std::string which_scenario_folder(const std::string& given);

/// A path for people: relative to the current folder when it is inside it.
std::string shown_path(const std::filesystem::path& path);

/// Whether a path is that of a file or folder; false too where no system takes such a name.
bool is_there(const std::filesystem::path& path);

/// The files of a folder that end in .yaml, in order of name. Those whose names begin with a dot are left by systems
/// and editors: no files of ours. One that ends in .yml is not read, and that is said on stderr.
std::vector<std::filesystem::path> yaml_files(const std::filesystem::path& folder);
/// Their names without the ending.
std::vector<std::string> yaml_names(const std::filesystem::path& folder);

/// All regime files of a scenarios folder, in order of name.
std::vector<sim::Node> read_regime_files(const std::filesystem::path& folder, sim::Problems& problems);

/// What the law and the trade are about.
struct Library {
  chokepoint::Catalogue catalogue;
  chokepoint::PlaceNetwork network;
  std::vector<chokepoint::Regime> regimes;  ///< of all files in regimes/, by file name
};

/// Reads chips.yaml, places.yaml and regimes/*.yaml of a folder.
Library read_library(const std::filesystem::path& folder, sim::Problems& problems);

}  // namespace tools
