#include "sim/engine/contract.h"

#include <string>

#include <doctest/doctest.h>

namespace sim {
namespace {

TEST_CASE("a kept law says nothing") { CHECK_NOTHROW(require(true, "a stock of {}", 3)); }

TEST_CASE("a broken law names its place and says what was found") {
  std::string said;
  const int line = __LINE__ + 2;
  try {
    require(false, "a stock of {} fell to {}", "chips", -2);
  } catch (const ContractBroken& broken) {
    said = broken.what();
  }
  CHECK(said.ends_with("contract_test.cc:" + std::to_string(line) + ": a stock of chips fell to -2"));
}

}  // namespace
}  // namespace sim
