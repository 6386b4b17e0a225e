#include "tools/study/options.h"

#include <fmt/format.h>

#include "tools/console/arguments.h"

namespace tools {

void declare_world_options(CLI::App& command, StudyOptions& options) {
  add_option(command, "--set", options.overrides, "path=value laid over every scenario; may be repeated");
  add_whole(command, "--threads", options.threads, "threads; 0 for all that may be used", 0, 4096)
      .shows_default("0");
  add_option(command, "--scenarios", options.folder, "the scenarios folder");
  declare_belief_choice(command, options.belief);
}

void declare_sweep_options(CLI::App& command, std::string& study, StudyOptions& options) {
  add_option(command, "STUDY", study, "a study file, or the name of one in the scenarios folder").required();
  add_option(command, "--out", options.out, "folder of the results (results/NAME of the study)");
  declare_world_options(command, options);
  add_whole(
      command, "--replicates", [&options](std::uint64_t number) { options.replicates = number; },
      "runs at each point, in place of what the study says; more of them go on with those that are there", 1,
      10'000'000);
  add_whole(
      command, "--samples", [&options](std::uint64_t number) { options.samples = number; },
      "points of the design, in place of what the study says", 1, 10'000'000);
}

void declare_study_options(CLI::App& command, StudyOptions& options) {
  options.command = name_of(command);
  add_option(command, "scenario", options.scenarios,
             "policy files, or names of policies in the scenarios folder")
      .required();
  add_whole<std::uint64_t>(command, "-n,--runs", options.runs, "runs of each scenario", 1, 100000000)
      .shows_default(fmt::format("{}", options.runs));
  add_whole(command, "--seed", options.seed, "seed of the study")
      .shows_default(fmt::format("{}", options.seed));
  declare_world_options(command, options);
  add_option(command, "--until", options.until, "last day, as 2026-12-31");
  add_flag(command, "--check", options.check, "check conservation every week");
  add_flag(command, "--whole", options.whole, kSaysWhole);
  declare_shown_options(command, options.format, options.screen);
  add_option(command, "--out", options.out,
             "folder for tables, runs, resolved scenarios and manifest; runs that are there are kept");
}

void declare_shown_options(CLI::App& command, std::string& format, Screen& screen) {
  add_option(command, "--format", format, "md, csv, csv2, json, latex or html").shows_default();
  declare_screen(command, screen);
}

sim::Format format_named(const std::string& word) {
  if (word == "md") return sim::Format::kMarkdown;
  if (word == "csv") return sim::Format::kCsv;
  if (word == "csv2") return sim::Format::kCsv2;
  if (word == "json") return sim::Format::kJson;
  if (word == "latex") return sim::Format::kLatex;
  if (word == "html") return sim::Format::kHtml;
  refuse_argument("--format",
                  fmt::format("unknown format '{}' (accepted: md, csv, csv2, json, latex, html)", word));
}

}  // namespace tools
