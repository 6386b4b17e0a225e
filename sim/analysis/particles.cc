#include "sim/analysis/particles.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "sim/engine/parallel.h"
#include "sim/numeric/constants.h"

namespace sim {
namespace {

constexpr Purpose kPlace{"particles.place"};
constexpr Purpose kLine{"particles.line"};
constexpr Purpose kShrink{"particles.shrink"};
// A bracket halves or so with each try: after so many it is below the last bit.
constexpr int kMostShrinks = 64;

/// Where the line u + t direction lies in [0, 1) in the active columns; {0, 0} when it does not move.
std::pair<double, double> in_cube(const std::vector<double>& u, const std::vector<double>& direction,
                                  const std::vector<std::size_t>& active) {
  double low = -kInfinity;
  double high = kInfinity;
  for (const std::size_t i : active) {
    if (direction[i] == 0) continue;
    const double to_zero = -u[i] / direction[i];
    const double to_one = (1 - u[i]) / direction[i];
    low = std::max(low, std::min(to_zero, to_one));
    high = std::min(high, std::max(to_zero, to_one));
  }
  return std::isfinite(low) ? std::pair(low, high) : std::pair(0.0, 0.0);
}

/// One particle on its way.
struct Walker {
  std::vector<double> at;
  double log_density = 0;
  std::uint64_t number = 0;

  /// Moves along a line through where it is, `column` when that is the only one that changes.
  void along(const std::vector<double>& direction, std::optional<std::size_t> column,
             const LogDensity& density, const std::vector<std::size_t>& active, std::uint64_t move,
             const RandomStreams& streams) {
    auto [low, high] = in_cube(at, direction, active);
    const double level = log_density + std::log(streams.uniform(number, move, kShrink));
    std::vector<double> to = at;
    for (int i = 1; i <= kMostShrinks && low < high; ++i) {
      const double t =
          low + (high - low) * streams.uniform(number, move, kShrink, static_cast<std::uint64_t>(i));
      bool inside = true;
      for (const std::size_t k : active) {
        to[k] = at[k] + t * direction[k];
        inside = inside && to[k] >= 0 && to[k] < 1;
      }
      const double found = inside ? density({to, level, column}) : -kInfinity;
      if (found >= level) {
        at = std::move(to);
        log_density = found;
        return;
      }
      (t < 0 ? low : high) = t;
    }
  }
};

std::size_t below(std::size_t count, double u) {
  return std::min(static_cast<std::size_t>(u * static_cast<double>(count)), count - 1);
}

}  // namespace

Particles uniform_particles(std::size_t count, std::size_t dimension, const RandomStreams& streams) {
  Particles particles{Matrix(count, std::vector<double>(dimension)), std::vector<std::size_t>(count)};
  std::iota(particles.family.begin(), particles.family.end(), std::size_t{0});
  for_each_row(count, [&](std::size_t i) {
    for (std::size_t column = 0; column < dimension; ++column) {
      particles.points[i][column] = streams.uniform(i, 0, kPlace, column);
    }
  });
  return particles;
}

std::vector<std::size_t> systematic(std::span<const double> weights, std::size_t count, double u) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0)) throw std::invalid_argument("there is no weight to draw by");
  std::vector<std::size_t> picks;
  double passed = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    passed += weights[i] / sum * static_cast<double>(count);
    while (picks.size() < count && static_cast<double>(picks.size()) + u < passed) picks.push_back(i);
  }
  const std::size_t last =
      static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) - weights.begin());
  while (picks.size() < count) picks.push_back(last);  // what rounding of the sum left
  return picks;
}

double effective_size(std::span<const double> weights) {
  double sum = 0;
  double squares = 0;
  for (const double weight : weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? sum * sum / squares : 0;
}

void move_particles(Particles& particles, const LogDensity& log_density,
                    const std::vector<std::size_t>& active, std::size_t moves, const RandomStreams& streams) {
  const Matrix before = particles.points;
  const std::size_t count = before.size();
  const std::size_t dimension = before.empty() ? 0 : before.front().size();
  std::vector<bool> moving(dimension, false);
  for (const std::size_t column : active) moving[column] = true;
  for_each_run(count, [&](std::size_t i) {
    Walker walker{before[i], log_density({before[i], -kInfinity}), i};
    std::vector<double> direction(dimension, 0);
    for (std::size_t move = 0; move < moves && !active.empty(); ++move) {
      const auto draw = streams.uniform4(i, move, kLine);
      std::fill(direction.begin(), direction.end(), 0.0);
      std::optional<std::size_t> only;
      if (move % 2 == 0 || count < 3) {
        only = active[below(active.size(), draw.u[0])];
        direction[*only] = 1;
      } else {
        const std::size_t a = (i + 1 + below(count - 1, draw.u[0])) % count;
        const std::size_t b = (i + 1 + below(count - 1, draw.u[1])) % count;
        for (const std::size_t column : active) direction[column] = before[a][column] - before[b][column];
      }
      walker.along(direction, only, log_density, active, move, streams);
    }
    for (std::size_t column = 0; column < dimension; ++column) {
      if (!moving[column]) walker.at[column] = streams.uniform(i, moves, kPlace, column);
    }
    particles.points[i] = std::move(walker.at);
  });
}

double effective_size(const Particles& particles, const std::vector<std::size_t>& columns) {
  const std::size_t count = particles.points.size();
  const auto n = static_cast<double>(count);
  std::map<std::size_t, std::vector<std::size_t>> families;
  for (std::size_t i = 0; i < count; ++i) families[particles.family[i]].push_back(i);
  if (families.size() < 2) return std::min(n, 1.0);
  if (families.size() == count || columns.empty()) return n;
  double size = 0;  // of the family of a member, on average
  for (const auto& family : families) size += std::pow(static_cast<double>(family.second.size()), 2) / n;
  const auto k = static_cast<double>(families.size());
  const double common = (n - size) / (k - 1);  // the size that the analysis of variance sees
  double between = 0;
  double within = 0;
  for (const std::size_t column : columns) {
    double mean = 0;
    for (const auto& point : particles.points) mean += point[column] / n;
    double of_means = 0;
    double of_members = 0;
    for (const auto& family : families) {
      const auto members = static_cast<double>(family.second.size());
      double own = 0;
      for (const std::size_t i : family.second) own += particles.points[i][column] / members;
      of_means += members * (own - mean) * (own - mean) / (k - 1);
      for (const std::size_t i : family.second) {
        of_members += std::pow(particles.points[i][column] - own, 2) / (n - k);
      }
    }
    const double scale = of_means + of_members;  // no column outweighs another
    if (!(scale > 0)) continue;
    between += of_means / scale;
    within += of_members / scale;
  }
  if (!(between + within > 0)) return n;
  const double rho = std::clamp((between - within) / (between + (common - 1) * within), 0.0, 1.0);
  return n / (1 + (size - 1) * rho);
}

}  // namespace sim
