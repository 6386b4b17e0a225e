#include "tools/study/next_step.h"

#include <fmt/format.h>

#include "tools/console/program.h"
#include "tools/study/study.h"

namespace tools {

std::string next_step(const StudyOptions& options, std::string_view command,
                      const std::vector<std::string>& policies) {
  std::string words(command);
  for (const std::string& policy : policies) words += " " + shell_word(policy);
  words += option_words(options);
  if (!options.folder.empty()) words += fmt::format(" --scenarios {}", shell_word(options.folder));
  if (!options.out.empty()) words += fmt::format(" --out {}", shell_word(options.out));
  return fmt::format("\nNext: {} {}\n", typed_program(), words);
}

}  // namespace tools
