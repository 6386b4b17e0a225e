#include "tools/scenario_files.h"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "tools/scenario_folder.h"
#include "tools/setting_paths.h"

namespace tools {
namespace {

namespace fs = std::filesystem;
using sim::Node;
using sim::Problems;

/// A map with one key.
Node under(std::string key, Node value) {
  Node map = Node::of(Node::Kind::kMap, value.at);
  map.partial = sim::is_unread(value);
  map.entries.push_back({std::move(key), value.at, std::move(value)});
  return map;
}

/// Names of the YAML files in a folder, in order.
std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".yaml") names.push_back(entry->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// The file that a word on the command line means: that of a policy of the folder, else a path.
fs::path policy_file(const fs::path& folder, const std::string& policy) {
  const fs::path named = folder / "policies" / (policy + ".yaml");
  return fs::exists(named) ? named : fs::path(policy);
}

/// A word that is neither a policy's name nor a file.
void add_unknown_policy(const fs::path& folder, const std::string& word, Problems& problems) {
  const auto names = policies_of(folder);
  problems.add(argument("SCENARIO"), fmt::format("no scenario '{}'", word),
               names.empty() ? fmt::format("there are no policies in {}", shown_path(folder))
                             : sim::did_you_mean(word, names));
}

/// The file of the policy that another extends: beside it, or else among the policies of the scenarios
/// folder.
fs::path extended_file(const fs::path& folder, const fs::path& extending, const std::string& name) {
  const fs::path beside = extending.parent_path() / (name + ".yaml");
  return fs::exists(beside) ? beside : folder / "policies" / (name + ".yaml");
}

/// Takes `extends` out of a policy; nothing when it is not there.
std::optional<Node> take_extends(Node& policy) {
  const auto entry = std::find_if(policy.entries.begin(), policy.entries.end(),
                                  [](const Node::Entry& e) { return e.key == "extends"; });
  if (entry == policy.entries.end()) return std::nullopt;
  Node name = entry->value;
  policy.entries.erase(entry);
  return name;
}

/// Refuses a file that holds a list or a text.
void keep_to_a_map(Node& file, std::string_view as, Problems& problems) {
  if (file.kind == Node::Kind::kMap || sim::is_unread(file)) return;
  problems.add(file.at, fmt::format("{}: expected a map, got {}", as, file.describe_kind()),
               "write 'name: value', a line each");
  file = Node::of(Node::Kind::kNothing, file.at);
  file.partial = true;
}

/// A policy laid over what it extends, over what that extends, and so on. What it extends and cannot be had
/// leaves it partial.
Node read_policy(const fs::path& folder, const fs::path& file, std::vector<fs::path> below,
                 Problems& problems) {
  Node policy = sim::read_yaml(file, shown_path(file), problems);
  keep_to_a_map(policy, "a policy", problems);
  const auto written = take_extends(policy);
  if (!written) return policy;
  const Node& base = *written;
  Node unread;
  unread.partial = true;
  if (base.kind != Node::Kind::kScalar || base.text.empty()) {
    problems.add(base.at, fmt::format("extends: expected the name of a policy, got {}", base.describe_kind()),
                 "for example: extends: history");
    return sim::merge(std::move(unread), policy);
  }
  below.push_back(file);
  const fs::path base_file = extended_file(folder, file, base.text);
  if (std::find(below.begin(), below.end(), base_file) != below.end()) {
    std::string circle;
    for (const fs::path& one : below) circle += one.stem().string() + " -> ";
    problems.add(
        base.at,
        base_file == file ? fmt::format("policy '{}' extends itself", base.text) : "circular extends",
        base_file == file ? "" : circle + base.text);
    return sim::merge(std::move(unread), policy);
  }
  if (!fs::exists(base_file)) {
    std::vector<std::string> names = policies_of(folder);
    for (const std::string& name : names_in(file.has_parent_path() ? file.parent_path() : fs::path(".")))
      names.push_back(name);
    std::erase(names, file.stem().string());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    problems.add(base.at, fmt::format("unknown policy '{}'", base.text), sim::did_you_mean(base.text, names));
    return sim::merge(std::move(unread), policy);
  }
  return sim::merge(read_policy(folder, base_file, below, problems), policy);
}

/// Refuses fields that do not belong in a shared file. A misspelt one leaves the file partial.
void keep_to(Node& file, const std::vector<std::string>& fields, std::string_view as, Problems& problems) {
  keep_to_a_map(file, as, problems);
  for (const Node::Entry& entry : file.entries) {
    if (std::find(fields.begin(), fields.end(), entry.key) != fields.end()) continue;
    problems.add(entry.key_at, fmt::format("unknown field '{}' in {}", entry.key, as),
                 sim::did_you_mean(entry.key, fields));
    file.partial = true;
  }
  std::erase_if(file.entries, [&](const Node::Entry& entry) {
    return std::find(fields.begin(), fields.end(), entry.key) == fields.end();
  });
}

/// The facts and beliefs that all policies share, as one tree.
Node read_shared(const fs::path& folder, Problems& problems) {
  const auto read = [&](const char* name) {
    return sim::read_yaml(folder / name, shown_path(folder / name), problems);
  };
  Node chips = read("chips.yaml");
  keep_to(chips, {"sources", "chips"}, "the catalogue of chips", problems);
  Node places = read("places.yaml");
  keep_to(places, {"places", "lanes"}, "the file of places", problems);
  Node priors = read("priors.yaml");
  keep_to(priors, {"parameters"}, "the file of priors", problems);
  Node root = Node::of(Node::Kind::kMap, chips.at);
  for (const Node& part : {chips, places, under("supply", read("supply.yaml")),
                           under("actors", read("actors.yaml")), under("labs", read("labs.yaml")), priors}) {
    root = sim::merge(std::move(root), part);
  }
  return root;
}

/// The last day of --until, as a difference whose place is the option.
Node last_day(const std::string& until, Problems& problems) {
  sim::SourceText option = *sim::source_text("--until " + until, until);
  option.is_option = true;
  const sim::Where at{std::make_shared<const sim::SourceText>(std::move(option)), 1, 1};
  if (!sim::Date::parse(until)) {
    problems.add(at, "not a date", "write year-month-day: 2026-12-31");
    return Node::of(Node::Kind::kMap, at);
  }
  return under("span", under("last", Node::scalar(until, at)));
}

}  // namespace

Node lay_over(Node root, const std::string& setting, Problems& problems) {
  Node over = sim::parse_setting(setting, problems);
  if (over.kind != Node::Kind::kMap) return root;
  const std::string path = setting.substr(0, setting.find('='));
  if (path == "extends") {
    problems.add(over.at, "a setting cannot change what a scenario extends", "name another scenario");
    return root;
  }
  if (const std::string meant = root.partial ? "" : path_meant(root, path); !meant.empty()) {
    problems.add(over.at, fmt::format("unknown field '{}' in scenario", path.substr(0, path.find('.'))),
                 fmt::format("did you mean '{}'?", meant));
    return root;
  }
  if (root.partial) sim::mark_partial(over);
  return sim::merge(std::move(root), over);
}

std::vector<Node> read_regime_files(const fs::path& folder, Problems& problems) {
  std::vector<fs::path> files;
  if (fs::is_directory(folder / "regimes")) {
    for (const auto& entry : fs::directory_iterator(folder / "regimes")) {
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) problems.add({}, fmt::format("no regimes in {}", shown_path(folder / "regimes")));
  std::vector<Node> regimes;
  for (const fs::path& file : files) regimes.push_back(sim::read_yaml(file, shown_path(file), problems));
  return regimes;
}

Node resolve_policy(const fs::path& folder, const std::string& policy,
                    const std::vector<std::string>& settings, Problems& problems, const std::string& until) {
  Node root = read_shared(folder, problems);
  const fs::path file = policy_file(folder, policy);
  const bool is_word = !file.has_extension() && !file.has_parent_path();
  Node own = Node::of(Node::Kind::kNothing, {});
  own.partial = true;
  if (is_word && !fs::exists(file)) {
    add_unknown_policy(folder, policy, problems);
  } else {
    own = read_policy(folder, file, {}, problems);
  }
  if (root.partial) sim::mark_partial(own);
  root = sim::merge(std::move(root), own);
  root.at = own.at;
  for (const std::string& setting : settings) root = lay_over(std::move(root), setting, problems);
  return until.empty() ? root : sim::merge(std::move(root), last_day(until, problems));
}

sim::Where argument(std::string name) {
  auto text = std::make_shared<sim::SourceText>();
  text->name = std::move(name);
  return {std::move(text), 0, 0};
}

void refuse_input(const sim::Where& at, std::string what, std::string why) {
  Problems problems;
  problems.add(at, std::move(what), std::move(why));
  throw sim::BadInput(problems);
}

std::vector<std::string> policies_of(const fs::path& folder) { return names_in(folder / "policies"); }

std::vector<chokepoint::Setting> read_settings(const fs::path& folder,
                                               const std::vector<std::string>& policies,
                                               const std::vector<std::string>& settings,
                                               const std::string& until, Problems& problems) {
  if (!fs::is_directory(folder)) {
    problems.add(argument("--scenarios"), fmt::format("no scenarios folder '{}'", folder.string()),
                 "the folder that holds chips.yaml, regimes and policies");
    return {};
  }
  const std::vector<Node> regimes = read_regime_files(folder, problems);
  std::vector<chokepoint::Setting> loaded;
  std::vector<Node> names;
  for (const std::string& policy : policies) {
    const Node root = resolve_policy(folder, policy, settings, problems, until);
    loaded.push_back(chokepoint::read_setting(root, regimes, problems));
    const Node* name = root.find("scenario");
    if (name == nullptr || name->kind != Node::Kind::kScalar) continue;
    const auto first =
        std::find_if(names.begin(), names.end(), [&](const Node& other) { return other.text == name->text; });
    if (first != names.end()) {
      problems.add(name->at, fmt::format("a second scenario named '{}'", name->text),
                   fmt::format("each scenario of a study needs a name of its own; the first is {}",
                               first->at.describe()));
    }
    names.push_back(*name);
  }
  return loaded;
}

std::vector<chokepoint::Setting> load_settings(const fs::path& folder,
                                               const std::vector<std::string>& policies,
                                               const std::vector<std::string>& settings,
                                               const std::string& until) {
  Problems problems;
  auto loaded = read_settings(folder, policies, settings, until, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return loaded;
}

std::vector<fs::path> files_of(const fs::path& folder, const std::vector<std::string>& policies) {
  std::vector<fs::path> files;
  for (const char* name :
       {"chips.yaml", "places.yaml", "supply.yaml", "actors.yaml", "labs.yaml", "priors.yaml"}) {
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
      const auto base = take_extends(root);
      if (!base) break;
      file = extended_file(folder, file, base->text);
    }
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

}  // namespace tools
