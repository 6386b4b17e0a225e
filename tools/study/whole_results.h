// Stored runs with all that was kept of each: weeks, standings, flows. A store holds it of commands that keep whole outcomes,
// for the program that made them.
#pragma once

#include <string>

#include "tools/study/results.h"

namespace tools {

/// Takes up the runs that `run`, `compare` or `price` left in a folder of results, under the scenarios as they stand now in
/// the folder that they were made of, or in another one. Nothing is run and nothing written. Throws sim::StoreError with why it cannot be done, in a
/// sentence: a store of numbers alone, of another program, or of scenarios that were changed since.
Results whole_results(const std::string& word, const std::string& scenarios);

}  // namespace tools
