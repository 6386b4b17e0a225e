#include "sim/engine/id.h"

#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

namespace sim {
namespace {

struct LabTag;
struct FabTag;
using Lab = Id<LabTag>;

static_assert(
    !std::is_invocable_v<decltype([](auto& column, auto id) -> decltype(column[id]) { return column[id]; }),
                         Column<FabTag, int>&, Lab>,
    "a lab's row must not index a column of fabs");

TEST_CASE("an id that was given no row is none") {
  CHECK(Lab().is_none());
  CHECK_FALSE(Lab(0).is_none());
}

TEST_CASE("the ids of a table are its rows in order") {
  Column<LabTag, int> column;
  CHECK(column.push_back(7) == Lab(0));
  CHECK(column.push_back(8) == Lab(1));
  std::vector<int> seen;
  for (const Lab lab : ids(column)) seen.push_back(column[lab]);
  CHECK(seen == std::vector<int>{7, 8});
  for (const Lab lab : ids<LabTag>(0)) CHECK(lab.is_none());
}

}  // namespace
}  // namespace sim
