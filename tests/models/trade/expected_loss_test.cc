#include "models/trade/expected_loss.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

TEST_CASE("nobody expects to lose anything where nobody enforces, and more where it is done harder") {
  CHECK(expected_loss(0.03, 0, 60) == 0);
  CHECK(expected_loss(0.03, 1, 60) == doctest::Approx(1.8));
  CHECK(expected_loss(0.03, 3, 60) > expected_loss(0.03, 1, 60));
  CHECK(expected_loss(0.03, 1e9, 60) <= 60);
}

TEST_CASE("all bear no loss, the fewer the larger it is, and who bears one bears every smaller one") {
  CHECK(tolerates(0, 0.5, 0.999));
  CHECK(tolerates(0.5, 0.5, 0.3));
  CHECK_FALSE(tolerates(0.5, 0.5, 0.4));
}

/// Chips smuggled in two years at a strength of enforcement by cases alone.
std::int64_t smuggled(const char* strength, const char* tolerated) {
  tiny::Run run({fmt::format("enforcement.cases=[{{from: 2023-01-02, level: {}}}]", strength),
                 fmt::format("parameters.risk.tolerated={}", tolerated)});
  return run.to_end().sum(&WeekLog::smuggled);
}

TEST_CASE("a law that nobody enforces keeps no buyer from smuggled chips, strong enforcement nearly all") {
  CHECK(smuggled("0", "0.1") >= smuggled("1", "0.1"));
  CHECK(smuggled("30", "0.1") < 0.3 * static_cast<double>(smuggled("0", "0.1")));
}

}  // namespace
}  // namespace chokepoint
