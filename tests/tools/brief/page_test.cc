#include "tools/brief/page.h"

#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/brief.h"

namespace tools {
namespace {

bool is_there(const std::string& program) {
  return std::system((program + " --version >/dev/null 2>&1").c_str()) == 0;  // NOLINT(concurrency-mt-unsafe)
}

TEST_CASE("a brief without what draws has its words, its tables and a line that says what to install") {
  Brief brief;
  brief.title = "One & <two>";
  brief.answer = {"It is likely that 1 < 2."};
  brief.answer_table = {"Numbers", {{"policy"}}, {}, {}};
  brief.figures.push_back(
      {"chances", "Chances", specification("Chances", "of runs", {"", {{"a"}}, {}, {}}), {}});
  const std::string page =
      page_of(brief, {"", "", "what draws figures is not installed: tools/setup brief"}, {});
  CHECK(page.find("<h1>One &amp; &lt;two&gt;</h1>") != std::string::npos);
  CHECK(page.find("<p>It is likely that 1 &lt; 2.</p>") != std::string::npos);
  CHECK(page.find("Not drawn: what draws figures is not installed: tools/setup brief") != std::string::npos);
  CHECK(page.find("vegaEmbed=") == std::string::npos);
}

TEST_CASE("a brief opens in a browser without a fault, and does what a reader asks of it") {
  const std::string modules = REPOSITORY "/tools/figures/node_modules";
  if (!is_there("chromium --no-sandbox") || !is_there("node") ||
      !std::filesystem::exists(modules + "/playwright-core")) {
    MESSAGE("skipped: no chromium, node or playwright-core (tools/setup test)");
    return;
  }
  const tests::SmallBrief brief;
  const std::string said = (brief.folder.path / "said").string();
  const std::string line = "node '" REPOSITORY "/tests/tools/brief/page.mjs' '" +
                           (brief.folder.path / "brief/brief.html").string() + "' '" + modules +
                           "' \"$(command -v chromium)\" >'" + said + "' 2>&1";
  const int status = std::system(line.c_str());  // NOLINT(concurrency-mt-unsafe): a test has one thread
  CHECK_MESSAGE(status == 0, tests::text_of(said));
}

}  // namespace
}  // namespace tools
