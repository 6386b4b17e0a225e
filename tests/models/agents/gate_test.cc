#include "models/agents/gate.h"

#include <doctest/doctest.h>

namespace chokepoint {
namespace {

TEST_CASE("an open gate admits all, a closed one nothing, a conditional one its share") {
  CHECK(admitted_share(GateState::kOpen, 0.3) == 1);
  CHECK(admitted_share(GateState::kClosed, 0.3) == 0);
  CHECK(admitted_share(GateState::kConditional, 0.3) == 0.3);
}

}  // namespace
}  // namespace chokepoint
