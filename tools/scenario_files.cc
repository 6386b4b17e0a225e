#include "tools/scenario_files.h"

#include <algorithm>

#include <fmt/format.h>

#include "tools/scenario_folder.h"

namespace tools {
namespace {

namespace fs = std::filesystem;
using sim::Node;
using sim::Problems;

/// A map with one key.
Node under(std::string key, Node value) {
  Node map;
  map.kind = Node::Kind::kMap;
  map.at = value.at;
  map.entries.push_back({std::move(key), value.at, std::move(value)});
  return map;
}

fs::path policy_file(const fs::path& folder, const std::string& policy) {
  const fs::path given(policy);
  if (given.has_extension() || given.has_parent_path() || fs::exists(given)) return given;
  return folder / "policies" / (policy + ".yaml");
}

/// Takes `extends` out of a policy; its name, or nothing.
Node take_extends(Node& policy) {
  const auto entry = std::find_if(policy.entries.begin(), policy.entries.end(),
                                  [](const Node::Entry& e) { return e.key == "extends"; });
  if (entry == policy.entries.end()) return {};
  Node name = entry->value;
  policy.entries.erase(entry);
  return name;
}

/// A policy laid over what it extends, over what that extends, and so on.
Node read_policy(const fs::path& file, std::vector<std::string> below, Problems& problems) {
  Node policy = sim::read_yaml(file, shown_path(file), problems);
  const Node base = take_extends(policy);
  if (base.kind == Node::Kind::kNothing) return policy;
  if (base.kind != Node::Kind::kScalar) {
    problems.add(base.at, fmt::format("expected the name of a policy, got {}", base.describe_kind()),
                 "for example: extends: history");
    return policy;
  }
  below.push_back(file.stem().string());
  const fs::path base_file = file.parent_path() / (base.text + ".yaml");
  if (std::find(below.begin(), below.end(), base.text) != below.end()) {
    std::string circle;
    for (const std::string& name : below) circle += name + " -> ";
    problems.add(base.at, "circular extends", circle + base.text);
    return policy;
  }
  if (!fs::exists(base_file)) {
    std::vector<std::string> names;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".yaml" && entry.path() != file)
        names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    problems.add(base.at, fmt::format("no policy '{}' beside this one", base.text),
                 sim::did_you_mean(base.text, names));
    return policy;
  }
  return sim::merge(read_policy(base_file, below, problems), policy);
}

}  // namespace

std::vector<Node> read_regime_files(const fs::path& folder, Problems& problems) {
  std::vector<fs::path> files;
  if (fs::is_directory(folder / "regimes")) {
    for (const auto& entry : fs::directory_iterator(folder / "regimes")) {
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<Node> regimes;
  for (const fs::path& file : files) regimes.push_back(sim::read_yaml(file, shown_path(file), problems));
  return regimes;
}

Node resolve_policy(const fs::path& folder, const std::string& policy,
                    const std::vector<std::string>& settings, Problems& problems) {
  const auto read_shared = [&](const char* name) {
    return sim::read_yaml(folder / name, shown_path(folder / name), problems);
  };
  Node root = read_shared("chips.yaml");
  root = sim::merge(std::move(root), read_shared("places.yaml"));
  root = sim::merge(std::move(root), under("supply", read_shared("supply.yaml")));
  root = sim::merge(std::move(root), under("actors", read_shared("actors.yaml")));
  root = sim::merge(std::move(root), read_shared("priors.yaml"));
  const Node own = read_policy(policy_file(folder, policy), {}, problems);
  root = sim::merge(std::move(root), own);
  root.at = own.at;
  for (const std::string& setting : settings)
    root = sim::merge(std::move(root), sim::parse_setting(setting, problems));
  return root;
}

std::vector<chokepoint::Setting> load_settings(const fs::path& folder,
                                               const std::vector<std::string>& policies,
                                               const std::vector<std::string>& settings) {
  Problems problems;
  const std::vector<Node> regimes = read_regime_files(folder, problems);
  std::vector<chokepoint::Setting> loaded;
  for (const std::string& policy : policies) {
    Problems own;
    const Node root = resolve_policy(folder, policy, settings, own);
    if (own.empty() && problems.empty()) loaded.push_back(chokepoint::read_setting(root, regimes, own));
    for (const sim::Problem& problem : own.all()) problems.add(problem.at, problem.what, problem.why);
    const auto same_name = [&](const chokepoint::Setting& other) {
      return own.empty() && !loaded.empty() && &other != &loaded.back() && other.name == loaded.back().name;
    };
    if (std::any_of(loaded.begin(), loaded.end(), same_name)) {
      problems.add(root.find("scenario")->at, fmt::format("a second scenario named '{}'", loaded.back().name),
                   "each scenario of a study needs a name of its own");
    }
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  return loaded;
}

std::vector<fs::path> files_of(const fs::path& folder, const std::vector<std::string>& policies) {
  std::vector<fs::path> files;
  for (const char* name : {"chips.yaml", "places.yaml", "supply.yaml", "actors.yaml", "priors.yaml"}) {
    files.push_back(folder / name);
  }
  for (const auto& entry : fs::directory_iterator(folder / "regimes")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  for (const std::string& policy : policies) {
    Problems none;
    for (fs::path file = policy_file(folder, policy); fs::exists(file);) {
      files.push_back(file);
      Node root = sim::read_yaml(file, shown_path(file), none);
      const Node base = take_extends(root);
      if (base.kind != Node::Kind::kScalar) break;
      file = file.parent_path() / (base.text + ".yaml");
    }
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

}  // namespace tools
