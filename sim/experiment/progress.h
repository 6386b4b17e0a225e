// How far a batch is, on stderr: on a terminal one line that is drawn over and over, in a log a line now and then.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include <unistd.h>

namespace sim {

/// The line for `done` of `total` jobs, `failed` of them failed, after `seconds`, as text of at most `width`
/// columns:
///   [=====>    ] 120/200  8.4/s  9 s left  2 failed
/// Rate and time left are those of the whole time so far, and absent until a job is done; the part of the work that jobs
/// shared stands behind them, from 1 % on. Where it is narrow the bar, the rate, the time left and the failures go, in
/// this order.
std::string progress_line(std::size_t done, std::size_t failed, std::size_t total, double seconds,
                          std::size_t width, double shared = 0);

/// The columns of a terminal: what COLUMNS says, else the terminal itself; 80 when neither does.
std::size_t terminal_width(int terminal);

/// "9 s", "3 min 20 s", "2 h 05 min", "3 d 4 h".
std::string duration_words(double seconds);

/// No Progress made from now on writes anything.
void silence_progress();

/// How long after a batch began the next line of a log is due, when `passed` seconds of it are over: after 10 s, 30 s,
/// and every minute from then on.
double next_log_line(double passed);

/// Shows a batch's progress while it lives, by a thread of its own so that no worker ever waits. Nothing at all is
/// written when the batch is over within `quiet`. On a terminal the line is drawn at most ten times a second and left
/// standing, complete, at the end. Where there is none, or a dumb one (TERM=dumb), plain lines are written, a minute
/// apart after the first, and at the end; they say what job was done last. There are no colours, so NO_COLOR holds by itself.
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
  /// Of jobs that asked for so much work, so much was done: what they share is done once.
  void worked(std::int64_t done, std::int64_t asked) {
    work_done_.fetch_add(done, std::memory_order_relaxed);
    work_asked_.fetch_add(asked, std::memory_order_relaxed);
  }
  /// What was done last, for a log: "tight, point 12". For any thread.
  void passed(std::string what);
  /// The part of the work that jobs shared, so far.
  double shared() const;
  std::size_t done() const { return done_.load(std::memory_order_relaxed); }

 private:
  void draw_until_over(std::chrono::milliseconds quiet);
  void log_until_over(std::chrono::milliseconds quiet);
  void draw(std::string_view end) const;
  void log() const;
  double seconds() const;

  std::size_t total_;
  int terminal_;
  std::chrono::steady_clock::time_point start_;
  std::atomic<std::size_t> done_{0};
  std::atomic<std::size_t> failed_{0};
  std::atomic<std::int64_t> work_done_{0};
  std::atomic<std::int64_t> work_asked_{0};
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;  ///< under mutex_, as is `last_`
  std::string last_;
  std::thread drawer_;
};

}  // namespace sim
