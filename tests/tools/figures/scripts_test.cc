#include "tools/figures/scripts.h"

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace tools {
namespace {

TEST_CASE("a text within a script neither ends it nor begins a comment") {
  CHECK(within_script("a='</script><!--'.replace(/</g, 1);") == "a='<\\/script><\\!--'.replace(/</g, 1);");
}

TEST_CASE("a page without what draws on it says in a line what to install") {
  const tests::Folder nothing;
  const PageScripts scripts = page_scripts(nothing.path);
  CHECK(scripts.drawing.empty());
  CHECK(scripts.lack.find("tools/setup brief") != std::string::npos);
  CHECK(page_scripts("").lack == "what draws figures did not come with the program");
}

}  // namespace
}  // namespace tools
