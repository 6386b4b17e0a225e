#include "tools/bench/supply_network.h"

#include <doctest/doctest.h>

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

template <class Network>
Outcome run(const Expected& expected) {
  Network network(expected.agents);
  for (int step = 0; step < expected.steps; ++step) network.step();
  return network.outcome();
}

TEST_CASE("the supply network by hand gives the published numbers") {
  for (const Expected& expected : kExpected) CHECK(run<ByHand>(expected) == expected.outcome);
}

TEST_CASE("the supply network on the engine gives the published numbers for any number of threads") {
  for (const int threads : {1, 2, 4, 8}) {
    const sim::Threads limit(threads);
    for (const Expected& expected : kExpected) CHECK(run<OnEngine>(expected) == expected.outcome);
  }
}

}  // namespace
}  // namespace tools::supply_network
