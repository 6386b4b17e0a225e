#include "tools/commands/all.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "sim/experiment/interrupt.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/explore/server.h"
#include "tools/scenarios/folder.h"
#include "tools/study/result_store.h"
#include "tools/study/variant.h"

namespace tools {
namespace {

constexpr std::uint64_t kMostThreads = 1024;
constexpr std::uint64_t kLastPort = 65535;

struct ExploreWords {
  std::vector<std::string> policies;
  std::vector<std::string> overrides;
  ServedPage page;
};

/// Where a word is a folder of results: its policies, two at most, its seed, and as many runs as a page may ask for.
void begin_with_results(ExploreWords& words) {
  if (words.policies.size() != 1 || !is_there(std::filesystem::path(words.policies[0]) / kStoreFile)) return;
  const sim::StudyRecord record = sim::Store::read(store_file(words.policies[0])).study();
  words.policies.clear();
  for (const sim::StoredScenario& scenario : record.scenarios) {
    if (!is_beside_a_policy(scenario.name) && words.policies.size() < kSides)
      words.policies.push_back(scenario.name);
  }
  words.page.start.seed = record.seed;
  words.page.start.runs =
      std::min<std::uint64_t>(static_cast<std::uint64_t>(record.replicates), kMostExploredRuns);
}

void explore(ExploreWords words) {
  begin_with_results(words);
  ExploreState& start = words.page.start;
  if (words.policies.size() > kSides) refuse_argument("policy", "explore shows two policies side by side");
  for (std::size_t side = 0; side < words.policies.size(); ++side) start.sides[side] = {words.policies[side]};
  if (words.policies.size() == 1 && start.sides[0].policy == start.sides[1].policy)
    start.sides[1] = {"no-controls"};
  for (ExploreSide& side : start.sides) side.overrides = words.overrides;
  words.page.folder = std::filesystem::current_path();
  const sim::InterruptGuard guard;
  serve_page(words.page, [](const std::string& address) {
    say("{}\n", address);
    output_stream().flush();
  });
}

}  // namespace

void declare_explore(CLI::App& command, int& status) {
  const auto words = std::make_shared<ExploreWords>();
  ServedPage& page = words->page;
  add_option(command, "policy", words->policies,
             "the policies to begin with, two at most (history, tight), or a folder of results");
  add_option(command, "--set", words->overrides, "path=value laid over both to begin with; may be repeated");
  add_whole(command, "-n,--runs", page.start.runs, "runs a policy to begin with", std::uint64_t{1},
            kMostExploredRuns)
      .shows_default();
  add_whole(command, "--seed", page.start.seed, "seed of all random draws").shows_default();
  add_whole(command, "--port", page.port, "port of 127.0.0.1; 0: one that is free", 0,
            static_cast<int>(kLastPort))
      .shows_default();
  add_whole(command, "--threads", page.options.threads, "threads for runs; 0: all", 0,
            static_cast<int>(kMostThreads))
      .shows_default();
  add_option(command, "--scenarios", page.options.folder, "the scenarios folder");
  declare_belief_choice(command, page.options.belief);
  add_footer(
      command,
      "Prints the address of a page on this machine alone, for a browser, and serves it until Ctrl-C. Whoever has the "
      "address can use it.");
  on_run(command, [words, &status] {
    explore(*words);
    status = 0;
  });
}

}  // namespace tools
