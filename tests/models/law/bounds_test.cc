#include "models/law/bounds.h"

#include <doctest/doctest.h>

using chokepoint::Chip;
using chokepoint::Limits;

TEST_CASE("a chip under a bound is told by how much") {
  Chip chip;
  chip.tpp = 2368;
  Limits limits;
  limits.tpp_limit = 4800;
  CHECK(chokepoint::bound_not_met(limits, chip) == "TPP 2,368 < 4,800");
  chip.tpp = 4800;
  CHECK(chokepoint::bound_not_met(limits, chip).empty());
}

TEST_CASE("a chip above a ceiling is told so, and an unknown figure misses nothing") {
  Chip chip;
  chip.memory_bandwidth_gbs = 8000;
  Limits limits;
  limits.memory_bandwidth_below = 6500;
  CHECK(chokepoint::bound_not_met(limits, chip) == "memory bandwidth 8,000 >= 6,500");
  chip.memory_bandwidth_gbs.reset();
  CHECK(chokepoint::bound_not_met(limits, chip).empty());
}
