#include "tools/explore/workers.h"

#include <doctest/doctest.h>

#include "sim/engine/parallel.h"
#include "tests/support/explored.h"

namespace tools {
namespace {

TEST_CASE("a page's new state ends the runs of its former one, and no other page's") {
  const sim::Threads one(1);
  const auto first = tests::live_runs(tests::explored_state(400));
  const auto other = tests::live_runs(tests::explored_state(2));
  const auto second = tests::live_runs(tests::explored_state(2));
  Workers workers(1);
  workers.begin("left window", first);
  workers.begin("right window", other);
  workers.begin("left window", second);
  CHECK(first->is_stopped());
  CHECK(workers.sessions() == 2);
  CHECK(tests::all_news(*second).size() == 4);
  CHECK(tests::all_news(*other).size() == 4);
  workers.end(second);
  CHECK(workers.sessions() == 1);
}

TEST_CASE("where too many pages are open the runs begun first are given up") {
  Workers workers(0);
  std::vector<Workers::Work> all;
  for (std::size_t page = 0; page <= kMostSessions; ++page) {
    all.push_back(tests::live_runs(tests::explored_state(1)));
    workers.begin(std::to_string(page), all.back());
  }
  CHECK(all.front()->is_stopped());
  CHECK_FALSE(all[1]->is_stopped());
  CHECK(workers.sessions() == kMostSessions);
}

}  // namespace
}  // namespace tools
