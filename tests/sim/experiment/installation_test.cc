#include "sim/experiment/installation.h"

#include <doctest/doctest.h>

namespace fs = std::filesystem;

TEST_CASE("what comes with a program is looked for beside it, then one folder up") {
  const fs::path program = fs::read_symlink("/proc/self/exe");
  const auto places = sim::installed_places("share/thing");
  CHECK(places[0] == program.parent_path() / "share/thing");
  CHECK(places[1] == program.parent_path().parent_path() / "share/thing");
}

TEST_CASE("what came with the program is told by where it really is, and what did not by an empty path") {
  const fs::path program = fs::read_symlink("/proc/self/exe");
  CHECK(sim::installed(program.filename()) == fs::canonical(program));
  CHECK(sim::installed("no/such/thing").empty());
}
