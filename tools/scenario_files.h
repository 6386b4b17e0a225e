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

/// A policy file with what it extends, laid over the shared files, with --set and --until on top; as one
/// tree. `policy` is the name of one in the folder's policies, or a file. What a policy `extends` stands
/// beside it or in the folder's policies. Partial when not all could be read.
sim::Node resolve_policy(const std::filesystem::path& folder, const std::string& policy,
                         const std::vector<std::string>& settings, sim::Problems& problems,
                         const std::string& until = "");

/// A scenario with one --set path=value laid over it.
sim::Node lay_over(sim::Node root, const std::string& setting, sim::Problems& problems);

/// The word on the command line that an option or argument took: for problems with it.
sim::Where argument(std::string name);

/// Throws sim::BadInput with one problem: the way for a question that has no answer, which ends with 2.
[[noreturn]] void refuse_input(const sim::Where& at, std::string what, std::string why = "");

/// Names of the policies of a scenarios folder, in order.
std::vector<std::string> policies_of(const std::filesystem::path& folder);

/// Reads and resolves scenarios and adds every problem of all of them, also when two have one name.
std::vector<chokepoint::Setting> read_settings(const std::filesystem::path& folder,
                                               const std::vector<std::string>& policies,
                                               const std::vector<std::string>& settings,
                                               const std::string& until, sim::Problems& problems);
/// The same; throws sim::BadInput with every problem.
std::vector<chokepoint::Setting> load_settings(const std::filesystem::path& folder,
                                               const std::vector<std::string>& policies,
                                               const std::vector<std::string>& settings,
                                               const std::string& until = "");

/// The files that these policies stand on: shared files, regimes, the policies and what they extend.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder,
                                            const std::vector<std::string>& policies);

}  // namespace tools
