#include "sim/engine/find_rows.h"

#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

namespace {

struct Thing {};

std::vector<std::uint32_t> rows_of(std::size_t rows, const std::vector<std::size_t>& marked) {
  sim::Column<Thing, int> column(rows, 0);
  for (const std::size_t row : marked) column[sim::Id<Thing>(row)] = 7;
  std::vector<std::uint32_t> found;
  sim::find_rows(
      column, [](int value) { return value == 7; },
      [&](sim::Id<Thing> row) { found.push_back(row.index()); });
  return found;
}

}  // namespace

TEST_CASE("rows of a kind are found in order, wherever they stand") {
  CHECK(rows_of(200, {0, 63, 64, 127, 130, 199}) == std::vector<std::uint32_t>{0, 63, 64, 127, 130, 199});
  CHECK(rows_of(64, {63}) == std::vector<std::uint32_t>{63});
  CHECK(rows_of(10, {3}) == std::vector<std::uint32_t>{3});
}

TEST_CASE("where there is none nothing is found") {
  CHECK(rows_of(0, {}).empty());
  CHECK(rows_of(129, {}).empty());
}
