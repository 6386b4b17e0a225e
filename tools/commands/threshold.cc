#include "tools/commands/all.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "sim/analysis/threshold_search.h"
#include "sim/engine/parallel.h"
#include "sim/experiment/batch.h"
#include "sim/experiment/files.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/progress.h"
#include "sim/report/words.h"
#include "tools/console/arguments.h"
#include "tools/scenarios/files.h"
#include "tools/study/kept_pasts.h"
#include "tools/study/runner.h"
#include "tools/study/source.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;
using sim::Table;

struct SearchOptions {
  std::string study;
  StudyOptions common;
  std::optional<double> target;
};

/// What a study looks for, with its levers found.
struct Search {
  const ThresholdInput* asked = nullptr;
  std::size_t lever = 0;
  std::optional<std::size_t> other;
  sim::ThresholdSettings settings;
  const chokepoint::Measure* measure = nullptr;
};

std::size_t lever_at(const StudyInput& study, const std::string& name) {
  const auto& levers = study.levers.entries;
  const auto found =
      std::find_if(levers.begin(), levers.end(), [&](const auto& entry) { return entry.name == name; });
  return static_cast<std::size_t>(found - levers.begin());
}

Search search_of(const Study& study, const SearchOptions& options) {
  if (!study.input.threshold)
    refuse_input(argument("STUDY"), fmt::format("study {} looks for no threshold", study.input.study),
                 "add 'threshold'");
  Search search;
  search.asked = &*study.input.threshold;
  search.lever = lever_at(study.input, search.asked->lever.name);
  if (search.asked->frontier) search.other = lever_at(study.input, search.asked->frontier->name);
  search.measure = chokepoint::find_measure(search.asked->outcome.measure.name);
  const LeverInput& lever = study.input.levers.entries[search.lever].value;
  search.settings.low = lever.low.value_or(lever.levels.empty() ? 0 : lever.levels.front());
  search.settings.high = lever.high.value_or(lever.levels.empty() ? 1 : lever.levels.back());
  search.settings.target = options.target.value_or(search.asked->target);
  search.settings.most_runs = search.asked->most_runs;
  search.settings.most_runs_a_level = std::max<std::uint64_t>(search.asked->most_runs / 4, 50);
  search.settings.first_runs =
      std::min<std::uint64_t>(50, std::max<std::uint64_t>(search.asked->most_runs / 20, 5));
  return search;
}

/// Levels of the levers that are not searched: their first, or their low end.
std::vector<double> resting_levels(const StudyInput& study) {
  std::vector<double> levels;
  for (const auto& entry : study.levers)
    levels.push_back(entry.value.levels.empty() ? entry.value.low.value_or(0) : entry.value.levels.front());
  return levels;
}

void begin(Table& table, const Search& search, const Study& study) {
  table.columns = {{"scenario"}};
  if (search.other)
    table.columns.push_back({lever_title(study.input, *search.other), Align::kLeft, "",
                             study.input.levers.entries[*search.other].name});
  table.columns.push_back(
      {fmt::format("least {}", lever_title(study.input, search.lever)), Align::kRight, "", "threshold"});
  table.columns.push_back({"low", Align::kRight, "", "threshold_low", Audience::kPrograms});
  table.columns.push_back({"high", Align::kRight, "", "threshold_high", Audience::kPrograms});
  table.columns.push_back({"outcome"});
  table.columns.push_back({"levels tried", Align::kRight, "", "levels"});
  table.columns.push_back({"runs", Align::kRight});
  table.columns.push_back({"failed", Align::kRight});
}

