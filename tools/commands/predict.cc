#include "tools/commands/all.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/folder.h"
#include "tools/study/misses_file.h"
#include "tools/study/source.h"
#include "tools/tables/prediction.h"

namespace tools {
namespace {

constexpr std::uint64_t kPredictRuns = 400;

struct PredictOptions {
  StudyOptions study;
  std::string file;
  Discrepancy discrepancy = Discrepancy::kAdded;
};

/// The day of the last figure on record: runs go on to it, so that all misses are known.
sim::Date last_figure(const RecordFile& record) {
  sim::Date last;
  for (const auto& entry : record.record) last = std::max(last, entry.value.date);
  return last;
}

void predict_questions(const PredictOptions& options, int& status) {
  const sim::Format format = format_named(options.study.format);
  const std::filesystem::path folder = scenario_folder(options.study.folder);
  if (!options.file.empty() && !std::filesystem::is_regular_file(options.file))
    refuse_argument("QUESTIONS", fmt::format("no file '{}'", options.file));
  const std::filesystem::path on_record = folder / "record.yaml";
  // Without a record nothing is known of what the model misses.
  const RecordFile record = std::filesystem::exists(on_record) ? read_record(on_record) : RecordFile{};
  sim::Problems problems;
  const QuestionsFile file = read_questions(folder, problems);
  std::vector<AskedQuestion> questions;
  if (problems.empty())
    questions = options.file.empty() ? all_of(file, problems)
                                     : read_asked(file, sim::read_file(options.file), options.file, problems);
  std::vector<sim::Miss> misses = read_misses(folder, problems);
  Questionnaire asked;
  // What an expression that was not understood hides is no reason to hide what is wrong with the others.
  if (!questions.empty())
    asked = ask(options.study, file, std::move(questions), last_figure(record), problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  const Predictions predictions =
      predict(options.study, std::move(asked), record, std::move(misses), options.discrepancy);
  if (!predictions.interrupted) {
    if (!options.study.out.empty())
      sim::write_file_atomically(options.study.out, predictions_csv(predictions));
    std::vector<sim::Table> to_show{predictions_table(predictions)};
    if (options.discrepancy == Discrepancy::kAdded) to_show.push_back(discrepancy_table(predictions));
    show(with_source(std::move(to_show)), format, options.study.screen);
  }
  status = exit_status(predictions.failed, predictions.interrupted);
}

}  // namespace

void declare_predict(CLI::App& command, int& status) {
  const auto options = std::make_shared<PredictOptions>();
  options->study.runs = kPredictRuns;
  options->study.scenarios = {"history"};
  add_option(command, "QUESTIONS", options->file,
             "a CSV file with a column id, and expression where one is not on file; without it all that are");
  add_option(command, "--scenario", options->study.scenarios.front(), "of quantities that name none")
      .shows_default();
  add_whole<std::uint64_t>(command, "-n,--runs", options->study.runs, "runs of each scenario", 1, 100000000)
      .shows_default(fmt::format("{}", kPredictRuns));
  add_whole(command, "--seed", options->study.seed, "seed of all random draws").shows_default("1");
  add_flag(
      command, "--no-discrepancy", [options] { options->discrepancy = Discrepancy::kLeftOut; },
      "leave out what the model misses on record: parameters and luck alone");
  declare_world_options(command, options->study);
  add_option(command, "--until", options->study.until, "last day, as 2026-12-31");
  add_flag(command, "--check", options->study.check, "check conservation every week");
  declare_shown_options(command, options->study.format, options->study.screen);
  add_option(command, "--out", options->study.out, "a CSV file");
  on_run(command, [options, &status] { predict_questions(*options, status); });
}

}  // namespace tools
