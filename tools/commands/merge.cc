#include <memory>

#include <fmt/format.h>

#include "sim/experiment/interrupt.h"
#include "sim/experiment/store_merge.h"
#include "tools/cluster/plan.h"
#include "tools/commands/all.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/console/program.h"
#include "tools/console/refusal.h"
#include "tools/study/result_store.h"
#include "tools/study/sweep.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

int merge(const std::string& results, sim::Builds builds) {
  const std::vector<fs::path> parts = shard_stores(results);
  if (parts.empty())
    refuse_input(argument("RESULTS"),
                 fmt::format("no shards in '{}'", (fs::path(results) / "shards").string()),
                 "a folder that `submit` or `sweep --shard` was given as --out");
  const sim::InterruptGuard guard;
  const fs::path file = fs::path(results) / kStoreFile;
  std::int64_t new_runs = 0;
  for (const sim::MergedStore& part : sim::merge_stores(file, parts, builds)) new_runs += part.new_runs;
  const sim::Store store = sim::Store::read(file);
  const sim::Store::Counts counts = store.counts();
  const sim::StudyRecord& study = store.study();
  const auto asked = static_cast<std::size_t>(study.points * study.replicates) * study.scenarios.size();
  const std::size_t left = asked - std::min(asked, counts.done + counts.failed);
  say("{} shards: {} of {} runs done ({} new), {} failed, {} left; in {}\n", parts.size(), counts.done, asked,
      new_runs, counts.failed, left, file.string());
  if (left > 0) {
    say("What is left is run by: the same `submit` with --retry-failed, or the shards that are lacking. Then merge again.\n");
  } else {
    export_results(store, results);
    say("Next: {0} analyze {1}\n      {0} tables {1} --out {1}/tables\n", typed_program(),
        shell_word(results));
  }
  return left > 0 || counts.failed > 0 ? 1 : 0;
}

}  // namespace

void declare_merge(CLI::App& command, int& status) {
  struct Asked {
    std::string results;
    sim::Builds builds = sim::Builds::kOne;
  };
  const auto asked = std::make_shared<Asked>();
  add_option(command, "RESULTS", asked->results,
             "the folder that `submit` or `sweep --shard` was given as --out")
      .required();
  add_flag(
      command, "--mixed", [asked] { asked->builds = sim::Builds::kAny; },
      "lay runs of other builds of the program side by side");
  on_run(command, [asked, &status] { status = merge(asked->results, asked->builds); });
}

}  // namespace tools
