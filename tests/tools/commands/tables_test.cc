#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace tests {
namespace {

TEST_CASE("tables are written in every form, and what makes documents is asked for where it is missing") {
  const SmallStudy study("scenarios: [history]\n");
  REQUIRE(study.run("run history tight -n 2 --until 2022-12-31 --out out").status == 0);
  const ProgramRun made = study.run("tables out --out tables");
  CHECK(made.status == 0);
  for (const char* ending : {".csv", ".md", ".tex", ".html"})
    CHECK(!study.text(std::string("tables/T1-scenarios") + ending).empty());
  // NOLINTNEXTLINE(concurrency-mt-unsafe): a test has one thread
  const bool has_pandoc = std::system("pandoc --version >/dev/null 2>&1") == 0;
  CHECK(!study.text("tables/T1-scenarios.docx").empty() == has_pandoc);
  CHECK(!study.text("tables/figures/chances.vl.json").empty());
  CHECK((made.out.find("documents: not made, pandoc is missing") == std::string::npos) == has_pandoc);
}

}  // namespace
}  // namespace tests
