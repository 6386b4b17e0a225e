// A brief as one page of HTML that opens from disk and asks nothing of a network.
#pragma once

#include <string>

#include "tools/brief/brief.h"
#include "tools/figures/scripts.h"

namespace tools {

/// The whole page. Figures need `scripts`; without them it has their titles and says what to install. `blocks` are the texts
/// of the template as HTML, as many as the brief has. Throws sim::FileError when the page's own files are not there.
std::string page_of(const Brief& brief, const PageScripts& scripts, const std::vector<std::string>& blocks);

}  // namespace tools
