#include "tools/commands/all.h"

#include <memory>
#include <string>

#include "tools/console/arguments.h"

namespace tools {

// What it does is done with its words, before they are read (console/command_words.h): here it gets its place in the help
// and in completion.
void declare_help(CLI::App& command, int&) {
  const auto name = std::make_shared<std::string>();
  add_option(command, "COMMAND", *name, "of which command; none: of the program");
  on_run(command, [name] {});
}

}  // namespace tools
