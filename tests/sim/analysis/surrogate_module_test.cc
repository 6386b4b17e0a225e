#include "sim/analysis/surrogate_module.h"

#include <array>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

TEST_CASE("a library of fits that is missing is said to be, with the folders it was looked for in") {
  const std::array<std::filesystem::path, 2> folders{"/no/such/place", "/nor/this"};
  CHECK_THROWS_WITH_AS(
      sim::detail::load_surrogate_fits(folders),
      "surrogates need chokepoint-surrogates.so, which is not in any of /no/such/place, /nor/this",
      std::runtime_error);
}

TEST_CASE("the library of fits is found from the build folder") {
  const bool there = sim::detail::surrogate_fits().chaos != nullptr;
  CHECK(there);
}
