#include "tools/commands/all.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "sim/experiment/store.h"
#include "sim/report/table.h"
#include "sim/report/words.h"
#include "tools/cluster/plan.h"
#include "tools/cluster/standing.h"
#include "tools/console/arguments.h"
#include "tools/study/options.h"
#include "tools/study/result_store.h"

namespace tools {
namespace {

sim::Table status_table(const sim::Store& store) {
  const sim::StudyRecord& study = store.study();
  struct Count {
    std::size_t done = 0;
    std::size_t failed = 0;
  };
  std::map<std::string, Count> counts;
  std::map<std::string, std::size_t> errors;
  store.for_each_run([&](const sim::StoredRun& run, sim::Store::Standing standing) {
    Count& count = counts[run.place.scenario];
    if (standing == sim::Store::Standing::kDone) ++count.done;
    if (standing != sim::Store::Standing::kFailed) return;
    ++count.failed;
    ++errors[run.error];
  });
  sim::Table table;
  table.title = fmt::format("{}: {}", study.name, study.title);
  table.columns = {{"scenario"},
                   {"runs", sim::Align::kRight},
                   {"done", sim::Align::kRight},
                   {"failed", sim::Align::kRight},
                   {"left", sim::Align::kRight}};
  const auto all = static_cast<std::size_t>(study.points * study.replicates);
  for (const sim::StoredScenario& scenario : study.scenarios) {
    const Count& count = counts[scenario.name];
    table.rows.push_back({sim::text_cell(scenario.name), sim::count_cell(all), sim::count_cell(count.done),
                          sim::count_cell(count.failed), sim::count_cell(all - count.done - count.failed)});
  }
  table.notes.push_back(fmt::format(
      "{} of design {}, {}, {}, {}, seed {}.", sim::counted(static_cast<std::size_t>(study.points), "point"),
      study.method, sim::counted(static_cast<std::size_t>(study.replicates), "replicate"),
      sim::counted(study.factors.size(), "factor"), sim::counted(study.outputs.size(), "output"),
      study.seed));
  std::vector<std::pair<std::size_t, std::string>> by_count;
  for (const auto& [error, count] : errors) by_count.emplace_back(count, error);
  std::sort(by_count.rbegin(), by_count.rend());
  for (std::size_t i = 0; i < std::min<std::size_t>(by_count.size(), 5); ++i)
    table.notes.push_back(fmt::format("{} failed with: {}", by_count[i].first, by_count[i].second));
  if (const sim::StoredWork work = store.work(); work.asked > 0)
    table.notes.push_back(fmt::format(
        "{} of the weeks were shared: {} were run, where runs made whole take {}.",
        sim::percent(1 - std::min(1.0, static_cast<double>(work.done) / static_cast<double>(work.asked))),
        work.done, work.asked));
  for (const sim::StoredBuild& build : store.builds()) {
    table.notes.push_back(fmt::format("Made by chokepoint {}, {}: {}", build.build.version,
                                      words(build.build), build.command_line));
  }
  return table;
}

}  // namespace

void declare_status(CLI::App& command, int& status) {
  const auto word = std::make_shared<std::string>();
  const auto format = std::make_shared<std::string>("md");
  const auto screen = std::make_shared<Screen>();
  add_option(command, "RESULTS", *word, "folder of a study's results, or its store").required();
  declare_shown_options(command, *format, *screen);
  on_run(command, [word, format, screen, &status] {
    const bool is_merged = std::filesystem::exists(std::filesystem::path(*word) / kStoreFile);
    if (has_plan(*word)) show({cluster_table(*word)}, format_named(*format), *screen);
    status = 0;
    if (has_plan(*word) && !is_merged) return;
    if (!is_merged && !shard_stores(*word).empty())
      return show({shards_table(*word)}, format_named(*format), *screen);
    const sim::Store store = sim::Store::read(store_file(*word));
    show({status_table(store)}, format_named(*format), *screen);
  });
}

}  // namespace tools
