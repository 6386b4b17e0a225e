#include "tools/scenarios/paths.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "models/scenario/scenario_input.h"
#include "sim/input/fields_describe.h"
#include "sim/input/problems.h"

namespace tools {
namespace {

void add_paths(const sim::Node& node, const std::string& above, std::vector<std::string>& paths) {
  for (const sim::Node::Entry& entry : node.entries) {
    // By value: the list of paths grows, and moves, while this one is still in use.
    const std::string path = above.empty() ? entry.key : fmt::format("{}.{}", above, entry.key);
    paths.push_back(path);
    add_paths(entry.value, path, paths);
  }
}

/// The paths of what is written in a scenario and of what could be.
std::vector<std::string> paths_of(const sim::Node& scenario) {
  std::vector<std::string> paths;
  add_paths(scenario, "", paths);
  for (const sim::FieldRow& row : sim::describe_fields<chokepoint::ScenarioInput>("")) {
    const bool is_plain = row.path.find_first_of("<[{") == std::string::npos;
    if (is_plain && std::find(paths.begin(), paths.end(), row.path) == paths.end()) paths.push_back(row.path);
  }
  return paths;
}

/// The last names of a path, as many as `names`; "" when it has no more than that.
std::string ending(const std::string& path, long names) {
  std::size_t begin = path.size() + 1;
  for (long i = 0; i < names; ++i) {
    if (begin <= 1) return "";
    const std::size_t dot = path.rfind('.', begin - 2);
    if (dot == std::string::npos) return "";
    begin = dot + 1;
  }
  return path.substr(begin);
}

}  // namespace

std::string path_meant(const sim::Node& scenario, std::string_view path) {
  const std::string first(path.substr(0, path.find('.')));
  if (scenario.find(first) != nullptr) return "";  // as nearly always
  const std::vector<std::string> paths = paths_of(scenario);
  if (std::find(paths.begin(), paths.end(), first) != paths.end()) return "";
  const long names = 1 + std::count(path.begin(), path.end(), '.');
  std::vector<std::string> endings;
  for (const std::string& full : paths) endings.push_back(ending(full, names));
  const std::string near = sim::nearest(path, endings);
  const auto found = std::find(endings.begin(), endings.end(), near);
  return near.empty() ? "" : paths[static_cast<std::size_t>(found - endings.begin())];
}

const sim::Node* node_at(const sim::Node& root, std::string_view path) {
  const sim::Node* here = &root;
  while (here != nullptr && !path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    here = here->find(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return here;
}

}  // namespace tools
