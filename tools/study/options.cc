#include "tools/study/options.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "tools/console/number_options.h"

namespace tools {

void declare_world_options(CLI::App& command, StudyOptions& options) {
  command.add_option("--set", options.overrides, "path=value laid over every scenario; may be repeated");
  add_whole(command, "--threads", options.threads, "threads; 0 for all that may be used", 0, 4096)
      ->default_str("0");
  command.add_option("--scenarios", options.folder, "the scenarios folder");
}

void declare_study_options(CLI::App& command, StudyOptions& options) {
  options.command = command.get_name();
  command
      .add_option("scenario", options.scenarios, "policy files, or names of policies in the scenarios folder")
      ->required();
  add_whole<std::uint64_t>(command, "-n,--runs", options.runs, "runs of each scenario", 1, 100000000)
      ->default_str(fmt::format("{}", options.runs));
  add_whole(command, "--seed", options.seed, "seed of the study")
      ->default_str(fmt::format("{}", options.seed));
  declare_world_options(command, options);
  command.add_option("--until", options.until, "last day, as 2026-12-31");
  command.add_flag("--check", options.check, "check conservation every week");
  command.add_option("--format", options.format, "md, csv, json, latex or html")->capture_default_str();
  command.add_option(
      "--out", options.out,
      "folder for tables, runs, resolved scenarios and manifest; runs that are there are kept");
}

sim::Format format_named(const std::string& word) {
  if (word == "md") return sim::Format::kMarkdown;
  if (word == "csv") return sim::Format::kCsv;
  if (word == "json") return sim::Format::kJson;
  if (word == "latex") return sim::Format::kLatex;
  if (word == "html") return sim::Format::kHtml;
  throw CLI::ValidationError("--format",
                             fmt::format("unknown format '{}' (accepted: md, csv, json, latex, html)", word));
}

}  // namespace tools
