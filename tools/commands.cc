#include "tools/commands.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "sim/experiment/interrupt.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/progress.h"
#include "sim/experiment/store.h"
#include "sim/input/kept.h"
#include "sim/input/problems.h"
#include "tools/commands/all.h"
#include "tools/console/arguments.h"
#include "tools/console/command_words.h"
#include "tools/console/output.h"
#include "tools/console/program.h"
#include "tools/scenarios/folder.h"

namespace tools {

std::span<const Command> commands() {
  static constexpr Command kCommands[] = {
      {"run", "run scenarios many times and say whether China reaches million-chip clusters", declare_run},
      {"compare", "paired differences to the first scenario, under the same random draws", declare_compare},
      {"sweep", "run a study: scenarios at the points of a design; goes on where it was stopped",
       declare_sweep},
      {"status", "what of a study is done, failed, left, on this machine or on a cluster", declare_status},
      {"submit", "run a study on a Slurm cluster, as an array of tasks with a merge behind it",
       declare_submit},
      {"merge", "lay the stores of a study's parts together", declare_merge},
      {"cancel", "end what was submitted of a study, and nothing else", declare_cancel},
      {"analyze", "what the results of a study say: sensitivity, discovery, regret, levers", declare_analyze},
      {"tables", "the tables of a brief from the results of a study", declare_tables},
      {"brief", "a folder to send: one page with figures, tables, a workbook, Word and PDF", declare_brief},
      {"threshold", "the least level of a lever at which an outcome is rare enough", declare_threshold},
      {"rare", "the probability of an outcome that plain runs would hardly ever meet", declare_rare},
      {"evaluate", "run rows that another program sampled, numbers in, numbers out", declare_evaluate},
      {"backcast", "set a scenario beside the published record", declare_backcast},
      {"calibrate", "narrow the parameters to what the published record allows, and write the posterior",
       declare_calibrate},
      {"predict", "answer questions over measures, days, spans and policies, with honest bands",
       declare_predict},
      {"ablate", "take one mechanism out after the other and say what that changes", declare_ablate},
      {"directions", "try over paired runs what the model must show", declare_directions},
      {"essay", "set each claim of the essay on export controls beside what the model says", declare_essay},
      {"network", "choke points of the trade, best routes, and the worth of one more inspector",
       declare_network},
      {"trace", "one run, event by event: who, what, by which rule, with which chance and which number drawn",
       declare_trace},
      {"explain", "the chain behind one order, seizure, listing or licence of a run", declare_explain},
      {"explore", "a page in the browser: two policies side by side, levers to move, runs as they end",
       declare_explore},
      {"price", "say what policies cost and what they deny, against the same runs without controls",
       declare_price},
      {"rule", "say what the law says of one trade on one day, and where", declare_rule},
      {"check", "read scenarios, run nothing, and say what is wrong or worth a second look", declare_check},
      {"describe", "say what may be written and what comes out", declare_describe},
      {"list", "name what can be named: policies, studies, measures, levers, chips and more", declare_list},
      {"help", "the options of a command", declare_help},
      {"completion", "print the script that has a shell complete commands, options and names",
       declare_completion},
      {"schema", "print the JSON Schema of a kind of file, for editors", declare_schema},
  };
  return kCommands;
}

namespace {

/// A command or an option that does not exist, with the one that may be meant.
int refuse_word(const char* what, const std::string& word, const std::vector<std::string>& known) {
  complain(fmt::format("chokepoint: unknown {} '{}' ({})\n", what, word, sim::did_you_mean(word, known)));
  return 2;
}

/// Says which word of the command line nobody asked for.
int refuse_extra(const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands()) {
    const std::vector<std::string> extra = command->remaining();
    if (extra.empty()) continue;
    if (!extra.front().starts_with('-')) break;
    std::vector<std::string> known;
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
      for (const std::string& name : option->get_snames()) known.push_back("-" + name);
    }
    return refuse_word("option", extra.front(), known);
  }
  const std::vector<std::string> extra = app.remaining(true);
  complain(
      fmt::format("chokepoint: '{}' was not expected (try --help)\n", extra.empty() ? "" : extra.front()));
  return 2;
}

/// Help, which was asked for, or what is wrong with the words.
int show(const CLI::App& app, const CLI::ParseError& error) {
  std::ostringstream out;
  std::ostringstream err;
  const int status = app.exit(error, out, err);
  put(out.str());
  complain(err.str());
  return status == 0 ? 0 : 2;
}