void begin_levels(Table& table, const Search& search, const Study& study) {
  table.title = "Every level that was tried";
  table.columns = {{"scenario"}};
  if (search.other)
    table.columns.push_back({lever_title(study.input, *search.other), Align::kLeft, "",
                             study.input.levers.entries[*search.other].name});
  table.columns.push_back({lever_title(study.input, search.lever), Align::kLeft, "",
                           study.input.levers.entries[search.lever].name});
  table.columns.push_back({"P", Align::kRight, "", "p"});
  table.columns.push_back({"low", Align::kRight, "", "p_low", Audience::kPrograms});
  table.columns.push_back({"high", Align::kRight, "", "p_high", Audience::kPrograms});
  table.columns.push_back({"fitted P", Align::kRight, "", "fitted"});
  table.columns.push_back({"runs", Align::kRight});
}

void add_search(Table& found, Table& levels, const sim::Cell& scenario, std::optional<double> other,
                const sim::ThresholdResult& result, const sim::ThresholdSettings& settings) {
  const auto words = [&](double level) {
    return std::isinf(level) ? fmt::format("{} {}", level > 0 ? "above" : "below",
                                           sim::rounded(level > 0 ? settings.high : settings.low))
                             : sim::rounded(level);
  };
  std::uint64_t failed = 0;
  for (const sim::ThresholdLevel& level : result.levels) failed += level.failed;
  std::vector<sim::Cell> row{scenario};
  if (other) row.push_back(sim::number_cell(*other, sim::rounded(*other, 3)));
  row.push_back(std::isnan(result.threshold)
                    ? sim::missing_cell()
                    : sim::number_cell(result.threshold,
                                       fmt::format("{} ({} to {})", words(result.threshold),
                                                   words(result.interval.low), words(result.interval.high))));
  row.push_back(sim::number_cell(result.interval.low));
  row.push_back(sim::number_cell(result.interval.high));
  row.push_back(sim::text_cell(result.stopped ? "stopped" : std::string(sim::words(result.status))));
  row.push_back(sim::count_cell(result.levels.size()));
  row.push_back(sim::count_cell(result.runs));
  row.push_back(sim::count_cell(failed));
  found.rows.push_back(std::move(row));
  for (const sim::ThresholdLevel& level : result.levels) {
    const std::uint64_t good = level.runs - level.failed;
    const double share = good == 0 ? 0 : static_cast<double>(level.events) / static_cast<double>(good);
    std::vector<sim::Cell> tried{scenario};
    if (other) tried.push_back(sim::number_cell(*other, sim::rounded(*other, 3)));
    tried.push_back(sim::number_cell(level.lever, sim::rounded(level.lever, 3)));
    tried.push_back(sim::number_cell(share, sim::percent_with_interval(share, level.interval)));
    tried.push_back(sim::number_cell(level.interval.low));
    tried.push_back(sim::number_cell(level.interval.high));
    tried.push_back(std::isnan(level.fitted) ? sim::missing_cell()
                                             : sim::number_cell(level.fitted, sim::percent(level.fitted)));
    tried.push_back(sim::count_cell(level.runs));
    levels.rows.push_back(std::move(tried));
  }
}

