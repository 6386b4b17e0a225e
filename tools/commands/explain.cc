#include "tools/commands/all.h"

#include <memory>

#include <fmt/format.h>

#include "models/setup.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/files.h"
#include "tools/trace/explanation.h"
#include "tools/trace/find_event.h"
#include "tools/trace/traced_run.h"

namespace tools {
namespace {

using chokepoint::EventKind;

struct ExplainOptions {
  RunChoice choice;
  std::uint32_t order = 0;
  std::uint64_t seizure = 0;
  std::uint64_t listing = 0;
  std::string find;
  std::string who;
};

EventSearch sought_by(const ExplainOptions& options, const chokepoint::World& world) {
  const int asked = (options.order != 0 ? 1 : 0) + (options.seizure != 0 ? 1 : 0) +
                    (options.listing != 0 ? 1 : 0) + (options.find.empty() ? 0 : 1);
  sim::Problems problems;
  EventSearch search;
  if (asked != 1) {
    problems.add(
        argument("explain"), asked == 0 ? "nothing to explain" : "several things to explain",
        "give one of --order N, --seizure N, --listing N, --find 'first seizure of H100 after 2024'");
  } else if (options.order != 0) {
    search.order = options.order;
    search.kinds = kinds_of_an_order();
  } else if (!options.find.empty()) {
    search = read_event_search(options.find, *world.scenario, problems);
  } else {
    const EventKind kind = options.seizure != 0 ? EventKind::kSeized : EventKind::kListed;
    search.kinds[static_cast<std::size_t>(kind)] = true;
    search.nth = options.seizure + options.listing;
  }
  search.who = understand_who(options.who, world, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return search;
}

/// What to say when the run has no such event.
[[noreturn]] void refuse(const ExplainOptions& options, const FoundEvent& found) {
  sim::Problems problems;
  if (options.order != 0 && options.who.empty()) {
    problems.add(argument("--order"), fmt::format("no order {} in run {}", options.order, options.choice.run),
                 found.orders == 0 ? "none was placed" : fmt::format("orders 1 to {}", found.orders));
  } else {
    const char* option = options.order != 0     ? "--order"
                         : options.seizure != 0 ? "--seizure"
                         : options.listing != 0 ? "--listing"
                                                : "--find";
    problems.add(
        argument(option), fmt::format("no such event in run {}", options.choice.run),
        fmt::format("{} of the kind in the whole run; try another --run, or chokepoint trace", found.seen));
  }
  throw sim::BadInput(problems);
}

void explain(const ExplainOptions& options) {
  const chokepoint::Scenario scenario = load_choice(options.choice);
  const chokepoint::World world = chokepoint::make_world(scenario, options.choice.streams());
  const EventSearch search = sought_by(options, world);
  const FoundEvent found = find_event(world, search);
  if (!found.event) refuse(options, found);
  say("Run {} of {}, seed {}\n\n{}", options.choice.run, scenario.name, options.choice.seed,
      explain_event(world, *found.event));
}

}  // namespace

void declare_explain(CLI::App& command, int& status) {
  const auto options = std::make_shared<ExplainOptions>();
  declare_run_choice(command, options->choice);
  add_whole<std::uint32_t>(command, "--order", options->order, "number of an order, as in chokepoint trace",
                           1);
  add_whole<std::uint64_t>(command, "--seizure", options->seizure, "the n-th seizure of the run", 1);
  add_whole<std::uint64_t>(command, "--listing", options->listing, "the n-th listing of a front", 1);
  add_option(command, "--find", options->find,
             "words: 'first seizure of H100 after 2024-01', '3rd refused by rule', 'case opened before "
             "2024-06'; any kind that chokepoint trace prints");
  add_option(command, "--who", options->who,
             "only what this actor did: a firm's or a lab's name, ring:12, front:340 or seller:7");
  add_footer(command,
             "A chance is what would have happened below it; it happened when the number drawn was less.");
  on_run(command, [options, &status] {
    explain(*options);
    status = 0;
  });
}

}  // namespace tools
