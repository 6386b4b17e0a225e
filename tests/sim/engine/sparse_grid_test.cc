#include "sim/engine/sparse_grid.h"

#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace {

struct Owner {};
struct Chip {};
using Grid = sim::SparseGrid<Owner, Chip, int>;
using sim::Id;

std::vector<std::pair<std::size_t, int>> row_of(const Grid& grid, std::size_t row) {
  std::vector<std::pair<std::size_t, int>> found;
  grid.for_each(Id<Owner>(row), [&](Id<Chip> chip, int units) { found.emplace_back(chip.index(), units); });
  return found;
}

}  // namespace

TEST_CASE("a sparse row is gone over by rising column, over more than one word of bits") {
  Grid grid(3, 130);
  for (const std::size_t column : {129U, 0U, 64U, 63U}) grid.at(Id<Owner>(1), Id<Chip>(column)) = 7;
  grid.at(Id<Owner>(0), Id<Chip>(5)) = 2;
  CHECK(row_of(grid, 1) == std::vector<std::pair<std::size_t, int>>{{0, 7}, {63, 7}, {64, 7}, {129, 7}});
  CHECK(row_of(grid, 0) == std::vector<std::pair<std::size_t, int>>{{5, 2}});
  CHECK(row_of(grid, 2).empty());
}

TEST_CASE("columns that are not stored are zero, and refuse to be written") {
  Grid grid(2, 130, {Id<Chip>(3), Id<Chip>(100)});
  grid.at(Id<Owner>(1), Id<Chip>(100)) = 7;
  grid.at(Id<Owner>(1), Id<Chip>(3)) = 2;
  CHECK(row_of(grid, 1) == std::vector<std::pair<std::size_t, int>>{{3, 2}, {100, 7}});
  CHECK(grid(Id<Owner>(1), Id<Chip>(4)) == 0);
  CHECK_THROWS_AS(grid.at(Id<Owner>(1), Id<Chip>(4)), std::logic_error);
}

TEST_CASE("what has become zero is passed over, and what is changed on the way stays changed") {
  Grid grid(1, 10);
  grid.at(Id<Owner>(0), Id<Chip>(3)) = 4;
  grid.at(Id<Owner>(0), Id<Chip>(8)) = 1;
  grid.for_each(Id<Owner>(0), [](Id<Chip>, int& units) { units -= 1; });
  CHECK(row_of(grid, 0) == std::vector<std::pair<std::size_t, int>>{{3, 3}});
  CHECK(grid(Id<Owner>(0), Id<Chip>(3)) == 3);
  CHECK(grid(Id<Owner>(0), Id<Chip>(8)) == 0);
}
