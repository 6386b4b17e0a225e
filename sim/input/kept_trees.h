// Trees of YAML files, kept from one start of the program to the next (kept.h).
#pragma once

#include <optional>
#include <string>

#include "sim/input/node.h"

namespace sim {

/// The tree that the same program read of the same text, with its places in a text of that name; nothing when none was
/// kept, or it is not whole.
std::optional<Node> kept_tree(const std::string& text, const std::string& shown_as);

/// Keeps a tree that was read of a text without a problem.
void keep_tree(const std::string& text, const Node& tree);

}  // namespace sim
