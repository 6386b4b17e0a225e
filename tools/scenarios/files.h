// From files to settings: a policy is a difference laid over the shared files of its scenarios folder.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/input/problems.h"
#include "tools/console/refusal.h"
#include "tools/scenarios/folder.h"

namespace tools {

/// Reads policies of one scenarios folder; a file that several of them stand on is read once.
class PolicyReader {
 public:
  explicit PolicyReader(std::filesystem::path folder);

  /// A policy file with what it extends, laid over the shared files, with --set and --until on top; as one
  /// tree. `policy` is the name of one in the folder's policies, or a file. What a policy `extends` stands
  /// beside it or in the folder's policies. Partial when not all could be read. Adds warnings of lists that
  /// replace others.
  sim::Node resolve(const std::string& policy, const std::vector<std::string>& overrides,
                    const std::string& until, sim::Problems& problems, sim::Problems& warnings);
  /// What a policy extends, laid over the shared files; nothing when it extends none.
  std::optional<sim::Node> extended_by(const std::string& policy);
  /// The facts and beliefs that all policies share, as one tree.
  const sim::Node& shared() const { return shared_; }

 private:
  struct File {
    sim::Node written;
    sim::Problems problems;
  };
  /// A file on the way from a policy down to what it stands on.
  using Chain = std::vector<std::filesystem::path>;

  const File& file(const std::filesystem::path& path);
  sim::Node read_chain(const std::filesystem::path& path, Chain& above, sim::Problems& problems,
                       sim::Problems& warnings);
  sim::Node read_extended(const sim::Node& base, const std::filesystem::path& path, Chain& above,
                          sim::Problems& problems, sim::Problems& warnings);

  std::filesystem::path folder_;
  sim::Problems of_shared_;
  sim::Node shared_;
  std::map<std::filesystem::path, File> files_;
};

/// One policy of a folder, resolved; its warnings go to stderr.
sim::Node resolve_policy(const std::filesystem::path& folder, const std::string& policy,
                         const std::vector<std::string>& overrides, sim::Problems& problems,
                         const std::string& until = "");

/// Names of the policies of a scenarios folder, in order.
std::vector<std::string> policies_of(const std::filesystem::path& folder);

/// The names of scenarios that name themselves: each its own.
class OwnNames {
 public:
  /// Adds a problem when another had the name.
  void add(const sim::Node& root, sim::Problems& problems);

 private:
  std::map<std::string, sim::Where> names_;
};

/// Reads and resolves scenarios and adds every problem of all of them, also when two have one name. What is read goes to
/// `take` in order, as the policy, its tree and its scenario, and is not kept.
using TakeOverride =
    std::function<void(const std::string& policy, const sim::Node& root, chokepoint::Scenario)>;
void for_each_override(PolicyReader& reader, const std::vector<std::string>& policies,
                       const std::vector<std::string>& overrides, const std::string& until,
                       const std::vector<sim::Node>& regimes, sim::Problems& problems,
                       sim::Problems& warnings, const TakeOverride& take);

/// Whether the scenarios folder is there; adds a problem when not.
bool is_scenario_folder(const std::filesystem::path& folder, sim::Problems& problems);

/// All of them; warnings go to stderr.
std::vector<chokepoint::Scenario> read_scenarios(const std::filesystem::path& folder,
                                                 const std::vector<std::string>& policies,
                                                 const std::vector<std::string>& overrides,
                                                 const std::string& until, sim::Problems& problems);
/// The same; throws sim::BadInput with every problem.
std::vector<chokepoint::Scenario> load_scenarios(const std::filesystem::path& folder,
                                                 const std::vector<std::string>& policies,
                                                 const std::vector<std::string>& overrides,
                                                 const std::string& until = "");

/// The files that these policies stand on: shared files, regimes, the policies and what they extend.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder,
                                            const std::vector<std::string>& policies);

}  // namespace tools
