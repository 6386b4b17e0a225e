// Every table of every shipped study, as it comes from six replicates a point: on paper, and as readers see it.
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/latex.h"
#include "tests/support/program.h"

namespace tests {
namespace {

namespace fs = std::filesystem;

/// Sweeps a shipped study at so few points that it takes seconds; its tables have the same rows and columns.
void make_tables(const fs::path& folder, const std::string& study) {
  const std::string text = text_of(fs::path(REPOSITORY) / "scenarios/studies" / (study + ".yaml"));
  const bool is_sampled = text.find("samples:") != std::string::npos;
  const std::string scenarios = " --scenarios '" REPOSITORY "/scenarios' ";
  const ProgramRun swept =
      run_program(folder, "sweep " + study + scenarios + "--replicates 6 --quiet --out " + study +
                              (is_sampled ? " --samples 4" : ""));
  REQUIRE_MESSAGE(swept.status == 0, swept.err);
  const ProgramRun made = run_program(folder, "tables " + study + " --out tables-" + study);
  REQUIRE_MESSAGE(made.status == 0, made.err);
}

/// A table's title and its head: of its Markdown, the bold line and the first row of pipes.
std::string title_and_head(const fs::path& file) {
  std::istringstream lines(text_of(file));
  std::string both;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("**")) both += line + "\n";
    if (line.starts_with("| ")) return both + line;
  }
  return both;
}

void check_tables(const fs::path& folder, const std::string& study) {
  const std::regex code("[a-z]_[a-z]|no-controls|>=");
  std::string body;
  for (const auto& file : fs::directory_iterator(folder / ("tables-" + study))) {
    if (file.path().extension() == ".tex") body += text_of(file.path()) + "\n";
    if (file.path().extension() != ".md") continue;
    const std::string read = title_and_head(file.path());
    CHECK_MESSAGE(!std::regex_search(read, code), file.path().string(), ": ", read);
  }
  REQUIRE(!body.empty());
  if (!has_latex()) {
    MESSAGE("not set on paper: no pdflatex (Debian: texlive-latex-recommended)");
    return;
  }
  CHECK_MESSAGE(set_on(folder, "a4paper", body) == "", study);
}

TEST_SUITE("shipped") {
  TEST_CASE("tables of shipped studies fit on A4 and have no name of a file or a measure in a head") {
    const Folder folder;
    int studies = 0;
    for (const auto& file : fs::directory_iterator(REPOSITORY "/scenarios/studies")) {
      make_tables(folder.path, file.path().stem().string());
      check_tables(folder.path, file.path().stem().string());
      ++studies;
    }
    CHECK(studies == 6);
  }
}

}  // namespace
}  // namespace tests
