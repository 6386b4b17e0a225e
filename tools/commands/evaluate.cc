#include "tools/commands/all.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <sstream>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "tools/console/arguments.h"
#include "tools/console/input.h"
#include "tools/console/output.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/evaluation.h"

namespace tools {
namespace {

constexpr const char* kColumns = R"(Columns of DESIGN, in any order:
  PARAMETER   a parameter by its path, as rings.hurdle (describe parameters); an
              empty field leaves what it is without the column
  PATH        anything else that --set takes, as enforcement.strength
  scenario    the policy of the row, in place of --scenario
  run, seed   which random draws: the same run of the same seed has the same
              ones in every policy; 0 and --seed where there is no column
  id          passed through, as are the columns of --keep
Columns of the output: those of DESIGN, then MEASURE_YEAR for each of --measures
and --years, then --figures, then error: why a run failed, which has no numbers.
A row is answered as soon as it is read, in the order of rows.)";

}  // namespace

void declare_evaluate(CLI::App& command, int& status) {
  const auto options = std::make_shared<EvaluateOptions>();
  const auto file = std::make_shared<std::string>();
  options->measures = {"campus_china", "fleet_china", "nation_china", "abroad_china", "smuggled", "premium"};
  options->years = {2027};
  add_option(command, "DESIGN", *file, "a CSV file with a header, or - for the standard input").required();
  add_option(command, "--scenario", options->scenario, "policy of rows that name none").shows_default();
  add_option(command, "--measures", options->measures, "what is written of each run; with commas")
      .with_commas();
  add_wholes(command, "--years", options->years, "at the end of which years; with commas", 1, 9999);
  add_option(command, "--figures", options->figures,
             "name=expression, a number of any day, quarter or span (describe questions); may be repeated")
      .one_each();
  add_option(command, "--keep", options->keep, "columns that are passed through as they are; with commas")
      .with_commas();
  add_whole(command, "--seed", options->common.seed, "seed of rows that have none").shows_default("1");
  add_flag(
      command, "--drawn", options->drawn,
      "draw the parameters that are no columns by the random draws of the row's run; else they are central");
  declare_world_options(command, options->common);
  add_option(command, "--until", options->common.until, "last day, as 2026-12-31");
  add_flag(command, "--check", options->common.check, "check conservation every week");
  add_flag(command, "--whole", options->common.whole, kSaysWhole);
  add_option(command, "--out", options->common.out,
             "a file, in place of the standard output; rows are kept as they are made");
  add_footer(command, kColumns);
  on_run(command, [options, file, &status] {
    Evaluated evaluated;
    if (options->common.until.empty() && !options->years.empty())
      options->common.until =
          fmt::format("{}-12-31", *std::max_element(options->years.begin(), options->years.end()));
    if (*file == "-") {
      evaluated = evaluate(input_stream(), "standard input", output_stream(), *options);
    } else {
      if (!std::filesystem::is_regular_file(*file))
        refuse_input(argument("DESIGN"), fmt::format("no file '{}'", *file));
      const std::string text = sim::read_file(*file);
      sim::Problems problems;
      check_rows(text, *file, *options, problems);
      if (!problems.empty()) throw sim::BadInput(problems);
      std::istringstream in(text);
      evaluated = evaluate(in, *file, output_stream(), *options);
    }
    if (evaluated.interrupted && !options->common.out.empty())
      complain(fmt::format("chokepoint: stopped after {} rows, which are kept: the same command goes on\n",
                           evaluated.rows));
    status = exit_status(evaluated.failed, evaluated.interrupted);
  });
}

}  // namespace tools
