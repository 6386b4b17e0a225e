// Every command: its file defines the function, commands.cc lists it.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tools {

void declare_ablate(CLI::App& command, int& status);
void declare_analyze(CLI::App& command, int& status);
void declare_backcast(CLI::App& command, int& status);
void declare_brief(CLI::App& command, int& status);
void declare_calibrate(CLI::App& command, int& status);
void declare_cancel(CLI::App& command, int& status);
void declare_check(CLI::App& command, int& status);
void declare_compare(CLI::App& command, int& status);
void declare_completion(CLI::App& command, int& status);
void declare_describe(CLI::App& command, int& status);
void declare_directions(CLI::App& command, int& status);
void declare_essay(CLI::App& command, int& status);
void declare_evaluate(CLI::App& command, int& status);
void declare_explain(CLI::App& command, int& status);
void declare_explore(CLI::App& command, int& status);
void declare_help(CLI::App& command, int& status);
void declare_list(CLI::App& command, int& status);
void declare_merge(CLI::App& command, int& status);
void declare_network(CLI::App& command, int& status);
void declare_predict(CLI::App& command, int& status);
void declare_price(CLI::App& command, int& status);
void declare_rare(CLI::App& command, int& status);
void declare_rule(CLI::App& command, int& status);
void declare_run(CLI::App& command, int& status);
void declare_schema(CLI::App& command, int& status);
void declare_status(CLI::App& command, int& status);
void declare_submit(CLI::App& command, int& status);
void declare_sweep(CLI::App& command, int& status);
void declare_tables(CLI::App& command, int& status);
void declare_threshold(CLI::App& command, int& status);
void declare_trace(CLI::App& command, int& status);

/// The first word of a command line that asks what may stand in the place of the last of the words behind it.
inline constexpr const char* kCompletes = "__complete";
/// Prints that, a word a line: commands, options, names of policies, studies and measures, paths of --set. Nothing where
/// only the shell knows.
void complete(const CLI::App& app, const std::vector<std::string>& words);

/// The first word that asks for the manual page, as troff.
inline constexpr const char* kManual = "__manual";
void write_manual(const CLI::App& app);

}  // namespace tools
