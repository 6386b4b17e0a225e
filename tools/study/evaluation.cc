#include "tools/study/evaluation.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <sstream>

#include <fmt/format.h>

#include "models/record/ask.h"
#include "models/record/measures.h"
#include "models/setup.h"
#include "sim/engine/parallel.h"
#include "sim/experiment/files.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/progress.h"
#include "sim/experiment/run_key.h"
#include "sim/experiment/store.h"
#include "sim/input/csv_row.h"
#include "sim/input/fields_walk.h"
#include "sim/input/number.h"
#include "sim/numeric/hash.h"
#include "sim/report/csv.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/scenarios/scenario_cache.h"
#include "tools/study/kept_rows.h"
#include "tools/study/quantity.h"
#include "tools/study/shared_runs.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyLength = 32;  ///< of run_key()

enum class ColumnKind { kParameter, kPath, kScenario, kRun, kSeed, kKept };

struct InputColumn {
  ColumnKind kind = ColumnKind::kPath;
  std::string name;
  std::string path;  ///< of a parameter: without "parameters."
  double low = 0;    ///< of a parameter: what may be written
  double high = 0;
};

/// One row, understood.
struct RowJob {
  std::vector<std::string> written;
  std::string scenario;
  std::uint64_t run = 0;
  std::uint64_t seed = 1;
  std::vector<Override> overrides;
  std::map<std::string, double> parameters;
};

class Evaluator {
 public:
  Evaluator(const EvaluateOptions& options, sim::Problems& problems)
      : options_(options),
        folder_(scenario_folder(options.common.folder)),
        regimes_(read_regime_files(folder_, problems)),
        belief_(read_belief(options.common.belief, folder_, problems)),
        overrides_(regimes_, belief_) {
    for (const std::string& name : options.measures) {
      const chokepoint::Measure* measure = chokepoint::find_measure(name);
      if (measure != nullptr) {
        measures_.push_back(measure);
        continue;
      }
      std::vector<std::string> names;
      for (const chokepoint::Measure& known : chokepoint::measures()) names.emplace_back(known.name);
      problems.add(argument("--measures"), fmt::format("unknown measure '{}'", name),
                   sim::did_you_mean(name, names));
    }
    know_scenario(options.scenario, argument("--scenario"), problems);
    for (const std::string& figure : options.figures) read_figure(figure, problems);
  }

  void read_header(const sim::CsvRow& header, sim::Problems& problems) {
    std::map<std::string, const sim::CsvField*> seen;
    for (const sim::CsvField& field : header) {
      if (!seen.emplace(field.text, &field).second)
        problems.add(field.at, fmt::format("a second column '{}'", field.text));
      columns_.push_back(column_of(field, problems));
    }
  }

  std::optional<RowJob> read_row(const sim::CsvRow& row, sim::Problems& problems) {
    const std::size_t before = problems.size();
    if (row.size() != columns_.size() && !row.empty()) {
      problems.add(row.front().at, fmt::format("{} fields in a row of {}", row.size(), columns_.size()));
      return std::nullopt;
    }
    RowJob job;
    job.scenario = options_.scenario;
    job.seed = options_.common.seed;
    for (std::size_t i = 0; i < row.size(); ++i) {
      job.written.push_back(row[i].text);
      if (!row[i].text.empty()) read_field(columns_[i], row[i], job, problems);
    }
    if (problems.size() != before || row.empty()) return std::nullopt;
    // A path may be wrong at this value only: found out before anything is run.
    try {
      overrides_.get(job.scenario, scenarios_.at(job.scenario), job.overrides);
    } catch (const sim::BadInput& error) {
      problems.add(row.front().at, fmt::format("this row makes no scenario: {}", first_line(error.what())));
      return std::nullopt;
    }
    return job;
  }

  std::string header() const {
    std::string line;
    for (const InputColumn& column : columns_) line += sim::csv_as_read(column.name) + ",";
    for (const chokepoint::Measure* measure : measures_) {
      for (const int year : options_.years) line += fmt::format("{}_{},", measure->name, year);
    }
    for (const std::string& figure : options_.figures) line += sim::csv_text(name_in(figure)) + ",";
    return line + "error";
  }

