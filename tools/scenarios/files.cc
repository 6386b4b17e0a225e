#include "tools/scenarios/files.h"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "tools/console/warnings.h"
#include "tools/scenarios/overrides.h"
#include "tools/scenarios/read_each.h"
#include "tools/scenarios/second_looks.h"

namespace tools {
namespace {

namespace fs = std::filesystem;
using sim::Node;
using sim::Problems;

/// Policies that extend each other in a row.
constexpr std::size_t kLongestChain = 32;

/// The file that a word on the command line means: that of a policy of the folder, else a path.
fs::path policy_file(const fs::path& folder, const std::string& policy) {
  const fs::path named = folder / "policies" / (policy + ".yaml");
  return is_there(named) ? named : fs::path(policy);
}

/// One way of writing a path: links and dots resolved.
fs::path one_way(const fs::path& path) {
  std::error_code error;
  const fs::path one = fs::weakly_canonical(path, error);
  return error ? path : one;
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
  return is_there(beside) ? beside : folder / "policies" / (name + ".yaml");
}

/// Takes `extends` out of a policy; nothing when it is not there.
std::optional<Node> take_extends(Node& policy) {
  const auto entry = std::find_if(policy.entries.begin(), policy.entries.end(),
                                  [](const Node::Entry& e) { return e.key == "extends"; });
  if (entry == policy.entries.end()) return std::nullopt;
  const std::ptrdiff_t at = entry - policy.entries.begin();
  Node name = entry->value;
  std::vector<Node::Entry>& entries = policy.entries.change();
  entries.erase(entries.begin() + at);
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

/// A policy that extends what there is none of.
void add_unknown_extended(const fs::path& folder, const fs::path& file, const Node& base,
                          Problems& problems) {
  std::vector<std::string> names = policies_of(folder);
  for (const std::string& name : yaml_names(file.has_parent_path() ? file.parent_path() : fs::path(".")))
    names.push_back(name);
  std::erase(names, file.stem().string());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  problems.add(base.at, fmt::format("unknown policy '{}'", base.text), sim::did_you_mean(base.text, names));
}

Node unread() {
  Node node;
  node.partial = true;
  return node;
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
  std::erase_if(file.entries.change(), [&](const Node::Entry& entry) {
    return std::find(fields.begin(), fields.end(), entry.key) == fields.end();
  });
}

/// The facts and beliefs that all policies share, as one tree.
Node read_shared(const fs::path& folder, Problems& problems) {
  const auto read = [&](const std::string& name) {
    return sim::read_yaml(folder / name, shown_path(folder / name), problems);
  };
  Node chips = read("chips.yaml");
  keep_to(chips, {"sources", "chips"}, "the catalogue of chips", problems);
  Node places = read("places.yaml");
  keep_to(places, {"places", "lanes"}, "the file of places", problems);
  Node priors = read("priors.yaml");
  keep_to(priors, {"parameters"}, "the file of priors", problems);
  Node root = Node::of(Node::Kind::kMap, chips.at);
  for (const Node* part : {&chips, &places}) root = sim::merge(std::move(root), *part);
  for (const char* name : {"supply", "actors", "labs"})
    root = sim::merge(std::move(root), under(name, read(fmt::format("{}.yaml", name))));
  root = sim::merge(std::move(root), priors);
  return root;
}

/// The last day of a scenario as it is written; dated inputs end there, and would be held flat after it without a word.
std::optional<sim::Date> end_of_inputs(const Node& root) {
  const Node* span = root.find("span");
  const Node* last = span == nullptr ? nullptr : span->find("last");
  return last == nullptr ? std::nullopt : sim::Date::parse(last->text);
}

/// The last day of --until, as a difference whose place is the option.
Node last_day(const std::string& until, const std::optional<sim::Date>& end, Problems& problems) {
  const sim::Where at{sim::option_text("--until " + until, until), 1, 1};
  if (!sim::Date::parse(until)) {
    problems.add(at, "not a date", "write year-month-day: 2026-12-31");
    return Node::of(Node::Kind::kMap, at);
  }
  if (end && *end < *sim::Date::parse(until))
    problems.add(at,
                 fmt::format("runs would go on past {}, where the inputs of the scenario end", end->iso()),
                 "end there, or write a policy with inputs beyond and a span of its own");
  return under("span", under("last", Node::scalar(until, at)));
}

}  // namespace

PolicyReader::PolicyReader(fs::path folder)
    : folder_(std::move(folder)), shared_(read_shared(folder_, of_shared_)) {}

const PolicyReader::File& PolicyReader::file(const fs::path& path) {
  const auto [entry, is_new] = files_.try_emplace(path);
  File& file = entry->second;
  if (is_new) {
    file.written = sim::read_yaml(path, shown_path(path), file.problems);
    keep_to_a_map(file.written, "a policy", file.problems);
  }
  return file;
}

/// A policy laid over what it extends, over what that extends, and so on. What it extends and cannot be had
/// leaves it partial.
Node PolicyReader::read_chain(const fs::path& path, Chain& above, Problems& problems, Problems& warnings) {
  const File& read = file(path);
  problems.add(read.problems);
  Node policy = read.written;
  const auto written = take_extends(policy);
  if (!written) return policy;
  above.push_back(path);
  Node base = read_extended(*written, path, above, problems, warnings);
  warn_of_dropped(base, policy, warnings);
  return sim::merge(std::move(base), policy);
}

Node PolicyReader::read_extended(const Node& base, const fs::path& path, Chain& above, Problems& problems,
                                 Problems& warnings) {
  if (base.kind != Node::Kind::kScalar || base.text.empty()) {
    problems.add(base.at, fmt::format("extends: expected the name of a policy, got {}", base.describe_kind()),
                 "for example: extends: history");
    return unread();
  }
  const fs::path base_file = extended_file(folder_, path, base.text);
  const fs::path known_as = one_way(base_file);
  const auto is_same = [&](const fs::path& one) { return one_way(one) == known_as; };
  if (is_same(path)) {
    problems.add(base.at, fmt::format("policy '{}' extends itself", base.text));
    return unread();
  }
  if (std::any_of(above.begin(), above.end(), is_same)) {
    std::string circle;
    for (const fs::path& one : above) circle += one.stem().string() + " -> ";
    problems.add(base.at, "circular extends", circle + base.text);
    return unread();
  }
  if (!is_there(base_file)) {
    add_unknown_extended(folder_, path, base, problems);
    return unread();
  }
  if (above.size() == kLongestChain) {
    problems.add(base.at, "too many policies extend each other",
                 fmt::format("a chain of {} at most", kLongestChain));
    return unread();
  }
  return read_chain(base_file, above, problems, warnings);
}

Node PolicyReader::resolve(const std::string& policy, const std::vector<std::string>& overrides,
                           const std::string& until, Problems& problems, Problems& warnings) {
  problems.add(of_shared_);
  const fs::path path = policy_file(folder_, policy);
  const bool is_word = !path.has_extension() && !path.has_parent_path();
  Node own = Node::of(Node::Kind::kNothing, {});
  own.partial = true;
  if (is_word && !is_there(path)) {
    add_unknown_policy(folder_, policy, problems);
  } else {
    Chain above;
    own = read_chain(path, above, problems, warnings);
  }
  if (shared_.partial) sim::mark_partial(own);
  warn_of_dropped(shared_, own, warnings);
  const sim::Where at = own.at;
  Node root = sim::merge(shared_, own);
  root.at = at;
  for (const std::string& scenario : overrides) {
    if (auto over = read_override(scenario, problems))
      root = lay_over(std::move(root), std::move(*over), problems);
  }
  if (until.empty()) return root;
  Node last = last_day(until, end_of_inputs(root), problems);
  return sim::merge(std::move(root), last);
}

std::optional<Node> PolicyReader::extended_by(const std::string& policy) {
  const fs::path path = policy_file(folder_, policy);
  Node own = file(path).written;
  const auto base = take_extends(own);
  if (!base) return std::nullopt;
  Problems none;
  Chain above;
  return sim::merge(shared_, read_chain(extended_file(folder_, path, base->text), above, none, none));
}

Node resolve_policy(const fs::path& folder, const std::string& policy,
                    const std::vector<std::string>& overrides, Problems& problems, const std::string& until) {
  Problems warnings;
  Node root = PolicyReader(folder).resolve(policy, overrides, until, problems, warnings);
  if (problems.empty()) warn_once(warnings);
  return root;
}

std::vector<std::string> policies_of(const fs::path& folder) { return yaml_names(folder / "policies"); }

bool is_scenario_folder(const fs::path& folder, Problems& problems) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return true;
  problems.add(argument("--scenarios"), fmt::format("no scenarios folder '{}'", folder.string()),
               folder == scenario_folder("") ? which_scenario_folder("")
                                             : "the folder that holds chips.yaml, regimes and policies");
  return false;
}

void OwnNames::add(const Node& root, Problems& problems) {
  const Node* name = root.find("scenario");
  if (name == nullptr || name->kind != Node::Kind::kScalar) return;
  const auto [first, is_new] = names_.emplace(name->text, name->at);
  if (is_new) return;
  problems.add(name->at, fmt::format("a second scenario named '{}'", name->text),
               fmt::format("each scenario of a study needs a name of its own; the first is {}",
                           first->second.describe()));
}

void for_each_override(PolicyReader& reader, const std::vector<std::string>& policies,
                       const std::vector<std::string>& overrides, const std::string& until,
                       const std::vector<Node>& regimes, Problems& problems, Problems& warnings,
                       const TakeOverride& take) {
  std::vector<Node> roots;
  for (const std::string& policy : policies)
    roots.push_back(reader.resolve(policy, overrides, until, problems, warnings));
  OwnNames names;
  read_each(
      roots.size(), [&](std::size_t i) -> const Node& { return roots[i]; }, regimes,
      [&](std::size_t i, ReadScenario read) {
        problems.add(read.problems);
        take(policies[i], roots[i], std::move(read.scenario));
        names.add(roots[i], problems);
      });
}

std::vector<chokepoint::Scenario> read_scenarios(const fs::path& folder,
                                                 const std::vector<std::string>& policies,
                                                 const std::vector<std::string>& overrides,
                                                 const std::string& until, Problems& problems) {
  if (!is_scenario_folder(folder, problems)) return {};
  const std::vector<Node> regimes = read_regime_files(folder, problems);
  PolicyReader reader(folder);
  Problems warnings;
  std::vector<chokepoint::Scenario> read;
  for_each_override(reader, policies, overrides, until, regimes, problems, warnings,
                    [&](const std::string&, const Node&, chokepoint::Scenario scenario) {
                      read.push_back(std::move(scenario));
                    });
  if (problems.empty()) warn_once(warnings);
  return read;
}

std::vector<chokepoint::Scenario> load_scenarios(const fs::path& folder,
                                                 const std::vector<std::string>& policies,
                                                 const std::vector<std::string>& overrides,
                                                 const std::string& until) {
  Problems problems;
  auto loaded = read_scenarios(folder, policies, overrides, until, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return loaded;
}

std::vector<fs::path> files_of(const fs::path& folder, const std::vector<std::string>& policies) {
  std::vector<fs::path> files;
  for (const char* name :
       {"chips.yaml", "places.yaml", "supply.yaml", "actors.yaml", "labs.yaml", "priors.yaml"}) {
    files.push_back(folder / name);
  }
  for (const fs::path& file : yaml_files(folder / "regimes")) files.push_back(file);
  for (const std::string& policy : policies) {
    Problems none;
    for (fs::path file = policy_file(folder, policy); is_there(file);) {
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
