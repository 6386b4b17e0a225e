// One field of a resolved scenario set to another value.
#pragma once

#include <optional>
#include <string>

#include "sim/engine/calendar.h"
#include "sim/input/node.h"

namespace tools {

/// A map with one key.
sim::Node under(std::string key, sim::Node value);

struct Override {
  std::string path;
  sim::Node tree;    ///< the value, below the names of its path
  std::string text;  ///< path=value: what tells it from others
};

/// That of --set path=value; nothing when it is none. Adds problems.
std::optional<Override> read_override(const std::string& text, sim::Problems& problems);

/// A number at a path, throughout or from a day on.
Override number_override(const std::string& path, double level, const std::optional<sim::Date>& from,
                         const sim::Where& at);

/// Lays one over a resolved scenario. Adds a problem when the scenario has no such path.
sim::Node lay_over(sim::Node root, Override over, sim::Problems& problems);

}  // namespace tools