  /// What all lines depend on.
  std::string question() const {
    const sim::Build& build = sim::this_build();
    std::vector<std::string> parts{header(),       fmt::format("{}", options_.drawn),
                                   build.version,  build.commit,
                                   build.compiler, build.flags,
                                   build.program};
    parts.insert(parts.end(), options_.figures.begin(), options_.figures.end());
    return sim::run_key(parts);
  }

  /// How what is kept of a row begins: with all that its numbers depend on, and what was written in it.
  std::string beginning(const RowJob& job) const {
    const auto scenario = overrides_.get(job.scenario, scenarios_.at(job.scenario), job.overrides);
    std::vector<std::string> parts{sim::hex(scenario->hash), fmt::format("{}", job.seed),
                                   fmt::format("{}", job.run)};
    for (const auto& [path, value] : job.parameters) {
      parts.push_back(path);
      parts.push_back(sim::exact_text(value));
    }
    return sim::run_key(parts) + fields(job);
  }

  /// The lines of jobs; empty where someone asked to stop before. Jobs that share a past are made together, but no more of
  /// them than would be a thread's anyway.
  std::vector<std::string> run(std::span<const RowJob> jobs) const {
    std::vector<RunInput> runs;
    for (const RowJob& job : jobs) runs.push_back(input(job));
    const auto threads = static_cast<std::size_t>(sim::thread_count());
    auto sets = sets_that_share(runs, options_.common.whole ? 1 : (jobs.size() + threads - 1) / threads);
    std::ranges::stable_sort(sets, std::greater<>(), [](const auto& set) { return set.size(); });
    const auto checks = options_.common.check ? chokepoint::Checks::kEveryWeek : chokepoint::Checks::kOff;
    std::vector<std::string> lines(jobs.size());
    RunsTold told;
    told.ended = [&](std::size_t run, const chokepoint::RunOutcome& outcome) {
      lines[run] = fields(jobs[run]) + numbers(outcome);
    };
    told.failed = [&](std::size_t run, const std::string& why) {
      lines[run] = fields(jobs[run]) +
                   std::string(measures_.size() * options_.years.size() + figures_.size(), ',') +
                   sim::csv_text(why);
    };
    told.worked = [](std::int64_t, std::int64_t) {};
    sim::for_each_run(sets.size(),
                      [&](std::size_t set) { run_set(runs, sets[set], figures_, checks, told); });
    return lines;
  }

 private:
  RunInput input(const RowJob& job) const {
    RunInput run{
        overrides_.get(job.scenario, scenarios_.at(job.scenario), job.overrides), {job.seed, job.run}, {}};
    run.parameters = options_.drawn ? chokepoint::draw_parameters(run.scenario->parameters, run.streams)
                                    : run.scenario->parameters;
    sim::for_each_parameter(run.parameters,
                            [&](const std::string& path, sim::Parameter& parameter, const sim::Says&) {
                              if (const auto found = job.parameters.find(path); found != job.parameters.end())
                                parameter.value = found->second;
                            });
    return run;
  }

  std::string numbers(const chokepoint::RunOutcome& outcome) const {
    std::string line;
    for (const chokepoint::Measure* measure : measures_) {
      for (const int year : options_.years) {
        const chokepoint::YearOutcome* at = outcome.year(year);
        line += (at != nullptr ? sim::exact_text(measure->count(*at)) : "") + ",";
      }
    }
    for (const double value : values_of(figures_, outcome.answers)) line += sim::exact_text(value) + ",";
    return line;
  }

  static std::string fields(const RowJob& job) {
    std::string line;
    for (const std::string& field : job.written) line += sim::csv_as_read(field) + ",";
    return line;
  }

  static std::string name_in(const std::string& figure) { return figure.substr(0, figure.find('=')); }

  /// Takes "name=expression"; its places are those of the expression.
  void read_figure(const std::string& figure, sim::Problems& problems) {
    const std::string name = name_in(figure);
    if (name.empty() || name.size() == figure.size()) {
      problems.add(argument("--figures"), fmt::format("'{}' is no name=expression", figure),
                   "as in q2=smuggled_in_year(2025Q2)");
      return;
    }
    const auto scenario = scenarios_.find(options_.scenario);
    if (scenario == scenarios_.end()) return;  // reported already
    const std::string text = figure.substr(name.size() + 1);
    const sim::Reference is{text, {sim::source_text(fmt::format("--figures {}", name), text), 1, 1}};
    const chokepoint::Scenario runs = chokepoint::read_scenario(scenario->second, regimes_, problems);
    if (const auto expression = figure_of(runs, is, problems)) figures_.push_back(*expression);
  }

