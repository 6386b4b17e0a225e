// Making the runs of a study, on all threads, into a sink.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tools/study/results.h"
#include "tools/study/run_groups.h"
#include "tools/study/runner.h"

namespace tools {

/// Where runs go as they finish; for any thread.
class ResultSink {
 public:
  virtual ~ResultSink() = default;
  virtual void add(const RunAddress& address, chokepoint::RunOutcome outcome) = 0;
  virtual void add_failure(const RunAddress& address, const std::string& why) = 0;
  /// Weeks that were run, and those that whole runs would have taken.
  virtual void add_work(std::int64_t weeks, std::int64_t whole) = 0;
  /// Whether nothing more can be added, so that nothing more need be run.
  virtual bool is_broken() const { return false; }
};

struct RunReport {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::uint64_t left = 0;  ///< begun and not reached, since someone asked to stop or the sink is broken
  bool is_stopped = false;
};

/// Which groups of a study's runs are made, one after the other: all, or the share of one of several programs.
struct RunShare {
  RunGroups groups;
  std::uint64_t runs = 0;  ///< for the progress bar
  /// The next group; nothing: there is none left. Asked by one thread at a time.
  std::function<std::optional<std::uint64_t>()> next;
};
/// All groups.
RunShare whole_share(const Study& study, const RunsLeft& left);

/// Makes runs that are left, with a progress bar on stderr, and warns of failures. What is laid out of a run, is when a
/// thread takes it up.
RunReport make_runs(const Study& study, const Runner& runner, const RunsLeft& left, ResultSink& sink,
                    const RunShare& share);

/// Runs all of a study, in memory. Where it has a folder of results, runs are kept in its store as they finish, and
/// those that are there are not run again. Throws as StoreSink.
Results run_study(Study study);

}  // namespace tools
