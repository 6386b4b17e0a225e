// A brief into a folder that can be sent.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/brief/brief.h"

namespace tools {

/// Writes brief.html, brief.xlsx, brief.docx, brief.tex and brief.pdf, tables/ and figures/. What another program would have to make
/// and cannot is left out: returned, a line each, with what to install. Throws sim::FileError.
std::vector<std::string> write_brief(const Brief& brief, const std::filesystem::path& folder);

}  // namespace tools
