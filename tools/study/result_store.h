// The store in a folder of results: where it lies, and with whose runs it may go on.
#pragma once

#include <filesystem>
#include <string>

#include "sim/experiment/store.h"

namespace tools {

/// The file of the store in a folder of results.
inline constexpr const char* kStoreFile = "results.sqlite";

/// The store that a word on the command line means: a file, or the one in a folder. Throws sim::BadInput.
std::filesystem::path store_file(const std::string& word);

/// Whether runs of another build may lie beside those of this one.
enum class Mixing { kRefused, kAllowed };

/// Opens the store of a folder, which is made when it is not there, to go on with it; warns of what was damaged in it
/// and is to be run again. Throws as sim::Store::open_for, and sim::StoreError when it holds runs of another build.
sim::Store open_results(const std::string& folder, const sim::StudyRecord& record, sim::PointAt point_at,
                        Mixing mixing);

}  // namespace tools
