// Runs into the store in a folder of results, so that the same command goes on where it was stopped.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/store.h"
#include "tools/study/batch.h"
#include "tools/study/result_store.h"
#include "tools/study/runner.h"

namespace tools {

/// Of all that decides the keys of a study's runs but the values of points, which a store compares itself.
std::uint64_t hash_of_keys(const Study& study);

class StoreSink : public ResultSink {
 public:
  /// Opens the store of a study in its folder of results. More of the same may be asked for than is there; a command
  /// that keeps whole outcomes may have further policies. Study and runner must outlive it. Throws sim::OtherStudy
  /// when it holds anything else, and sim::StoreError.
  StoreSink(const Study& study, const Runner& runner, Mixing mixing);

  /// The runs that have no result yet; counts those that are kept of what was asked for before. Throws sim::OtherStudy
  /// when one was made of other inputs, and sim::Interrupted.
  RunsLeft left(std::uint64_t& not_asked);
  /// What a run gave before, once; nothing when it is to be run. Of studies that keep whole outcomes. Throws likewise.
  std::optional<chokepoint::RunOutcome> take(const RunAddress& address);

  /// Throw sim::StoreError.
  void add(const RunAddress& address, chokepoint::RunOutcome outcome) override;
  void add_failure(const RunAddress& address, const std::string& why) override;
  void add_work(std::int64_t weeks, std::int64_t whole) override { store_.add_work({weeks, whole}); }
  bool is_broken() const override { return is_broken_; }
  /// Waits until all is on disk. Throws sim::StoreError.
  void flush() { store_.flush(); }
  const sim::Store& store() const { return store_; }

 private:
  sim::StoredRun stored(const RunAddress& address) const;
  void add(sim::StoredRun run);
  void require_same(const RunAddress& address, const std::string& key) const;

  const Study& study_;
  const Runner& runner_;
  sim::Store store_;
  struct Whole {
    std::string key;
    chokepoint::RunOutcome outcome;
  };
  std::map<sim::RunPlace, Whole> whole_;  ///< what is there
  std::atomic<bool> is_broken_{false};
};

}  // namespace tools
