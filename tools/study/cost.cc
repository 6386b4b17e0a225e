#include "tools/study/cost.h"

#include <sys/resource.h>

#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "sim/engine/parallel.h"
#include "sim/experiment/progress.h"
#include "sim/report/words.h"
#include "tools/study/runner.h"

namespace tools {
namespace {

// Bytes that a number takes in the store and in the CSV beside it, as measured.
constexpr double kBytesOfFactor = 31 + 90;
constexpr double kBytesOfOutput = 17 + 70;
constexpr double kBytesBeside = 17;
constexpr double kBytesOfRun = 220;

/// The most memory that this process has had, bytes.
double most_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

}  // namespace

std::string cost_words(const Study& study) {
  const std::size_t points = study.points.size();
  const std::size_t runs = points * study.variants.size() * study.input.replicates;
  const Runner runner(study);
  const sim::Threads threads(study.options.threads);
  const double before = most_memory();
  const auto begun = std::chrono::steady_clock::now();
  std::string error;
  try {
    runner.run({0, 0, 0});
  } catch (const std::exception& failure) {
    error = failure.what();
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  // Each thread has a run of its own under way.
  const double memory = most_memory() + (sim::thread_count() - 1) * (most_memory() - before);
  const double seconds = took.count() * static_cast<double>(runs) / sim::thread_count();
  const double bytes = static_cast<double>(points * study.factors.size()) * kBytesOfFactor +
                       static_cast<double>(runs * study.outputs.size()) * kBytesOfOutput +
                       static_cast<double>(runs * study.beside.size()) * kBytesBeside +
                       static_cast<double>(runs) * kBytesOfRun;
  return fmt::format(
      "{}: {} x {} x {} = {}; {}, {}\n"
      "About {} on {} of this machine, in {:.0f} MB of memory, and {:.0f} MB of results{}.\n",
      study.input.study, sim::counted(points, "point"), sim::counted(study.variants.size(), "scenario"),
      sim::counted(static_cast<std::size_t>(study.input.replicates), "replicate"), sim::counted(runs, "run"),
      sim::counted(study.factors.size(), "factor"), sim::counted(study.outputs.size(), "output"),
      sim::duration_words(seconds), sim::counted(static_cast<std::size_t>(sim::thread_count()), "thread"),
      std::ceil(memory / 1e6), std::ceil(bytes / 1e6),
      error.empty() ? "" : fmt::format("; but the first run failed: {}", error));
}

}  // namespace tools
