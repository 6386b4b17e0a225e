#include "tools/scenarios/overrides.h"

#include <utility>

#include <fmt/format.h>

#include "sim/input/fields_read.h"
#include "tools/scenarios/paths.h"

namespace tools {
namespace {

using sim::Node;

/// A value below the names of a dotted path.
Node at_path(std::string_view path, Node value) {
  while (!path.empty()) {
    const std::size_t dot = path.rfind('.');
    const std::size_t begin = dot == std::string_view::npos ? 0 : dot + 1;
    value = under(std::string(path.substr(begin)), std::move(value));
    path = path.substr(0, begin == 0 ? 0 : dot);
  }
  return value;
}

}  // namespace

Node under(std::string key, Node value) {
  Node map = Node::of(Node::Kind::kMap, value.at);
  map.partial = sim::is_unread(value);
  map.entries.change().push_back({std::move(key), value.at, std::move(value)});
  return map;
}

std::optional<Override> read_override(const std::string& text, sim::Problems& problems) {
  Node tree = sim::parse_override(text, problems);
  if (tree.kind != Node::Kind::kMap) return std::nullopt;
  return Override{text.substr(0, text.find('=')), std::move(tree), text};
}

Override number_override(const std::string& path, double level, const std::optional<sim::Date>& from,
                         const sim::Where& at) {
  if (!from) return {path, at_path(path, Node::number(level, at)), fmt::format("{}={}", path, level)};
  Node step = Node::of(Node::Kind::kMap, at);
  step.entries.change().push_back({"from", at, Node::scalar(from->iso(), at)});
  step.entries.change().push_back({"level", at, Node::number(level, at)});
  Node steps = Node::of(Node::Kind::kList, at);
  steps.items.change().push_back(std::move(step));
  return {path, at_path(path, std::move(steps)),
          fmt::format("{}=[{{from: {}, level: {}}}]", path, from->iso(), level)};
}

Node lay_over(Node root, Override over, sim::Problems& problems) {
  if (over.path == "extends") {
    problems.add(over.tree.at, "an override cannot change what a scenario extends", "name another scenario");
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
