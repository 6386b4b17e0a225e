#include "tools/study/next_step.h"

#include <fmt/format.h>

#include "tools/console/program.h"
#include "tools/study/study.h"

namespace tools {

std::string next_step(const std::vector<std::string>& words) {
  std::string line = "\nNext: " + typed_program();
  for (const std::string& word : words) line += " " + shell_word(word);
  return line + "\n";
}

std::string next_step(const StudyOptions& options, std::string_view command,
                      const std::vector<std::string>& policies) {
  std::string line = fmt::format("\nNext: {} {}", typed_program(), command);
  for (const std::string& policy : policies) line += " " + shell_word(policy);
  line += option_words(options);
  if (!options.folder.empty()) line += fmt::format(" --scenarios {}", shell_word(options.folder));
  if (!options.out.empty()) line += fmt::format(" --out {}", shell_word(options.out));
  return line + "\n";
}

}  // namespace tools
