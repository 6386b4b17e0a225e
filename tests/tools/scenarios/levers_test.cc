#include "tools/scenarios/levers.h"

#include <algorithm>

#include <doctest/doctest.h>

TEST_CASE("levers are the parts of enforcement that take a level") {
  const auto levers = tools::levers();
  const auto has = [&](const char* path) {
    return std::any_of(levers.begin(), levers.end(), [&](const auto& row) { return row.path == path; });
  };
  CHECK(has("enforcement.strength"));
  CHECK(has("enforcement.checks"));
  CHECK(has("enforcement.budget"));
  CHECK_FALSE(has("enforcement.places"));
  CHECK_FALSE(has("enforcement.location_software"));
}
