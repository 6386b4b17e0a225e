// The table of commands: a command is one file and one row in commands.cc.
#pragma once

#include <span>

namespace CLI {
class App;
}

namespace tools {

/// A command declares its options on the sub-command it is given and sets its callback; the callback returns
/// the exit status through `status`.
struct Command {
  const char* name;
  const char* sentence;
  void (*declare)(CLI::App& command, int& status);
};

std::span<const Command> commands();

/// Runs the program; returns its exit status: 0 done, 1 failed, 2 bad input, 130 interrupted.
int run_program(int argc, const char* const* argv);

}  // namespace tools
