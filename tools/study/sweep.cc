#include "tools/study/sweep.h"

#include <atomic>
#include <set>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "sim/engine/parallel.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/progress.h"
#include "tools/console/warnings.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/second_looks.h"
#include "tools/study/cost.h"
#include "tools/study/result_store.h"

namespace tools {
namespace {

namespace fs = std::filesystem;
using Asked = StudyRunner::Asked;

/// The point of a number, as it is stored.
sim::StoredPoint stored_point(const PreparedStudy& study, std::int64_t number) {
  sim::StoredPoint point{number, study.points[static_cast<std::size_t>(number)], {}};
  for (std::size_t i = 0; i < study.factors.size(); ++i)
    point.values.push_back(study.factors[i].value(point.u[i]));
  return point;
}

/// A run of a study by its number, point by point: what is done when a sweep is stopped is a smaller design.
Asked asked_of(const PreparedStudy& study, std::size_t number) {
  const std::size_t scenarios = study.scenarios.size();
  const std::size_t replicates = study.input.replicates;
  return {number / scenarios / replicates, number % scenarios, number / scenarios % replicates};
}

/// The numbers of runs that have no result yet.
std::vector<std::uint32_t> missing(const PreparedStudy& study, const StudyRunner& runner,
                                   const std::map<sim::RunPlace, std::string>& there) {
  std::vector<std::uint32_t> numbers;
  const std::size_t runs = study.points.size() * study.scenarios.size() * study.input.replicates;
  for (std::size_t number = 0; number < runs; ++number) {
    const Asked one = asked_of(study, number);
    const auto found = there.empty() ? there.end() : there.find(runner.place(one));
    if (found == there.end()) {
      numbers.push_back(static_cast<std::uint32_t>(number));
    } else if (found->second != runner.key(one)) {
      throw sim::OtherStudy(fmt::format(
          "run {} of {} at point {} is there with other inputs or of another version of the model; "
          "give the sweep another --out",
          one.replicate, found->first.scenario, one.point));
    }
  }
  return numbers;
}

}  // namespace

std::string command_line(const SweepOptions& options) {
  std::string line = fmt::format("chokepoint sweep {}", options.study);
  for (const std::string& set : options.common.settings) line += fmt::format(" --set '{}'", set);
  if (!options.common.folder.empty()) line += fmt::format(" --scenarios {}", options.common.folder);
  return line;
}

Swept sweep(const PreparedStudy& study, const SweepOptions& options) {
  const sim::InterruptGuard guard;
  if (sim::this_build().changes == "uncommitted")
    spdlog::warn(
        "this program was built from sources that are not committed: nobody else can make these results");
  sim::StudyRecord record = study.record;
  record.command_line = command_line(options);
  sim::Store store = open_results(
      options.common.out, record, [&study](std::int64_t number) { return stored_point(study, number); },
      options.mixed ? Mixing::kAllowed : Mixing::kRefused);
  const StudyRunner runner(study);
  const auto there = store.keys();
  const std::vector<std::uint32_t> numbers = missing(study, runner, there);

  Swept swept;
  swept.there = there.size();
  swept.not_asked = store.counts().not_asked;
  std::atomic<bool> is_broken{false};
  {
    const sim::Threads threads(options.common.threads);
    sim::Progress progress(numbers.size());
    const auto batch = sim::run_batch(
        numbers.size(),
        [&](std::size_t job) {
          if (is_broken) throw std::runtime_error("the store cannot be written");
          sim::StoredRun run = runner.run(asked_of(study, numbers[job]));
          const std::string error = run.error;
          try {
            store.add(std::move(run));
          } catch (...) {
            is_broken = true;
            throw;
          }
          if (!error.empty()) throw std::runtime_error(error);
          return true;
        },
        progress);
    store.flush();
    std::set<std::string> told;
    for (const sim::Failure& failure : batch.failures) {
      const sim::RunPlace place = runner.place(asked_of(study, numbers[failure.index]));
      if (told.insert(failure.message).second && told.size() <= 5)
        spdlog::warn("run {} of {} at point {} failed: {}", place.replicate, place.scenario, place.point,
                     failure.message);
    }
    swept.failed = batch.failures.size();
    for (const auto& result : batch.results) swept.done += result ? 1 : 0;
    swept.left = numbers.size() - swept.done - swept.failed;
  }
  // Who stops a sweep wants it to end at once, and goes on with it later: the store has all.
  if (swept.left == 0) sim::export_csv(store, fs::path(options.common.out) / "csv");
  return swept;
}

}  // namespace tools
