#include "tools/trace/traced_run.h"

#include "models/week.h"
#include "tools/console/arguments.h"
#include "tools/scenarios/belief_file.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace tools {

void declare_run_choice(CLI::App& command, RunChoice& choice) {
  add_option(command, "scenario", choice.scenario,
             "a policy file, or the name of one in the scenarios folder")
      .required();
  add_whole(command, "--run", choice.run, "number of the run, as in runs.csv").shows_default("0");
  add_whole(command, "--seed", choice.seed, "seed of the study").shows_default("1");
  add_option(command, "--set", choice.overrides, "path=value laid over the scenario; may be repeated");
  add_option(command, "--scenarios", choice.folder, "the scenarios folder");
  declare_belief_choice(command, choice.belief);
}

chokepoint::Scenario load_choice(const RunChoice& choice) {
  chokepoint::Scenario scenario =
      std::move(load_scenarios(scenario_folder(choice.folder), {choice.scenario}, choice.overrides).front());
  sim::Problems problems;
  believe(scenario, read_belief(choice.belief, scenario_folder(choice.folder), problems), problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return scenario;
}

void run_traced(chokepoint::World& world, const SeeWeek& see) {
  chokepoint::Trace trace;
  world.trace = &trace;
  chokepoint::note_what_is_held(world);
  Tracing then = see(world, trace.events);
  while (then == Tracing::kGoOn && world.week < world.scenario->calendar.weeks) {
    trace.events.clear();
    chokepoint::run_week(world);
    then = see(world, trace.events);
  }
  world.trace = nullptr;
}

}  // namespace tools