/// Warnings go to the standard error, without a clock: the same input gives the same words.
void set_up_warnings() {
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("chokepoint", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
  spdlog::set_pattern("chokepoint: %l: %v");
}

/// What was read of a file need not be read again, by the same program: in the user's folder for such things.
void keep_what_is_read() {
  const char* caches = std::getenv("XDG_CACHE_HOME");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  const char* home = std::getenv("HOME");              // NOLINT(concurrency-mt-unsafe): nobody sets it
  const std::string folder = caches != nullptr && *caches == '/' ? std::string(caches)
                             : home != nullptr && *home == '/'   ? fmt::format("{}/.cache", home)
                                                                 : "";
  std::error_code error;
  const std::filesystem::path program = "/proc/self/exe";
  const auto size = std::filesystem::file_size(program, error);
  const auto made = std::filesystem::last_write_time(program, error);
  if (folder.empty() || error) return;
  sim::keep_in(folder + "/chokepoint", fmt::format("{} {}", size, made.time_since_epoch().count()));
}

/// Nothing in it that differs when the same is built again.
std::string version(const std::string& folder) {
  const sim::Build& build = sim::this_build();
  return fmt::format("chokepoint {} ({}{}, {}, {})\nscenarios: {}", build.version, build.commit.substr(0, 10),
                     build.changes == "none" ? "" : " with changes", build.compiler, CHOKEPOINT_BUILD_TYPE,
                     which_scenario_folder(folder));
}

/// What every command has.
void finish_options(CLI::App& command) {
  command.add_flag_callback("--quiet", sim::silence_progress, "show no progress on the standard error");
  // An option takes one word each time, however often it may be given: the next may be a name.
  for (CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) option->allow_extra_args(false);
  }
  command.parse_complete_callback(require_good_numbers);
}

/// The command that a first word names, if it concerns no other; else none.
std::string only_command(const std::string& word) {
  const bool is_one = std::ranges::any_of(commands(), [&](const Command& one) { return word == one.name; });
  return is_one && word != "help" ? word : "";
}

int run_command(int argc, const char* const* argv) {
  CLI::App app{"Chokepoint: AI-chip export controls and smuggling, simulated", "chokepoint"};
  app.require_subcommand(1);
  // Which program this is takes longer to find out than to complete a word.
  std::string folder;
  app.add_option("--scenarios", folder, "the scenarios folder, of whichever command");
  app.set_version_flag(
      "--version", [&folder] { return version(folder); },
      "say which program this is, and which scenarios it takes");
  int status = 0;
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  // To declare the options of all thirty takes longer than a week of a run.
  const std::string only = argc > 1 ? only_command(argv[1]) : "";
  for (const Command& command : commands()) {
    CLI::App& declared = *app.add_subcommand(command.name, command.sentence);
    if (!only.empty() && only != command.name) continue;
    command.declare(declared, status);
    finish_options(declared);
  }
  const auto reads_scenarios = [&](const std::string& name) {
    const bool is_command = std::find(names.begin(), names.end(), name) != names.end();
    return is_command && app.get_subcommand(name)->get_option_no_throw("--scenarios") != nullptr;
  };
  std::vector<std::string> words{argv + std::min(argc, 1), argv + argc};
  if (!words.empty() && words.front() == kCompletes) {
    complete(app, with_folder_behind_command({words.begin() + 1, words.end()}, reads_scenarios));
    return 0;
  }
  words = with_help_as_option(with_folder_behind_command(std::move(words), reads_scenarios));
  const std::string first = words.empty() ? "" : words.front();
  if (first == kManual) {
    write_manual(app);
    return 0;
  }
  if (!first.empty() && first[0] != '-' && std::find(names.begin(), names.end(), first) == names.end())
    return refuse_word("command", first, names);
  try {
    std::reverse(words.begin(), words.end());  // as CLI11 takes them
    app.parse(words);
  } catch (const CLI::ExtrasError&) {
    return refuse_extra(app);
  } catch (const CLI::ParseError& error) {
    return show(app, error);
  } catch (const sim::BadInput& error) {
    complain(error.what());
    return 2;
  } catch (const sim::OtherStudy& error) {
    complain(fmt::format("chokepoint: {}\n", error.what()));
    return 2;
  } catch (const sim::Interrupted& interrupted) {
    complain(fmt::format("chokepoint: {}\n", interrupted.what()));
    return 130;
  } catch (const std::exception& error) {
    complain(fmt::format("chokepoint: {}\n", error.what()));
    return 1;
  }
  return status;
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  if (argc > 0) remember_program(argv[0]);
  open_output();
  set_up_warnings();
  keep_what_is_read();
  return end_output(run_command(argc, argv));
}

}  // namespace tools
