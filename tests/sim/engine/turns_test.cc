#include "sim/engine/turns.h"

#include <vector>

#include <doctest/doctest.h>

namespace sim {
namespace {

struct Walker {};

TEST_CASE("turns: in every week those rows have theirs, and they alone, whose keys say so") {
  Column<Walker, std::uint64_t> keys;
  for (std::uint64_t row = 0; row < 200; ++row) keys.push_back(row * row * 0x9e3779b97f4a7c15ULL >> 1);
  const Turns<Walker> turns(keys, 20, 180, 13);
  for (int week = 0; week < 40; ++week) {
    std::vector<Id<Walker>> expected;
    for (std::size_t row = 20; row < 180; ++row) {
      if ((keys[Id<Walker>(row)] + static_cast<std::uint64_t>(week)) % 13 == 0) expected.emplace_back(row);
    }
    const auto found = turns.in(week);
    CHECK(std::vector(found.begin(), found.end()) == expected);
  }
}

}  // namespace
}  // namespace sim
