// The runs of one state of the page: made pair by pair on any number of threads, handed out as they end, given up at once
// when another state takes their place.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "models/world.h"
#include "tools/explore/kept_outcomes.h"
#include "tools/explore/kept_worlds.h"
#include "tools/explore/state.h"
#include "tools/study/results.h"
#include "tools/study/runner.h"

namespace tools {

/// Which program reads the scenarios, and what else its command line says for all states.
struct ExploreOptions {
  std::string folder{};  ///< of scenarios; empty: the usual one
  BeliefChoice belief{};
  int threads = 0;  ///< 0: all that may be used
};

/// The study of a state: a variant a side, each with its own overrides, and titles that tell them apart. Throws sim::BadInput
/// with every problem that the same words have on the command line.
Study study_of(const ExploreState& state, const ExploreOptions& options);

/// What pages keep between their states; none of either: all is made anew.
struct KeptRuns {
  std::shared_ptr<KeptOutcomes> outcomes = nullptr;
  std::shared_ptr<KeptWorlds> worlds = nullptr;
};

/// A side's policy of a state as it would be run, and the others' problems left to them. Throws as study_of().
Study study_of_side(const ExploreState& state, std::size_t side, const ExploreOptions& options);

class LiveRuns {
 public:
  /// Runs that `kept` has are taken from there, the others kept in it.
  LiveRuns(Study study, RunQuestion question, KeptRuns kept = {});

  /// Makes the next replicate of both sides on the calling thread; false when there is none left to begin. For any thread.
  bool step();
  /// Gives up what is left, and what is under way within some weeks of its run.
  void stop();
  bool is_stopped() const { return stop_; }
  bool has_next() const;

  /// What has been told of runs since `seen` of them, as JSON texts; waits for some, or for so long. Empty and `over`: there
  /// will be no more.
  struct News {
    std::vector<std::string> runs;
    bool over = false;
  };
  News news(std::size_t seen, std::chrono::milliseconds patience) const;

  /// What does not change while runs are made: sides, years, the threshold.
  nlohmann::json beginning() const;
  /// What the runs so far say: the sentences of `run` and `compare`, chances by year, how many there are.
  nlohmann::json answer_now() const;
  /// All runs, once no more are made: nothing may be asked after it.
  Results take();
  /// The same sentences once all is done.
  std::vector<std::string> sentences() const;

 private:
  struct SideRun {
    std::size_t side;
    RunInput input;
    KeptWorlds::World past;  ///< from which it goes on; none: from its first day
    int keep_at;             ///< the week in which its world is kept
  };
  SideRun side_run(std::size_t side, std::uint64_t replicate) const;
  static chokepoint::World start(const SideRun& run);
  bool go_on(const SideRun& run, chokepoint::World& world, int week) const;
  void make(const std::vector<std::size_t>& sides, std::uint64_t replicate);
  bool take_kept(std::size_t side, std::uint64_t replicate);
  void end(std::size_t side, std::uint64_t replicate, const chokepoint::World& world);
  void tell(std::size_t side, std::uint64_t replicate, const chokepoint::RunOutcome& outcome);
  void worked(std::int64_t weeks, std::int64_t whole);
  void fail(std::size_t side, std::uint64_t replicate, const std::string& why);
  nlohmann::json chances() const;

  Results results_;
  RunQuestion question_;
  Runner runner_;
  KeptRuns kept_;
  KeptWorlds::State state_ = 0;
  std::atomic<std::uint64_t> next_{0};
  std::atomic<bool> stop_{false};
  mutable std::mutex mutex_;  ///< of what follows, and of results
  mutable std::condition_variable told_;
  std::vector<std::string> runs_;
  std::array<std::size_t, kSides> done_{};
  std::array<std::size_t, kSides> failed_{};
  std::string first_failure_;
  std::int64_t weeks_run_ = 0;
  std::int64_t weeks_whole_ = 0;
};

}  // namespace tools
