#include "tools/sweep_command.h"

#include <atomic>
#include <memory>
#include <set>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "sim/engine/parallel.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/progress.h"
#include "tools/output.h"
#include "tools/result_store.h"
#include "tools/scenario_files.h"
#include "tools/scenario_warnings.h"
#include "tools/study_cost.h"
#include "tools/warnings.h"

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

std::string default_folder(const PreparedStudy& study) {
  return fmt::format("results/{}", study.input.study);
}

/// The command that this one was, for the record and to go on with.
std::string command_line(const SweepOptions& options) {
  std::string line = fmt::format("chokepoint sweep {}", options.study);
  for (const std::string& set : options.common.settings) line += fmt::format(" --set '{}'", set);
  if (!options.common.folder.empty()) line += fmt::format(" --scenarios {}", options.common.folder);
  return line;
}

void tell(const Swept& swept, const SweepOptions& options) {
  const std::string& folder = options.common.out;
  const std::size_t all = swept.there + swept.done + swept.failed + swept.left;
  say("{} of {} runs done ({} before, {} now), {} failed, {} left; in {}/{}\n", swept.there + swept.done, all,
      swept.there, swept.done, swept.failed, swept.left, folder, kStoreFile);
  if (swept.not_asked > 0)
    say("{} more runs are kept there, of what the study asked for before; tables leave them out.\n",
        swept.not_asked);
  if (swept.left > 0) {
    say("Stopped. To go on where it was: {} --out {}\n", command_line(options), folder);
  } else {
    say("Next: chokepoint analyze {0}, chokepoint tables {0} --out {0}/tables\n", folder);
  }
}

}  // namespace

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

void declare_sweep(CLI::App& command, int& status) {
  const auto options = std::make_shared<SweepOptions>();
  command.add_option("STUDY", options->study, "a study file, or the name of one in the scenarios folder")
      ->required();
  command.add_option("--out", options->common.out, "folder of the results (results/NAME of the study)");
  declare_world_options(command, options->common);
  command.add_flag("--check", options->common.check, "check conservation every week");
  command.add_flag("--mixed", options->mixed, "go on although the store has runs of another build");
  const auto plans_only = std::make_shared<bool>(false);
  command.add_flag(
      "--dry-run", *plans_only,
      "say how many runs there would be, how long they take and how much they write; write nothing");
  command.callback([options, plans_only, &status] {
    const PreparedStudy study = prepare_study(options->common, options->study);
    sim::Problems warnings;
    warn_of_late_levers(study, options->study, warnings);
    warn_once(warnings);
    if (options->common.out.empty()) options->common.out = default_folder(study);
    if (*plans_only) {
      say("{}", cost_words(study));
      status = 0;
      return;
    }
    const Swept swept = sweep(study, *options);
    tell(swept, *options);
    status = swept.left > 0 ? 130 : swept.failed > 0 ? 1 : 0;
  });
}

}  // namespace tools
