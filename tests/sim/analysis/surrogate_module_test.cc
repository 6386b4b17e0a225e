#include "sim/analysis/surrogate_module.h"

#include <doctest/doctest.h>

TEST_CASE("the library of fits is found from the build folder") {
  const bool there = sim::detail::surrogate_fits().chaos != nullptr;
  CHECK(there);
}
