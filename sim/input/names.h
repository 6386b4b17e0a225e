// Names that end in the names of files, in tables, in SQL and on command lines.
#pragma once

#include <string_view>

#include "sim/input/node.h"
#include "sim/input/problems.h"

namespace sim {

/// Adds a problem when a text cannot be a name, at its first letter that cannot stand in one. A name has letters a to
/// z, digits, '.', '_', '-' and '+', begins with a letter or a digit, and is no longer than 64 letters. `what` is what
/// would be named so: "scenario".
void check_name(std::string_view name, const Where& at, std::string_view what, Problems& problems);
/// The same of a value; one that is no text was refused by who read it.
void check_name(const Node* value, std::string_view what, Problems& problems);

}  // namespace sim
