// The picture that goes with a table of a brief.
#pragma once

#include <optional>

#include "tools/brief/brief.h"

namespace tools {

/// Of a table that was made of these results for this question; nothing for a table that has none. Throws
/// std::invalid_argument where the table lacks what would be drawn.
std::optional<Figure> table_figure(const BriefTable& table, const Results& results, const Question& question);

}  // namespace tools
