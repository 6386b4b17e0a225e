// Options of the commands that run something.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/report/table.h"
#include "tools/console/screen.h"
#include "tools/scenarios/belief_file.h"

namespace CLI {
class App;
}

namespace tools {

struct StudyOptions {
  std::string command;  ///< that they are of: "run"
  std::vector<std::string> scenarios;
  std::string folder;                  ///< of scenarios; empty: the usual one
  BeliefChoice belief;                 ///< what parameters are drawn from
  std::vector<std::string> overrides;  ///< --set path=value
  std::uint64_t runs = 100;
  std::uint64_t seed = 1;
  int threads = 0;
  std::string until;
  bool check = false;
  bool whole = false;                       ///< runs share no past
  std::optional<std::uint64_t> replicates;  ///< of a study, in place of what its file says
  std::optional<std::uint64_t> samples;
  std::string format = "md";
  Screen screen;
  std::string out;
};
inline constexpr const char* kSaysWhole =
    "make each run from its first day; else policies and points share the past they have in common, with the same results";
/// Those that all of them have: what is set, with how many threads, and where scenarios are.
void declare_world_options(CLI::App& command, StudyOptions& options);
/// Those of the commands that run a study: which, and where its results go.
void declare_sweep_options(CLI::App& command, std::string& study, StudyOptions& options);
/// Those of the commands that run scenarios many times.
void declare_study_options(CLI::App& command, StudyOptions& options);

/// What every command that shows tables takes: --format, and what of them is shown on a screen.
void declare_shown_options(CLI::App& command, std::string& format, Screen& screen);

/// The format a word names: md, csv, json, latex, html; refuses another.
sim::Format format_named(const std::string& word);
/// Whether it is set on a page, in panels that fit one; else one table holds it all.
inline bool is_for_people(sim::Format format) {
  return format == sim::Format::kMarkdown || format == sim::Format::kLatex;
}

}  // namespace tools
