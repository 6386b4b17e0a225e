#include "tools/scenarios/overrides.h"

#include <utility>

#include <fmt/format.h>

#include "tools/scenarios/paths.h"

namespace tools {
namespace {

using sim::Node;

/// A node below the names of a dotted path.
Node under(std::string_view path, Node value) {
  const sim::Where at = value.at;
  while (!path.empty()) {
    const std::size_t dot = path.rfind('.');
    const std::size_t begin = dot == std::string_view::npos ? 0 : dot + 1;
    Node map = Node::of(Node::Kind::kMap, at);
    map.entries.push_back({std::string(path.substr(begin)), at, std::move(value)});
    value = std::move(map);
    path = path.substr(0, begin == 0 ? 0 : dot);
  }
  return value;
}

}  // namespace

std::optional<Override> read_override(const std::string& text, sim::Problems& problems) {
  Node tree = sim::parse_setting(text, problems);
  if (tree.kind != Node::Kind::kMap) return std::nullopt;
  return Override{text.substr(0, text.find('=')), std::move(tree), text};
}

Override number_override(const std::string& path, double level, const std::optional<sim::Date>& from,
                         const sim::Where& at) {
  if (!from) return {path, under(path, Node::number(level, at)), fmt::format("{}={}", path, level)};
  Node step = Node::of(Node::Kind::kMap, at);
  step.entries.push_back({"from", at, Node::scalar(from->iso(), at)});
  step.entries.push_back({"level", at, Node::number(level, at)});
  Node steps = Node::of(Node::Kind::kList, at);
  steps.items.push_back(std::move(step));
  return {path, under(path, std::move(steps)),
          fmt::format("{}=[{{from: {}, level: {}}}]", path, from->iso(), level)};
}

Node lay_over(Node root, Override over, sim::Problems& problems) {
  if (over.path == "extends") {
    problems.add(over.tree.at, "a setting cannot change what a scenario extends", "name another scenario");
    return root;
  }
  if (const std::string meant = root.partial ? "" : path_meant(root, over.path); !meant.empty()) {
    problems.add(over.tree.at,
                 fmt::format("unknown field '{}' in scenario", over.path.substr(0, over.path.find('.'))),
                 fmt::format("did you mean '{}'?", meant));
    return root;
  }
  if (root.partial) sim::mark_partial(over.tree);
  return sim::merge(std::move(root), over.tree);
}

}  // namespace tools
