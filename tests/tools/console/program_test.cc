#include "tools/console/program.h"

#include <doctest/doctest.h>

namespace tools {
namespace {

TEST_CASE("a word is quoted for a shell only where it must be") {
  CHECK(shell_word("results/a-b_1.csv") == "results/a-b_1.csv");
  CHECK(shell_word("") == "''");
  CHECK(shell_word("a b") == "'a b'");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("a;b") == "'a;b'");
}

}  // namespace
}  // namespace tools
