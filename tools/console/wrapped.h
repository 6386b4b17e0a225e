// A table for a terminal of 80 columns.
#pragma once

#include <string>

#include "sim/report/table.h"

namespace tools {

/// A table of two columns, names and what they are, whose second goes on below itself where a line is full. A name that
/// leaves it no room stands in a line of its own. The title, if there is one, and notes are left out.
std::string wrapped(const sim::Table& table);

}  // namespace tools
