// The standard input, for commands that stand in a pipe.
#pragma once

#include <istream>

namespace tools {

/// The standard input as it comes: its in_avail() is 0 while nothing is there yet, so that who answers row by row can answer
/// before waiting for the next. Ends early when someone asks to stop. An end of input that was read wrongly is its end.
std::istream& input_stream();

}  // namespace tools
