// Runs of policies that are kept as they finish, so that the same command goes on where it was stopped.
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>

#include "sim/experiment/store.h"
#include "tools/study/studies.h"

namespace tools {

/// The store of the runs that a command makes of versions of policies: every measure at the end of every year, for those
/// who read it, and whole outcomes, for the command's own tables.
class KeptRuns {
 public:
  /// Opens the store in the folder of results. More runs, or policies beside the former ones, go on in it.
  /// Throws sim::OtherStudy when it holds anything else, and sim::StoreError.
  KeptRuns(const StudyOptions& options, const Study& study);

  /// What a run gave before, once; nothing when it is to be run.
  std::optional<chokepoint::RunOutcome> take(const ScenarioRuns& scenario, std::uint64_t run);
  /// Keeps what a run gave; for any thread. Throws sim::StoreError.
  void add(const ScenarioRuns& scenario, std::uint64_t run, const chokepoint::RunOutcome& outcome);
  /// Keeps why a run failed; it is run again next time.
  void add_failure(const ScenarioRuns& scenario, std::uint64_t run, const std::string& error);
  /// Waits until all is on disk. Throws sim::StoreError.
  void flush() { store_.flush(); }
  /// Whether the store cannot be written: nothing more need be run.
  bool is_broken() const { return is_broken_; }

 private:
  sim::StoredRun stored(const ScenarioRuns& scenario, std::uint64_t run) const;
  void add(sim::StoredRun run);

  sim::StudyRecord record_;
  sim::Store store_;
  std::map<sim::RunPlace, sim::StoredRun> there_;
  std::atomic<bool> is_broken_{false};
};

}  // namespace tools