  static std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

  bool know_scenario(const std::string& name, const sim::Where& at, sim::Problems& problems) {
    if (scenarios_.contains(name)) return true;
    sim::Problems of_scenario;
    sim::Node root =
        resolve_policy(folder_, name, options_.common.overrides, of_scenario, options_.common.until);
    const chokepoint::Scenario scenario = chokepoint::read_scenario(root, regimes_, of_scenario);
    if (!of_scenario.empty()) {
      problems.add(at, fmt::format("scenario '{}' cannot be had", name), first_line(of_scenario.describe()));
      return false;
    }
    scenarios_.emplace(name, std::move(root));
    return true;
  }

  InputColumn column_of(const sim::CsvField& field, sim::Problems& problems) const {
    const auto& keep = options_.keep;
    if (field.text == "id" || std::find(keep.begin(), keep.end(), field.text) != keep.end())
      return {ColumnKind::kKept, field.text, "", 0, 0};
    if (field.text.empty()) {
      problems.add(
          field.at, "a column without a name",
          "leave out row names: index=False in pandas, row.names=FALSE in R; or name it and --keep NAME");
      return {ColumnKind::kKept, "", "", 0, 0};
    }
    if (field.text == "scenario") return {ColumnKind::kScenario, field.text, "", 0, 0};
    if (field.text == "run") return {ColumnKind::kRun, field.text, "", 0, 0};
    if (field.text == "seed") return {ColumnKind::kSeed, field.text, "", 0, 0};
    std::string path = field.text;
    if (path.starts_with("parameters.")) path.erase(0, 11);
    InputColumn column{ColumnKind::kPath, field.text, field.text, 0, 0};
    std::vector<std::string> known;
    const auto scenario = scenarios_.find(options_.scenario);
    if (scenario == scenarios_.end()) return column;  // reported already
    chokepoint::ScenarioInput input;
    sim::Problems none;
    sim::read(scenario->second, input, "scenario", none);
    sim::for_each_parameter(input.parameters,
                            [&](const std::string& parameter, sim::Parameter&, const sim::Says& says) {
                              known.push_back(parameter);
                              if (parameter == path)
                                column = {ColumnKind::kParameter, field.text, path, says.low, says.high};
                            });
    if (column.kind == ColumnKind::kParameter) return column;
    const std::string near = sim::nearest(path, known);
    if (field.text.find('.') != std::string::npos && near.empty()) return column;
    const std::string keep_it = fmt::format(
        "--keep {} passes it through; chokepoint describe parameters lists the parameters", field.text);
    problems.add(field.at, fmt::format("unknown column '{}'", field.text),
                 near.empty() ? keep_it : sim::did_you_mean(path, known));
    return column;
  }

  void read_field(const InputColumn& column, const sim::CsvField& field, RowJob& job,
                  sim::Problems& problems) {
    if (column.kind == ColumnKind::kKept) return;
    if (column.kind == ColumnKind::kScenario) {
      if (know_scenario(field.text, field.at, problems)) job.scenario = field.text;
      return;
    }
    if (column.kind == ColumnKind::kPath) {
      sim::Problems of_field;
      auto over = read_override(fmt::format("{}={}", column.path, field.text), of_field);
      if (over) job.overrides.push_back(std::move(*over));
      if (!of_field.empty())
        problems.add(field.at,
                     fmt::format("this row makes no scenario: {}", first_line(of_field.describe())));
      return;
    }
    if (column.kind == ColumnKind::kRun || column.kind == ColumnKind::kSeed) {
      const auto whole = sim::parse_whole(field.text);
      if (!whole.value)
        problems.add(field.at, fmt::format("{}: '{}' is no whole number", column.name, field.text),
                     whole.why);
      (column.kind == ColumnKind::kRun ? job.run : job.seed) = whole.value.value_or(0);
      return;
    }
    const auto number = sim::parse_number(field.text).value;
    if (!number) {
      problems.add(field.at, fmt::format("{}: '{}' is no number", column.name, field.text));
      return;
    }
    if (*number < column.low || *number > column.high)
      problems.add(field.at, fmt::format("{}: {} is out of bounds", column.name, field.text),
                   fmt::format("from {} to {}", column.low, column.high));
    job.parameters[column.path] = *number;
  }

