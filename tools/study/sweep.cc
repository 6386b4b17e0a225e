#include "tools/study/sweep.h"

#include <filesystem>

#include <spdlog/spdlog.h>

#include "sim/experiment/interrupt.h"
#include "tools/study/batch.h"
#include "tools/study/store_sink.h"

namespace tools {

Swept sweep(const Study& study, Mixing mixing) {
  const sim::InterruptGuard guard;
  if (sim::this_build().changes == "uncommitted")
    spdlog::warn(
        "this program was built from sources that are not committed: nobody else can make these results");
  const Runner runner(study);
  StoreSink sink(study, runner, mixing);
  const std::vector<std::uint32_t> numbers = sink.missing();
  Swept swept;
  swept.there = run_numbers(study).size() - numbers.size();
  swept.not_asked = sink.store().counts().not_asked;
  const RunReport report = make_runs(study, runner, numbers, sink);
  sink.flush();
  swept.done = report.done;
  swept.failed = report.failed;
  swept.left = report.left;
  // Who stops a sweep wants it to end at once, and goes on with it later: the store has all.
  if (swept.left == 0) sim::export_csv(sink.store(), std::filesystem::path(study.options.out) / "csv");
  return swept;
}

}  // namespace tools
