#include "models/turns.h"

#include <vector>

#include <doctest/doctest.h>

#include "models/keys.h"

namespace chokepoint {
namespace {

struct Walker {};

TEST_CASE("turns: in every week those rows have theirs, and they alone, whose keys say so") {
  sim::Column<Walker, std::uint64_t> keys;
  for (std::uint64_t row = 0; row < 200; ++row) keys.push_back(key_of(7, row));
  const Turns<Walker> turns(keys, 20, 180, 13);
  for (int week = 0; week < 40; ++week) {
    std::vector<sim::Id<Walker>> expected;
    for (std::size_t row = 20; row < 180; ++row) {
      if (is_turn_of(keys[sim::Id<Walker>(row)], week, 13)) expected.emplace_back(row);
    }
    const auto found = turns.in(week);
    CHECK(std::vector(found.begin(), found.end()) == expected);
  }
}

}  // namespace
}  // namespace chokepoint
