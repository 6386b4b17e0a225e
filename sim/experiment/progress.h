// How far a batch is, on a terminal: one line of stderr that is drawn over and over.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

#include <unistd.h>

namespace sim {

/// The line for `done` of `total` jobs, `failed` of them failed, after `seconds`, as text of at most `width`
/// columns:
///   [=====>    ] 120/200  8.4/s  9 s left  2 failed
/// Rate and time left are those of the whole time so far, and absent until a job is done. Where it is narrow
/// the bar, the rate, the time left and the failures go, in this order.
std::string progress_line(std::size_t done, std::size_t failed, std::size_t total, double seconds,
                          std::size_t width);

/// "9 s", "3 min 20 s", "2 h 05 min", "3 d 4 h".
std::string duration_words(double seconds);

/// Shows a batch's progress while it lives. Nothing at all is written when `terminal` is none, or when the
/// batch is over within `quiet`. Otherwise the line is drawn at most ten times a second, by a thread of its
/// own so that no worker ever waits, and left standing, complete, at the end.
class Progress {
 public:
  explicit Progress(std::size_t total, int terminal = STDERR_FILENO,
                    std::chrono::milliseconds quiet = std::chrono::seconds(2));
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// One more job is done, well or not. For any thread.
  void succeeded() { done_.fetch_add(1, std::memory_order_relaxed); }
  void failed() {
    failed_.fetch_add(1, std::memory_order_relaxed);
    done_.fetch_add(1, std::memory_order_relaxed);
  }
  std::size_t done() const { return done_.load(std::memory_order_relaxed); }

 private:
  void draw_until_over(std::chrono::milliseconds quiet);
  void draw(std::string_view end) const;

  std::size_t total_;
  int terminal_;
  std::chrono::steady_clock::time_point start_;
  std::atomic<std::size_t> done_{0};
  std::atomic<std::size_t> failed_{0};
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;  ///< under mutex_
  std::thread drawer_;
};

}  // namespace sim
