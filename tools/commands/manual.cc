#include "tools/commands/all.h"

#include <functional>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "sim/experiment/manifest.h"
#include "tools/console/output.h"

namespace tools {
namespace {

constexpr const char* kHead = R"(.\" Made by the program from its own help.
.TH CHOKEPOINT 1 "" "chokepoint {0}" "User Commands"
.SH NAME
chokepoint \- {1}
.SH SYNOPSIS
.B chokepoint
.RI [ --scenarios " DIR" ]
.I COMMAND
.RI [ WORDS ]
.SH DESCRIPTION
Each command is described below, as by
.B chokepoint help
.IR COMMAND .
Policies and studies are named, or given as files;
.B chokepoint list
names what there is.
)";

constexpr const char* kTail = R"(.SH FILES
.TP
.I ./scenarios
taken where the current folder has one, unless
.B --scenarios
names another
.TP
.I ../share/chokepoint/scenarios
seen from the program: taken otherwise.
.B chokepoint --version
says which was
.SH EXIT STATUS
0: done. 1: a run failed, or something could not be written. 2: wrong input, nothing run. 130: stopped by Ctrl-C.
)";

/// Text as troff takes it: no letter of it is a request.
std::string plain(const std::string& text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\\') {
      out += "\\e";
    } else if (letter == '-') {
      out += "\\-";
    } else {
      out += letter;
    }
  }
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

void put_option(const CLI::App& command, const CLI::Option& option) {
  const auto& formatter = dynamic_cast<const CLI::Formatter&>(*command.get_formatter());
  const bool is_positional = option.get_positional();
  say(".TP\n\\fB{}\\fR{}\n{}\n", plain(formatter.make_option_name(&option, is_positional)),
      plain(formatter.make_option_opts(&option)), plain(formatter.make_option_desc(&option)));
}

void put_options(const CLI::App& command) {
  for (const bool are_positional : {true, false}) {
    for (const CLI::Option* option : command.get_options()) {
      if (option->get_positional() == are_positional) put_option(command, *option);
    }
  }
}

}  // namespace

void write_manual(const CLI::App& app) {
  const std::string whole = app.get_description();  // "Chokepoint: what it is"
  say(kHead, sim::this_build().version, plain(whole.substr(whole.find(": ") + 2)));
  say(".SH OPTIONS\n");
  put_options(app);
  say(".SH COMMANDS\n");
  for (const CLI::App* command : app.get_subcommands(std::function<bool(const CLI::App*)>{})) {
    say(".SS {}\n{}\n", plain(command->get_name()), plain(command->get_description()));
    put_options(*command);
  }
  say(kTail);
}

}  // namespace tools
