#include "tools/commands/all.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "tools/console/output.h"
#include "tools/scenarios/files.h"
#include "tools/study/asked.h"
#include "tools/study/studies.h"
#include "tools/tables/list.h"

namespace tools {
namespace {

using sim::Table;

struct Analysis {
  const char* name;
  const char* sentence;
  Table (*make)(const StoredStudy&, const Question&);
};
constexpr std::array<Analysis, 10> kAnalyses{{
    {"sensitivity", "which guesses and levers the outcome hangs on", sensitivity_table},
    {"pairs", "which pairs of them act together", pairs_table},
    {"convergence", "whether the indices have settled", convergence_table},
    {"luck", "how much of the spread is luck", luck_table},
    {"surrogate", "indices from a surrogate fitted to few runs", surrogate_table},
    {"lever", "a lever at several levels, and the level that suffices", lever_table},
    {"discovery", "under which conditions the outcome comes about", discovery_table},
    {"trajectory", "how its conditions were narrowed, step by step", trajectory_table},
    {"regret", "which policy regrets least", regret_table},
    {"differences", "paired differences to the first scenario", paired_table},
}};

std::vector<std::string> analysis_names() {
  std::vector<std::string> names;
  for (const Analysis& analysis : kAnalyses) names.emplace_back(analysis.name);
  return names;
}

void analyze(const StoredStudy& study, const Question& question, const std::vector<std::string>& wanted,
             sim::Format format, const std::string& out) {
  const auto known = analysis_names();
  sim::Problems problems;
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      problems.add(argument("WHAT"), fmt::format("no analysis '{}'", name), sim::did_you_mean(name, known));
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  if (!out.empty()) sim::make_result_folder(out);
  bool is_first = true;
  std::vector<std::string> reasons;
  for (const Analysis& analysis : kAnalyses) {
    const bool is_named = std::find(wanted.begin(), wanted.end(), analysis.name) != wanted.end();
    if (!wanted.empty() && !is_named) continue;
    Table table;
    try {
      table = analysis.make(study, question);
    } catch (const NotInStudy& reason) {
      // What was asked for by name and cannot be had is an error; the rest was only offered.
      if (is_named) refuse_input(argument("WHAT"), fmt::format("{}: {}", analysis.name, reason.what()));
      reasons.push_back(fmt::format("{}: {}", analysis.name, reason.what()));
      continue;
    }
    say("{}{}", is_first ? "" : "\n", sim::write(table, format));
    is_first = false;
    if (!out.empty())
      sim::write_file_atomically(std::filesystem::path(out) / fmt::format("{}.csv", analysis.name),
                                 sim::write(table, sim::Format::kCsv));
  }
  if (is_first)
    refuse_input(argument("RESULTS"), fmt::format("study {} allows no analysis", study.record().name),
                 fmt::format("{}", fmt::join(reasons, "; ")));
}

}  // namespace

void declare_analyze(CLI::App& command, int& status) {
  const auto word = std::make_shared<std::string>();
  const auto wanted = std::make_shared<std::vector<std::string>>();
  const auto asked = std::make_shared<AskedOptions>();
  const auto format = std::make_shared<std::string>("md");
  const auto out = std::make_shared<std::string>();
  command.add_option("RESULTS", *word, "folder of a study's results, or its store")->required();
  command.add_option("WHAT", *wanted,
                     fmt::format("{} (all that the design allows)", fmt::join(analysis_names(), ", ")));
  declare_asked(command, *asked);
  command.add_option("--format", *format, "md, csv, json, latex or html")->capture_default_str();
  command.add_option("--out", *out, "a folder for the tables in CSV, too");
  command.callback([word, wanted, asked, format, out, &status] {
    const sim::Format form = format_named(*format);
    const StoredStudy study(*word);
    analyze(study, question_of(study, *asked), *wanted, form, *out);
    status = 0;
  });
}

}  // namespace tools
