// The runs of a study that are not done yet, into its store.
#pragma once

#include <string>

#include "tools/study/plan.h"
#include "tools/study/runner.h"

namespace tools {

struct SweepOptions {
  std::string study;
  StudyOptions common;
  bool mixed = false;  ///< whether runs of another program in the store are let stand
};

struct Swept {
  std::size_t there = 0;  ///< done before
  std::size_t done = 0;
  std::size_t failed = 0;
  std::size_t left = 0;
  std::size_t not_asked = 0;  ///< kept of what the study asked for before
};

/// The command that this one was, for the record and to go on with.
std::string command_line(const SweepOptions& options);

/// Runs what is missing. Throws sim::BadInput, sim::StoreError, sim::FileError.
Swept sweep(const PreparedStudy& study, const SweepOptions& options);

}  // namespace tools