  const EvaluateOptions& options_;
  fs::path folder_;
  std::vector<sim::Node> regimes_;
  BeliefPointer belief_;
  mutable ScenarioCache overrides_;
  std::map<std::string, sim::Node> scenarios_;
  std::vector<InputColumn> columns_;
  std::vector<const chokepoint::Measure*> measures_;
  std::vector<sim::Expression> figures_;
};

}  // namespace

void check_rows(const std::string& text, const std::string& name, const EvaluateOptions& options,
                sim::Problems& problems) {
  std::istringstream stream(text);
  sim::CsvRows rows(stream, name);
  Evaluator evaluator(options, problems);
  sim::CsvRow row;
  if (rows.next(row, problems)) evaluator.read_header(row, problems);
  if (!problems.empty()) return;
  while (rows.next(row, problems)) evaluator.read_row(row, problems);
}

Evaluated evaluate(std::istream& in, const std::string& name, std::ostream& out,
                   const EvaluateOptions& options) {
  sim::Problems problems;
  sim::CsvRows rows(in, name);
  Evaluator evaluator(options, problems);
  sim::CsvRow row;
  if (!rows.next(row, problems))
    problems.add(argument(name), "no header", "name the columns in the first line");
  if (problems.empty()) evaluator.read_header(row, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  std::optional<KeptRows> kept;
  if (!options.common.out.empty()) kept.emplace(options.common.out, evaluator.question());
  std::string whole = evaluator.header().append(sim::kCsvLineEnd);
  if (!kept) out << whole << std::flush;

  const sim::Threads threads(options.common.threads);
  const sim::InterruptGuard guard;
  const std::size_t at_once = 4 * static_cast<std::size_t>(sim::thread_count());
  Evaluated evaluated;
  for (bool more = true; more && !evaluated.interrupted;) {
    std::vector<RowJob> jobs;
    // A row is answered before the next is waited for.
    const auto is_next_there = [&] { return jobs.empty() || in.rdbuf()->in_avail() != 0; };
    while (jobs.size() < at_once && is_next_there() && (more = rows.next(row, problems))) {
      if (auto job = evaluator.read_row(row, problems)) jobs.push_back(std::move(*job));
    }
    std::vector<std::string> lines(jobs.size());
    // Rows come in order, and so they are kept.
    std::size_t there = 0;
    for (; kept && there < jobs.size() && evaluated.rows + there < kept->before().size(); ++there) {
      const std::string& before = kept->before()[evaluated.rows + there];
      if (!before.starts_with(evaluator.beginning(jobs[there])))
        throw sim::OtherStudy(
            fmt::format("row {} of {} is another than when '{}' was begun: give another --out",
                        evaluated.rows + there + 1, name, options.common.out));
      lines[there] = before.substr(kKeyLength);
    }
    std::ranges::move(evaluator.run(std::span(jobs).subspan(there)),
                      lines.begin() + static_cast<std::ptrdiff_t>(there));
    std::vector<std::string> fresh;
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      evaluated.interrupted = lines[i].empty();
      if (evaluated.interrupted) break;
      text.append(lines[i]).append(sim::kCsvLineEnd);
      ++evaluated.rows;
      evaluated.failed += lines[i].ends_with(',') ? 0 : 1;
      if (kept && i >= there) fresh.push_back(evaluator.beginning(jobs[i]).substr(0, kKeyLength) + lines[i]);
    }
    if (kept) {
      if (!fresh.empty()) kept->add(fresh);
      whole += text;
    } else if (!(out << text << std::flush)) {
      break;  // nobody reads on
    }
    if (!problems.empty()) throw sim::BadInput(problems);
  }
  if (kept && !evaluated.interrupted) kept->finish(whole);
  return evaluated;
}

}  // namespace tools
