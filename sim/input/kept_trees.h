// Trees of YAML files kept from one start of the program to the next: reading YAML is most of what a short command
// does, and shipped files hardly change.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sim/input/node.h"

namespace sim {

/// From now on trees are kept in this folder, made when needed. `program` tells programs apart that may read a text
/// differently. Never called: nothing is kept. Not for several threads at once.
void keep_trees_in(std::filesystem::path folder, std::string program);

/// The tree that the same program read of the same text, with its places in a text of that name; nothing when none was
/// kept, or it is not whole.
std::optional<Node> kept_tree(const std::string& text, const std::string& shown_as);

/// Keeps a tree that was read of a text without a problem. Does nothing where it cannot: it is never needed.
void keep_tree(const std::string& text, const Node& tree);

}  // namespace sim
