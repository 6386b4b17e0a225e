// Figures as files: specification and values always, pictures where Node and its packages are installed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/figures/figure.h"

namespace tools {

/// The folder of render.mjs: the one that came with the program; empty: none did. Never one that happens to lie where the program is
/// started, since what is in it is run.
std::filesystem::path renderer_folder();

/// Writes NAME.vl.json and NAME.csv into the folder, and NAME.svg and NAME.png if they can be drawn; those drawn before
/// are gone in any case. Returns why there are none, in a line, or nothing. Throws sim::FileError.
std::string write_figures(const std::filesystem::path& folder, const std::vector<Figure>& figures,
                          const std::filesystem::path& renderer = renderer_folder());

}  // namespace tools
