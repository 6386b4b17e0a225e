#include "tools/explore/kept_outcomes.h"

#include <doctest/doctest.h>

namespace tools {
namespace {

TEST_CASE("outcomes are kept by their keys, and the first make room") {
  KeptOutcomes kept(2);
  const auto outcome = std::make_shared<const chokepoint::RunOutcome>();
  kept.keep("a", outcome);
  kept.keep("b", outcome);
  kept.keep("a", nullptr);
  CHECK(kept.find("a") == outcome);
  kept.keep("c", outcome);
  CHECK(kept.find("a") == nullptr);
  CHECK(kept.find("b") == outcome);
  CHECK(kept.find("c") == outcome);
}

}  // namespace
}  // namespace tools
