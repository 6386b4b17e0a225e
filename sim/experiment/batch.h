// Many independent jobs at once: one that fails, or a Ctrl-C, costs nobody else's result.
#pragma once

#include <cstddef>
#include <exception>
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

}  // namespace sim
