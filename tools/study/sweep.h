// The runs of a study that are not done yet, into its store.
#pragma once

#include <cstdint>
#include <string>

#include "tools/study/result_store.h"
#include "tools/study/study.h"

namespace tools {

struct Swept {
  bool is_planned = false;  ///< else someone asked to stop before the first run, and nothing below is known
  bool is_stopped = false;  ///< before all was run and exported
  std::uint64_t there = 0;  ///< done before
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::uint64_t left = 0;
  std::uint64_t not_asked = 0;  ///< kept of what the study asked for before
};

/// Runs what is missing. Throws sim::StoreError, sim::FileError.
Swept sweep(const Study& study, Mixing mixing);

}  // namespace tools
