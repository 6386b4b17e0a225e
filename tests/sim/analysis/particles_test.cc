#include "sim/analysis/particles.h"

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/parallel.h"
#include "sim/numeric/constants.h"

namespace sim {
namespace {

/// Gaussian around (0.4, 0.6) with deviations of 0.02 and correlation 0.95 in the first two columns.
double narrow(const Candidate& candidate) {
  const std::span<const double> u = candidate.u;
  const double x = (u[0] - 0.4) / 0.02;
  const double y = (u[1] - 0.6) / 0.02;
  return -0.5 * (x * x - 2 * 0.95 * x * y + y * y) / (1 - 0.95 * 0.95);
}

Particles moved(std::size_t moves) {
  Particles particles = uniform_particles(1000, 3, {1, 0});
  move_particles(particles, narrow, {0, 1}, moves, {1, 1});
  return particles;
}

struct Moments {
  double mean = 0;
  double deviation = 0;
};

Moments moments(const Particles& particles, std::size_t column) {
  Moments found;
  const auto n = static_cast<double>(particles.points.size());
  for (const auto& point : particles.points) found.mean += point[column] / n;
  for (const auto& point : particles.points) found.deviation += std::pow(point[column] - found.mean, 2) / n;
  found.deviation = std::sqrt(found.deviation);
  return found;
}

TEST_CASE("particles come to follow a narrow and correlated density from anywhere") {
  const Particles particles = moved(200);
  CHECK(std::abs(moments(particles, 0).mean - 0.4) < 0.003);
  CHECK(std::abs(moments(particles, 1).mean - 0.6) < 0.003);
  CHECK(moments(particles, 0).deviation == doctest::Approx(0.02).epsilon(0.1));
  double product = 0;
  for (const auto& point : particles.points) product += (point[0] - 0.4) * (point[1] - 0.6) / 1000 / 0.0004;
  CHECK(product == doctest::Approx(0.95).epsilon(0.15));
}

TEST_CASE("columns that are not active stay uniform") {
  const Moments found = moments(moved(20), 2);
  CHECK(std::abs(found.mean - 0.5) < 0.03);
  CHECK(found.deviation == doctest::Approx(std::sqrt(1.0 / 12)).epsilon(0.05));
}

TEST_CASE("a set with sharp ends is filled evenly and not left") {
  const auto log_density = [](const Candidate& at) {
    return at.u[0] + at.u[1] < 1 && at.u[0] > 0.25 ? 0 : -kInfinity;
  };
  Particles particles{Matrix(1000, {0.3, 0.1}), std::vector<std::size_t>(1000, 0)};
  move_particles(particles, log_density, {0, 1}, 60, {1, 1});
  for (const auto& point : particles.points) REQUIRE(log_density({point}) == 0);
  // A right triangle: its centre lies a third from each leg.
  CHECK(std::abs(moments(particles, 0).mean - 0.5) < 0.02);
  CHECK(std::abs(moments(particles, 1).mean - 0.25) < 0.02);
}

TEST_CASE("particles are the same on any number of threads") {
  const Threads alone(1);
  const Particles one = moved(20);
  const Threads several(4);
  CHECK(moved(20).points == one.points);
}

TEST_CASE("systematic picks follow the weights, and no weight is refused") {
  CHECK(systematic(std::vector<double>{1, 0, 2, 1}, 4, 0.5) == std::vector<std::size_t>{0, 2, 2, 3});
  CHECK(systematic(std::vector<double>{1, 1}, 5, 0.3).size() == 5);
  CHECK_THROWS_AS(systematic(std::vector<double>{0, 0}, 2, 0.5), std::invalid_argument);
}

TEST_CASE("weights and families that are alike tell less") {
  CHECK(effective_size(std::vector<double>{1, 1, 1, 0}) == doctest::Approx(3));
  Particles particles = uniform_particles(400, 1, {1, 0});
  CHECK(effective_size(particles, {0}) == 400);
  for (std::size_t i = 0; i < 400; ++i) particles.family[i] = i / 4;
  CHECK(effective_size(particles, {0}) > 300);
  for (std::size_t i = 0; i < 400; ++i) particles.points[i] = particles.points[i / 4 * 4];
  CHECK(effective_size(particles, {0}) == doctest::Approx(100).epsilon(0.01));
  particles.family.assign(400, 0);
  CHECK(effective_size(particles, {0}) == 1);
}

}  // namespace
}  // namespace sim
