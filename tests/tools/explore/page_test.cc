// The page of `explore` in a browser, by explore.mjs, where there is one.
#include <cstdlib>

#include <doctest/doctest.h>

#include "tests/support/started_page.h"

namespace {

TEST_CASE("the page of explore works in a browser") {
  const bool has_browser = std::system(
                               "command -v node >/dev/null && test -x /usr/bin/chromium && "
                               "test -e '" REPOSITORY "/tools/figures/node_modules/playwright-core'") == 0;
  if (!has_browser) {
    MESSAGE("skipped: no chromium or node");
    return;
  }
  tests::StartedPage page("6");
  const std::string command = "node '" REPOSITORY "/tests/tools/explore/explore.mjs' '" + page.address() +
                              "' '" + page.folder().string() + "' >'" + (page.folder() / "said").string() +
                              "' 2>&1";
  const int status = std::system(command.c_str());
  const std::string said = tests::text_of(page.folder() / "said");
  CHECK_MESSAGE(status == 0, said);
  CHECK(page.end(SIGTERM) == 0);
}

}  // namespace
