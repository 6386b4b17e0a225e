// The runs of a study that are not done yet, into its store.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "tools/study/batch.h"
#include "tools/study/result_store.h"
#include "tools/study/study.h"

namespace tools {

struct Swept {
  bool is_planned = false;  ///< else someone asked to stop before the first run, and nothing below is known
  bool is_stopped = false;  ///< before all was run and exported
  std::uint64_t there = 0;  ///< done before
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::uint64_t left = 0;       ///< of what was to be run
  std::uint64_t not_asked = 0;  ///< kept of what the study asked for before
};

/// Runs what is missing, and exports it when all is there. Throws sim::StoreError, sim::FileError.
Swept sweep(const Study& study, Mixing mixing);
/// Runs what is missing of a share of it, which is asked for once what is left is known, into a store of its own.
Swept sweep_share(const Study& study, Mixing mixing,
                  const std::function<RunShare(const RunsLeft&)>& share_of);
/// Exports a store beside it, as sweep() does. Throws likewise.
void export_results(const sim::Store& store, const std::string& folder);

}  // namespace tools
