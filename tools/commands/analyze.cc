#include "tools/commands/all.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "tools/console/arguments.h"
#include "tools/scenarios/files.h"
#include "tools/study/asked.h"
#include "tools/study/options.h"
#include "tools/tables/list.h"

namespace tools {
namespace {

std::vector<std::string> analysis_names() {
  std::vector<std::string> names;
  for (const TableKind& kind : table_kinds()) {
    if (kind.offered == Offered::kAsAnalysis) names.emplace_back(kind.name);
  }
  return names;
}

/// The tables that were asked for, or all that can be made.
std::vector<sim::Table> analyze(const Results& results, const Question& question,
                                const std::vector<std::string>& wanted, const std::string& out) {
  const auto known = analysis_names();
  sim::Problems problems;
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      problems.add(argument("WHAT"), fmt::format("no analysis '{}'", name), sim::did_you_mean(name, known));
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  if (!out.empty()) sim::make_result_folder(out);
  std::vector<sim::Table> tables;
  std::vector<std::string> reasons;
  for (const TableKind& kind : table_kinds()) {
    if (kind.offered != Offered::kAsAnalysis) continue;
    const bool is_named = std::find(wanted.begin(), wanted.end(), kind.name) != wanted.end();
    if (!wanted.empty() && !is_named) continue;
    if (const std::string lack = lack_of(kind, results, question); !lack.empty()) {
      // What was asked for by name and cannot be had is an error; the rest was only offered.
      if (is_named) refuse_input(argument("WHAT"), fmt::format("{}: {}", kind.name, lack));
      reasons.push_back(fmt::format("{}: {}", kind.name, lack));
      continue;
    }
    const sim::Table& table = tables.emplace_back(make_table(kind, results, question));
    if (!out.empty())
      sim::write_file_atomically(std::filesystem::path(out) / fmt::format("{}.csv", kind.name),
                                 sim::write(table, sim::Format::kCsv));
  }
  if (tables.empty())
    refuse_input(argument("RESULTS"), fmt::format("study {} allows no analysis", results.record().name),
                 fmt::format("{}", fmt::join(reasons, "; ")));
  return tables;
}

}  // namespace

void declare_analyze(CLI::App& command, int& status) {
  const auto word = std::make_shared<std::string>();
  const auto wanted = std::make_shared<std::vector<std::string>>();
  const auto asked = std::make_shared<AskedOptions>();
  const auto format = std::make_shared<std::string>("md");
  const auto screen = std::make_shared<Screen>();
  const auto out = std::make_shared<std::string>();
  add_option(command, "RESULTS", *word, "folder of a study's results, or its store").required();
  add_option(command, "WHAT", *wanted,
             fmt::format("{} (all that the design allows)", fmt::join(analysis_names(), ", ")));
  declare_asked(command, *asked);
  declare_shown_options(command, *format, *screen);
  add_option(command, "--out", *out, "a folder for the tables in CSV, too");
  on_run(command, [word, wanted, asked, format, screen, out, &status] {
    const sim::Format form = format_named(*format);
    const Results results = Results::read(*word);
    show(analyze(results, question_of(results, *asked), *wanted, *out), form, *screen);
    status = 0;
  });
}

}  // namespace tools
