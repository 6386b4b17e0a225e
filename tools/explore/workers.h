// The threads that make the runs of all pages that are open: few pages, taken in turn, the oldest given up when more come.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tools/explore/live_runs.h"

namespace tools {

/// Pages whose runs are made at one time.
inline constexpr std::size_t kMostSessions = 8;

/// Runs are what goes side by side here, so loops inside a run must not (sim::Threads): whoever waited for the threads of
/// another page's runs would wait for its end.
class Workers {
 public:
  explicit Workers(int threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  using Work = std::shared_ptr<LiveRuns>;
  /// Begins a page's runs in place of its former ones, which are stopped; where too many pages are open, those of the one
  /// that was begun first too.
  void begin(const std::string& client, Work work);
  /// Stops runs that nobody follows any more, and forgets them.
  void end(const Work& work);
  std::size_t sessions() const;

 private:
  struct Session {
    std::string client;
    Work work;
    std::uint64_t number;  ///< in the order they were begun
  };
  void work(const std::stop_token& stop);
  Work next();

  mutable std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<Session> sessions_;  ///< the next in turn first
  std::uint64_t begun_ = 0;
  std::vector<std::jthread> threads_;
};

}  // namespace tools
