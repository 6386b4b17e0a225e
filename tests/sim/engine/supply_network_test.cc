#include "tools/bench/supply_network.h"

#include <doctest/doctest.h>

#include "tools/bench/supply_by_hand.h"
#include "tools/bench/supply_by_hand_threads.h"
#include "tools/bench/supply_on_engine.h"

namespace tools::supply_network {
namespace {

struct Expected {
  std::size_t agents;
  int steps;
  Outcome outcome;
};
// Found alike by seven independent programs in other frameworks.
const Expected kExpected[] = {
    {1000, 10, {15757, {5798, 102, 195}, 0x00001dd32cf06ff1}},
    {20000, 20, {328751, {235556, 4743, 12436}, 0x000280c8019ba1df}},
    {100000, 100, {2134262, {6122081, 122238, 436226}, 0x001038fc00ee0582}},
};

template <class Network, class... Threads>
Outcome run(const Expected& expected, Threads... threads) {
  Network network(expected.agents, threads...);
  for (int step = 0; step < expected.steps; ++step) network.step();
  return network.outcome();
}

TEST_CASE("the supply network by hand gives the published numbers, plain and tuned") {
  for (const Expected& expected : kExpected) {
    CHECK(run<Plain>(expected) == expected.outcome);
    CHECK(run<TunedSerial>(expected) == expected.outcome);
  }
}

// The thread sanitizer is told of the engine's loops, not of TBB's own, and would find races where there are none.
#ifndef __SANITIZE_THREAD__
TEST_CASE("the supply network by hand on threads gives the published numbers for any number of them") {
  for (const int threads : {1, 2, 3, 4, 8, 16}) {
    for (const Expected& expected : kExpected)
      CHECK(run<TunedThreads>(expected, threads) == expected.outcome);
  }
}
#endif

TEST_CASE("the supply network on the engine gives the published numbers for any number of threads") {
  for (const int threads : {1, 2, 3, 4, 8, 16}) {
    const sim::Threads limit(threads);
    for (const Expected& expected : kExpected) CHECK(run<OnEngine>(expected) == expected.outcome);
  }
}

TEST_CASE("the versions of the supply network agree where suppliers are asked for ahead of their use") {
  const Expected large{kFarApart + 12345, 3, {}};
  const Outcome plain = run<Plain>(large);
  CHECK(run<TunedSerial>(large) == plain);
  for (const int threads : {1, 2, 5}) {
    const sim::Threads limit(threads);
    CHECK(run<OnEngine>(large) == plain);
  }
}

}  // namespace
}  // namespace tools::supply_network