void search_all(const Study& study, const SearchOptions& options, int& status) {
  const sim::Format format = format_named(options.common.format);
  const Search search = search_of(study, options);
  if (!options.common.out.empty()) sim::make_result_folder(options.common.out);
  Table found;
  Table levels;
  found.title =
      fmt::format("The least {} at which P({} {} ≥ {}) is at most {}", lever_title(study.input, search.lever),
                  measure_title(search.measure->name), search.asked->outcome.year,
                  sim::rounded(*search.asked->outcome.at_least), sim::percent(search.settings.target));
  begin(found, search, study);
  begin_levels(levels, search, study);
  const Runner runner(study);
  const sim::Threads threads(options.common.threads);
  const sim::InterruptGuard guard;
  KeptPasts pasts(search.settings.most_runs_a_level, options.common.whole ? 0 : kMostBytesOfPasts);
  bool is_stopped = false;
  for (std::size_t at = 0; at < study.variants.size() && !is_stopped; ++at) {
    const Variant& scenario = study.variants[at];
    if (scenario.role != PriceRole::kPolicy) continue;
    std::vector<double> resting = resting_levels(study.input);
    const auto runs = [&](double other, double level, std::uint64_t first, std::uint64_t count) {
      std::vector<double> at_levels = resting;
      at_levels[search.lever] = level;
      if (search.other) at_levels[*search.other] = other;
      std::vector<double> at_other_end = at_levels;
      at_other_end[search.lever] = level == search.settings.low ? search.settings.high : search.settings.low;
      sim::Progress progress(count);
      const auto batch = sim::run_batch(
          count,
          [&](std::size_t i) {
            const std::uint64_t replicate = first + i;
            const auto made =
                pasts.run(replicate, runner.input_at_levels(at, at_levels, replicate),
                          *runner.input_at_levels(at, at_other_end, replicate).scenario, runner.checks());
            progress.worked(made.weeks, made.whole);
            const chokepoint::YearOutcome* year = made.outcome.year(search.asked->outcome.year);
            if (year == nullptr) throw std::runtime_error("the run ends before the year that is asked of");
            return search.measure->count(*year) >= *search.asked->outcome.at_least ? 1 : 0;
          },
          progress);
      if (!batch.failures.empty())
        spdlog::warn("{} of {} runs of {} failed: {}", batch.failures.size(), count, scenario.name,
                     batch.failures.front().message);
      std::vector<int> events;
      if (batch.interrupted) return events;  // short: ends the search
      for (const auto& result : batch.results) events.push_back(result.value_or(-1));
      return events;
    };
    std::vector<double> others{0};
    if (search.other) others = study.input.levers.entries[*search.other].value.levels;
    for (const sim::FrontierPoint& point : sim::frontier(others, runs, search.settings)) {
      add_search(found, levels, {scenario.title.empty() ? scenario.name : scenario.title, scenario.name},
                 search.other ? std::optional<double>(point.other) : std::nullopt, point.threshold,
                 search.settings);
      is_stopped = is_stopped || point.threshold.stopped;
    }
  }
  found.notes.push_back(fmt::format(
      "Sequential search from {} to {}, seed {}; run k has the same random draws at every level. The "
      "least level is where a fit of P that never rises with it meets the target; 90 % bootstrap "
      "interval over runs. Undecided: the {} runs that a search may take were used up while P at "
      "a level near the target could be on either side.",
      sim::rounded(search.settings.low), sim::rounded(search.settings.high), study.input.seed,
      search.settings.most_runs));
  if (is_stopped) found.notes.emplace_back("Stopped before all searches were done.");
  const std::vector<Table> tables = with_source(study.record, {found, levels});
  show(tables, format, options.common.screen);
  if (!options.common.out.empty()) {
    const std::filesystem::path out(options.common.out);
    for (const auto& [name, table] : {std::pair{"threshold", &tables[0]}, {"levels", &tables[1]}}) {
      sim::write_file_atomically(out / fmt::format("{}.csv", name), sim::write(*table, sim::Format::kCsv));
      sim::write_file_atomically(out / fmt::format("{}.md", name),
                                 sim::write(*table, sim::Format::kMarkdown));
    }
  }
  status = is_stopped ? 130 : 0;
}

}  // namespace

void declare_threshold(CLI::App& command, int& status) {
  const auto options = std::make_shared<SearchOptions>();
  add_option(command, "STUDY", options->study, "a study file with 'threshold', or the name of one")
      .required();
  add_number(command, "--target", options->target, "share of runs that is rare enough (as the study says)",
             0.0001, 0.9999);
  declare_world_options(command, options->common);
  add_flag(command, "--whole", options->common.whole, kSaysWhole);
  declare_shown_options(command, options->common.format, options->common.screen);
  add_option(command, "--out", options->common.out, "a folder for the tables, too");
  on_run(command, [options, &status] {
    const Study study = prepare_study(options->common, options->study);
    search_all(study, *options, status);
  });
}

}  // namespace tools
