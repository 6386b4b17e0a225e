#include "tools/study/sweep.h"

#include <filesystem>

#include <spdlog/spdlog.h>

#include "sim/experiment/interrupt.h"
#include "tools/study/batch.h"
#include "tools/study/store_sink.h"

namespace tools {

namespace {

using ShareOf = std::function<RunShare(const RunsLeft&)>;

void run_what_is_left(const Study& study, Mixing mixing, const ShareOf& share_of, Swept& swept) {
  const Runner runner(study);
  StoreSink sink(study, runner, mixing);
  const RunsLeft left = sink.left(swept.not_asked);
  swept.there = run_count(study) - left.size();
  swept.is_planned = true;
  // Said before they are made: who changed it by mistake can still stop.
  if (swept.not_asked > 0 && swept.there == 0)
    spdlog::warn(
        "none of the {} runs kept in '{}' is of the design that is asked for now (its seed or its points are others): "
        "{} are run",
        swept.not_asked, study.options.out, left.size());
  const RunShare share = share_of ? share_of(left) : whole_share(study, left);
  const RunReport report = make_runs(study, runner, left, sink, share);
  sink.flush();
  swept.done = report.done;
  swept.failed = report.failed;
  swept.left = share_of ? report.left : left.size() - report.done - report.failed;
  // Who stops a sweep wants it to end at once, and goes on with it later: the store has all.
  swept.is_stopped = share_of ? report.is_stopped : swept.left > 0;
  if (!share_of && !swept.is_stopped) export_results(sink.store(), study.options.out);
}

Swept sweep_any(const Study& study, Mixing mixing, const ShareOf& share_of) {
  const sim::InterruptGuard guard;
  if (sim::this_build().changes == "uncommitted")
    spdlog::warn(
        "this program was built from sources that are not committed: nobody else can make these results");
  Swept swept;
  try {
    run_what_is_left(study, mixing, share_of, swept);
  } catch (const sim::Interrupted&) {
    swept.is_stopped = true;
  }
  return swept;
}

}  // namespace

Swept sweep(const Study& study, Mixing mixing) { return sweep_any(study, mixing, nullptr); }

Swept sweep_share(const Study& study, Mixing mixing, const ShareOf& share_of) {
  return sweep_any(study, mixing, share_of);
}

void export_results(const sim::Store& store, const std::string& folder) {
  sim::export_csv(store, std::filesystem::path(folder) / "csv");
}

}  // namespace tools
