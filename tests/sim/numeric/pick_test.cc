#include "sim/numeric/pick.h"

#include <array>
#include <vector>

#include <doctest/doctest.h>

TEST_CASE("one of several is picked as often as its weight says") {
  const std::vector<double> weights{1, 0, 3, 4};
  std::array<int, 4> times{};
  for (int i = 0; i < 800; ++i) ++times[sim::pick(weights, (i + 0.5) / 800)];
  CHECK(times == std::array<int, 4>{100, 0, 300, 400});
}

TEST_CASE("a table of weights picks as they do") {
  for (const std::vector<double>& weights :
       {std::vector<double>{1, 0, 3, 4}, {0, 0.1, 0.7, 0}, {0, 0}, {}, {5}}) {
    sim::PickTable table;
    for (const double weight : weights) table.add(weight);
    for (int i = 0; i < 100; ++i) {
      const double u = (i + 0.5) / 100;
      CHECK(table.pick(u) == sim::pick(weights, u));
    }
  }
}

TEST_CASE("of no weight at all none is picked, and never one of weight 0 at the ends") {
  CHECK(sim::pick(std::vector<double>{}, 0.5) == 0);
  CHECK(sim::pick(std::vector<double>{0, 0}, 0.5) == 2);
  CHECK(sim::pick(std::vector<double>{0, 1, 0}, 1e-16) == 1);
  CHECK(sim::pick(std::vector<double>{0, 1, 0}, 1 - 1e-16) == 1);
}
