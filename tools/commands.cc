#include "tools/commands.h"

#include <exception>

#include <fmt/format.h>

#include "sim/input/problems.h"
#include "tools/backcast_command.h"
#include "tools/compare_command.h"
#include "tools/rule_command.h"
#include "tools/run_command.h"

namespace tools {

std::span<const Command> commands() {
  static constexpr Command kCommands[] = {
      {"run", "run scenarios many times and say whether China reaches million-chip clusters", declare_run},
      {"compare", "paired differences to the first scenario, under the same luck", declare_compare},
      {"backcast", "set a scenario beside the published record", declare_backcast},
      {"rule", "say what the law says of one trade on one day, and where", declare_rule},
  };
  return kCommands;
}

int run_program(int argc, const char* const* argv) {
  CLI::App app{"Chokepoint: AI-chip export controls and smuggling, simulated", "chokepoint"};
  int status = 0;
  for (const Command& command : commands())
    command.declare(*app.add_subcommand(command.name, command.sentence), status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const sim::BadInput& error) {
    fmt::print(stderr, "{}", error.what());
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "chokepoint: {}\n", error.what());
    return 1;
  }
  return status;
}

}  // namespace tools
