// What draws figures on a page: scripts and outlines of the world that came by `tools/setup brief`, ready to stand in a page
// that asks nothing of a network.
#pragma once

#include <filesystem>
#include <string>

#include "tools/figures/draw.h"

namespace tools {

struct PageScripts {
  std::string drawing;  ///< Vega, Vega-Lite and Vega-Embed, to stand in one <script>
  std::string land;     ///< the world's land as TopoJSON, object "land"
  std::string lack;     ///< empty; or why the others are empty and what to install, in a line
};

/// Reads them below a renderer's folder (tools/figures/draw.h).
PageScripts page_scripts(const std::filesystem::path& renderer = renderer_folder());

/// A file of ours for pages, such as "page.css", of those that came with the program. Throws sim::FileError.
std::string page_file(const std::string& name);

/// A text that may stand inside <script>: whatever would end it, or begin a comment, is written otherwise.
std::string within_script(std::string text);

}  // namespace tools
