// Many independent jobs at once: one that fails, or a Ctrl-C, costs nobody else's result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/engine/parallel.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/progress.h"

namespace sim {

struct Failure {
  std::size_t index = 0;  ///< of the job
  std::string message;    ///< of the exception it threw
};

template <class T>
struct BatchResult {
  std::vector<std::optional<T>> results;  ///< by index; nothing where a job failed or was never started
  std::vector<Failure> failures;          ///< by rising index
  bool interrupted = false;               ///< some jobs were not started, because someone asked to stop
};

namespace detail {

/// What the exception in flight says. Call inside a catch block.
std::string caught_message();

}  // namespace detail

/// Calls job(index) for every index < count, on all threads (see Threads in parallel.h), and keeps what each
/// returns in its own place: threads and the order of work change nothing. A job that throws is recorded with
/// its message and the others go on. After interrupt_requested() no job is started, those under way finish.
template <class Job>
auto run_batch(std::size_t count, const Job& job, Progress& progress) {
  using T = std::invoke_result_t<const Job&, std::size_t>;
  BatchResult<T> batch;
  batch.results.resize(count);
  std::vector<std::optional<std::string>> messages(count);
  for_each_run(count, [&](std::size_t index) {
    if (interrupt_requested()) return;
    try {
      batch.results[index].emplace(job(index));
      progress.succeeded();
    } catch (...) {
      batch.results[index].reset();
      messages[index] = detail::caught_message();
      progress.failed();
    }
  });
  for (std::size_t index = 0; index < count; ++index) {
    if (messages[index]) {
      batch.failures.push_back({index, std::move(*messages[index])});
    } else if (!batch.results[index]) {
      batch.interrupted = true;
    }
  }
  return batch;
}

/// How many jobs of a stream were done, and how many failed.
struct StreamReport {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
};

/// Jobs of which there are more than memory holds: calls job(*next()) on all threads until next() gives nothing, and
/// keeps nothing of them. One thread at a time is in next(), and in failed(job, message), which is told of each job
/// that throws; the others go on. After interrupt_requested() no job is started, those under way finish.
/// A job may stand for several: job(taken, each) then tells each(job, {}) of every one that is done, each(job, message) of
/// every one that failed, and nothing of those that it left; it must not throw.
template <class Next, class Job, class Failed>
StreamReport run_stream(Next next, const Job& job, Failed failed, Progress& progress) {
  std::mutex mutex;
  StreamReport report;
  const auto take = [&] {
    const std::lock_guard lock(mutex);
    return interrupt_requested() ? decltype(next()){} : next();
  };
  for_each_run(static_cast<std::size_t>(thread_count()), [&](std::size_t) {
    StreamReport mine;
    while (const auto taken = take()) {
      const auto each = [&](const auto& job_of_it, const std::optional<std::string>& failure) {
        if (!failure) {
          ++mine.done;
          return progress.succeeded();
        }
        ++mine.failed;
        progress.failed();
        const std::lock_guard lock(mutex);
        failed(job_of_it, *failure);
      };
      if constexpr (std::is_invocable_v<const Job&, decltype(*taken), decltype(each)>) {
        job(*taken, each);
      } else {
        try {
          job(*taken);
          each(*taken, std::nullopt);
        } catch (...) {
          each(*taken, detail::caught_message());
        }
      }
    }
    const std::lock_guard lock(mutex);
    report.done += mine.done;
    report.failed += mine.failed;
  });
  return report;
}

}  // namespace sim
