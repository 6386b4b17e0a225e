// The runs of a study that are not done yet, into its store.
#pragma once

#include <cstddef>
#include <string>

#include "tools/study/result_store.h"
#include "tools/study/study.h"

namespace tools {

struct Swept {
  std::size_t there = 0;  ///< done before
  std::size_t done = 0;
  std::size_t failed = 0;
  std::size_t left = 0;
  std::size_t not_asked = 0;  ///< kept of what the study asked for before
};

/// Runs what is missing. Throws sim::StoreError, sim::FileError.
Swept sweep(const Study& study, Mixing mixing);

}  // namespace tools
