// Where the program stands and what came with it. No path is compiled in: the tree may be moved, and a build folder is
// laid out like an installed tree.
#pragma once

#include <array>
#include <filesystem>
#include <string>

namespace sim {

/// Where a file or folder that comes with the program may lie, "lib/chokepoint": below the program's folder, as in a build
/// folder, or below the folder around it, as where the program is in bin/.
std::array<std::filesystem::path, 2> installed_places(const std::string& path);

/// The first of these that is there, with links followed; empty: none is.
std::filesystem::path installed(const std::string& path);

}  // namespace sim
