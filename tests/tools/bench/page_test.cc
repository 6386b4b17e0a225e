// The page of what running costs. Nothing is said of times: that it is made, whole, of what was measured.
#include <algorithm>
#include <regex>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/program.h"

#ifdef BENCH

namespace tests {
namespace {

namespace fs = std::filesystem;

int run_shell(const std::string& command) {
  return std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe): a test has one thread
}

long count_of(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  return std::distance(std::sregex_iterator(text.begin(), text.end(), regex), std::sregex_iterator());
}

TEST_CASE("the page of what running costs is made by one command, with every section and picture") {
  const Folder folder;
  const std::string build = fs::path(BENCH).parent_path().string();
  REQUIRE(run_shell("BUILD='" + build +
                    "' '" REPOSITORY "/tools/dev/performance' --quick --against '" CHOKEPOINT "' --out '" +
                    folder.path.string() + "' >/dev/null 2>&1") == 0);
  const std::string page = text_of(folder.path / "performance.md");
  CHECK(count_of(page, "\n## ") == 10);
  CHECK(count_of(page, R"(\bnan\b|\binf\b)") == 0);
  const fs::path figures = folder.path / "performance/figures";
  for (const std::string name : {"agents", "axes", "phases", "yardstick"}) {
    CAPTURE(name);
    CHECK(page.find("performance/figures/" + name + ".svg") != std::string::npos);
    const auto spec = nlohmann::json::parse(text_of(figures / (name + ".vl.json")));
    CHECK(spec["data"]["values"].size() >= 2);
    // Drawn where Node and its packages are: each mark says what it shows.
    const std::string picture = text_of(figures / (name + ".svg"));
    CHECK((picture.empty() || count_of(picture, "<path aria-label=") >= 2));
  }
}

}  // namespace
}  // namespace tests

#endif
