// What is kept of a run as bytes, for the program that ran it: to make its tables another time.
#pragma once

#include <string>
#include <string_view>

#include "models/record/outcome.h"

namespace chokepoint {

/// An outcome as bytes; and the outcome again, to the last bit. Bytes of another layout of the record (another build)
/// are refused with std::invalid_argument.
std::string bytes_of(const RunOutcome& outcome);
RunOutcome outcome_of_bytes(std::string_view bytes);

}  // namespace chokepoint
