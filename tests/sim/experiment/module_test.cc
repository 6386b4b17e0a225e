#include "sim/experiment/module.h"

#include <array>
#include <fstream>
#include <stdexcept>

#include <doctest/doctest.h>

#include "tests/support/folder.h"

TEST_CASE("a library that is missing is said to be, with the folders it was looked for in") {
  const std::array<std::filesystem::path, 2> folders{"/no/such/place", "/nor/this"};
  CHECK_THROWS_WITH_AS(sim::symbol_of({"chokepoint-fits.so", "fits", "surrogates"}, folders),
                       "surrogates need chokepoint-fits.so, which is not in any of /no/such/place, /nor/this",
                       std::runtime_error);
}

TEST_CASE("a file that is no library is refused with what the linker says of it") {
  const tests::Folder folder;
  std::ofstream(folder.path / "fits.so") << "no library";
  const std::array<std::filesystem::path, 1> folders{folder.path};
  CHECK_THROWS_WITH_AS(sim::symbol_of({"fits.so", "fits", "surrogates"}, folders),
                       doctest::Contains("surrogates cannot be loaded: "), std::runtime_error);
}
