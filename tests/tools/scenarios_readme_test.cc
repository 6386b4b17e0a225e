// The worked examples of scenarios/README.md, followed as a reader would: files copied, commands typed.
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace tests {
namespace {

std::string section_of(const std::string& page, const std::string& head) {
  const std::size_t from = page.find("\n## " + head);
  REQUIRE(from != std::string::npos);
  return page.substr(from, page.find("\n## ", from + 1) - from);
}

/// Calls fn(language, body) for every block of code, in order.
template <class Fn>
void for_each_block(const std::string& page, const Fn& fn) {
  std::size_t at = 0;
  while ((at = page.find("\n```", at)) != std::string::npos) {
    const std::size_t line = page.find('\n', at + 1);
    const std::size_t end = page.find("\n```", line);
    REQUIRE(end != std::string::npos);
    fn(page.substr(at + 4, line - at - 4), page.substr(line + 1, end - line));
    at = end + 4;
  }
}

TEST_CASE("the worked examples of the scenarios' README run as they are written") {
  const Folder folder;
  std::filesystem::copy(REPOSITORY "/scenarios", folder.path / "scenarios",
                        std::filesystem::copy_options::recursive);
  int commands = 0;
  for_each_block(section_of(text_of(REPOSITORY "/scenarios/README.md"), "Worked examples"),
                 [&](const std::string& language, const std::string& body) {
                   if (language == "yaml") {
                     std::ofstream(folder.path / "scenarios" / body.substr(2, body.find('\n') - 2)) << body;
                     return;
                   }
                   std::istringstream lines(body);
                   for (std::string line; std::getline(lines, line); ++commands) {
                     const ProgramRun ran =
                         run_program(folder.path, line.substr(11) + " --scenarios scenarios");
                     CHECK_MESSAGE(ran.status == 0, line, "\n", ran.err);
                   }
                 });
  CHECK(commands == 8);
}

}  // namespace
}  // namespace tests
