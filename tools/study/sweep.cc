#include "tools/study/sweep.h"

#include <filesystem>

#include <spdlog/spdlog.h>

#include "sim/experiment/interrupt.h"
#include "tools/study/batch.h"
#include "tools/study/store_sink.h"

namespace tools {

namespace {

void run_what_is_left(const Study& study, Mixing mixing, Swept& swept) {
  const Runner runner(study);
  StoreSink sink(study, runner, mixing);
  const RunsLeft left = sink.left(swept.not_asked);
  swept.there = run_count(study) - left.size();
  swept.is_planned = true;
  const RunReport report = make_runs(study, runner, left, sink);
  sink.flush();
  swept.done = report.done;
  swept.failed = report.failed;
  swept.left = report.left;
  // Who stops a sweep wants it to end at once, and goes on with it later: the store has all.
  swept.is_stopped = swept.left > 0;
  if (!swept.is_stopped) sim::export_csv(sink.store(), std::filesystem::path(study.options.out) / "csv");
}

}  // namespace

Swept sweep(const Study& study, Mixing mixing) {
  const sim::InterruptGuard guard;
  if (sim::this_build().changes == "uncommitted")
    spdlog::warn(
        "this program was built from sources that are not committed: nobody else can make these results");
  Swept swept;
  try {
    run_what_is_left(study, mixing, swept);
  } catch (const sim::Interrupted&) {
    swept.is_stopped = true;
  }
  return swept;
}

}  // namespace tools
