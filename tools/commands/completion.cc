#include "tools/commands/all.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "models/record/measures.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/file.h"
#include "tools/tables/reference.h"

namespace tools {
namespace {

using WordList = std::vector<std::string>;

constexpr const char* kBash = R"(# chokepoint completion bash >> ~/.bashrc
_chokepoint() {{
  mapfile -t COMPREPLY < <("${{COMP_WORDS[0]}}" {0} "${{COMP_WORDS[@]:1:COMP_CWORD}}" 2>/dev/null)
  [[ ${{COMPREPLY[0]}} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}}
complete -o default -F _chokepoint chokepoint
)";

constexpr const char* kZsh = R"(#compdef chokepoint
# chokepoint completion zsh > a folder of $fpath/_chokepoint, or >> ~/.zshrc after compinit
_chokepoint() {{
  local -a found
  found=("${{(@f)$("${{words[1]}}" {0} "${{(@)words[2,CURRENT]}}" 2>/dev/null)}}")
  if [[ -z "$found" ]]; then
    _files
  elif [[ "$found[1]" == *= ]]; then
    compadd -S '' -a found
  else
    compadd -a found
  fi
}}
compdef _chokepoint chokepoint
# Found in $fpath, the file is the function itself at its first call.
if [[ "$funcstack[1]" == _chokepoint ]]; then _chokepoint "$@"; fi
)";

constexpr const char* kFish = R"fish(# chokepoint completion fish > ~/.config/fish/completions/chokepoint.fish
function __chokepoint_complete
  set -l words (commandline -opc)
  set -l program $words[1]
  set -e words[1]
  set -l current (commandline -ct)
  $program {0} $words "$current" 2>/dev/null
end
# Files only where the program has no word to offer.
complete -c chokepoint -n 'test -n "$(__chokepoint_complete)"' -f -a '(__chokepoint_complete)'
)fish";

bool takes_words(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

/// The words of a description that is a list of them: "md, csv or json"; none where it is a sentence.
WordList words_in(std::string text) {
  for (std::size_t at = text.find(" or "); at != std::string::npos; at = text.find(" or "))
    text.replace(at, 4, ", ");
  WordList words;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(", ", from), text.size());
    words.push_back(text.substr(from, to - from));
    if (words.back().find(' ') != std::string::npos) return {};
    from = to + 2;
  }
  return words.size() > 1 ? words : WordList{};
}

/// What may stand for an option or argument, as far as names tell; no file of the scenarios folder is read.
WordList values_of(const CLI::Option& option, const std::string& folder) {
  const std::string name = option.get_name();
  const auto add_names = [&](WordList names, WordList&& more) {
    names.insert(names.end(), more.begin(), more.end());
    return names;
  };
  if (name == "scenario" || name == "--scenario") return policies_of(scenario_folder(folder));
  if (name == "STUDY") return studies_of(scenario_folder(folder));
  if (name == "SCENARIO")
    return add_names(policies_of(scenario_folder(folder)), studies_of(scenario_folder(folder)));
  if (name == "--set") return paths_to_set();
  if (name != "--measures") return words_in(option.get_description());
  WordList names;
  for (const chokepoint::Measure& measure : chokepoint::measures()) names.emplace_back(measure.name);
  return names;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands(std::function<bool(const CLI::App*)>{});
}

WordList command_names(const CLI::App& app) {
  WordList names;
  for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
  return names;
}

WordList options_of(const CLI::App& command) {
  WordList names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

/// The option or argument that the last of the words is given for; null: none.
const CLI::Option* meant(const CLI::App& command, const WordList& words) {
  std::vector<const CLI::Option*> arguments;
  for (const CLI::Option* option : command.get_options())
    if (option->get_positional()) arguments.push_back(option);
  std::size_t argument = 0;
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    if (!words[at].starts_with('-')) {
      if (argument + 1 < arguments.size() ||
          (!arguments.empty() && arguments[argument]->get_expected_max() == 1))
        ++argument;
      continue;
    }
    const CLI::Option* option = command.get_option_no_throw(words[at]);
    if (option == nullptr || !takes_words(*option)) continue;
    at += static_cast<std::size_t>(option->get_items_expected_min());
    if (at + 1 >= words.size()) return option;
  }
  return argument < arguments.size() ? arguments[argument] : nullptr;
}

/// What may stand in the place of the last of the words.
WordList candidates(const CLI::App& app, const WordList& words) {
  if (words.size() < 2) {
    WordList names = options_of(app);
    for (const std::string& name : command_names(app)) names.push_back(name);
    return names;
  }
  const std::vector<const CLI::App*> commands = commands_of(app);
  const auto command = std::find_if(commands.begin(), commands.end(),
                                    [&](const CLI::App* one) { return one->get_name() == words.front(); });
  if (command == commands.end()) return {};
  const auto folder = std::find(words.begin(), words.end() - 1, "--scenarios");
  const CLI::Option* option = meant(**command, words);
  if (option != nullptr && option->get_name() == "COMMAND") return command_names(app);
  if (words.back().starts_with('-') && (option == nullptr || option->get_positional()))
    return options_of(**command);
  return option == nullptr ? WordList{} : values_of(*option, folder < words.end() - 2 ? folder[1] : "");
}

}  // namespace

void complete(const CLI::App& app, const std::vector<std::string>& words) {
  const std::string last = words.empty() ? "" : words.back();
  // Of several in one word, the last is completed.
  const std::string before = last.substr(0, last.rfind(',') + 1);
  WordList found = candidates(app, words.empty() ? WordList{""} : words);
  std::sort(found.begin(), found.end());
  for (const std::string& word : found) {
    if (before.empty() ? word.starts_with(last) : word.starts_with(last.substr(before.size())))
      say("{}{}\n", before, word);
  }
}

void declare_completion(CLI::App& command, int& status) {
  const auto shell = std::make_shared<std::string>();
  add_option(command, "SHELL", *shell, "bash, zsh or fish").required().one_of({"bash", "zsh", "fish"});
  on_run(command, [shell, &status] {
    const char* script = *shell == "bash" ? kBash : *shell == "zsh" ? kZsh : kFish;
    say("{}", fmt::format(fmt::runtime(script), kCompletes));
    status = 0;
  });
}

}  // namespace tools
