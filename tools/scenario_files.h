// From files to settings: a policy is a difference laid over the shared files of its scenarios folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/setting.h"
#include "sim/input/problems.h"

namespace tools {

/// All regime files of a scenarios folder, in order of name.
std::vector<sim::Node> read_regime_files(const std::filesystem::path& folder, sim::Problems& problems);

/// A policy file with what it extends, laid over the shared files, with --set on top; as one tree.
/// `policy` is a file, or the name of one in the folder's policies.
sim::Node resolve_policy(const std::filesystem::path& folder, const std::string& policy,
                         const std::vector<std::string>& settings, sim::Problems& problems);

/// Reads and resolves scenarios; throws sim::BadInput with every problem of all of them, and when two have
/// one name.
std::vector<chokepoint::Setting> load_settings(const std::filesystem::path& folder,
                                               const std::vector<std::string>& policies,
                                               const std::vector<std::string>& settings);

/// The files that these policies stand on: shared files, regimes, the policies and what they extend.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder,
                                            const std::vector<std::string>& policies);

}  // namespace tools
