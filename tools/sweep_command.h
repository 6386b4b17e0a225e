// chokepoint sweep: the runs of a study that are not done yet, into its store.
#pragma once

#include "tools/commands.h"
#include "tools/study_plan.h"
#include "tools/study_runner.h"

namespace tools {

/// The file of the store in a folder of results.
inline constexpr const char* kStoreFile = "results.sqlite";

/// The store that a word on the command line means: a file, or the one in a folder.
std::filesystem::path store_file(const std::string& word);

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
};

/// Runs what is missing. Throws sim::BadInput, sim::StoreError, sim::FileError.
Swept sweep(const PreparedStudy& study, const SweepOptions& options);

void declare_sweep(CLI::App& command, int& status);

}  // namespace tools
