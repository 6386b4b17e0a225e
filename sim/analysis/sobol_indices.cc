#include "sim/analysis/sobol_indices.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"

namespace sim {
namespace {

// Outputs are standardised, so a resample whose variance is rounding error shows as this or less.
constexpr double kNoVariance = 1e-12;

/// The outputs of the base points that ran, a block of `width` outputs each.
struct Blocks {
  std::size_t groups = 0;
  std::size_t width = 0;
  bool second_order = false;
  std::vector<double> outputs;
  std::size_t count = 0;

  const double* block(std::size_t base_point) const { return outputs.data() + base_point * width; }
  double last(std::size_t base_point) const { return block(base_point)[width - 1]; }
};

Blocks blocks_of(const Plan& plan, std::span<const double> outputs) {
  if (plan.method != Method::kSaltelli) throw std::invalid_argument("Sobol' indices need a Saltelli plan");
  if (outputs.size() != rows_of(plan)) {
    throw std::invalid_argument(
        fmt::format("{} outputs are not one for each of the plan's {} rows", outputs.size(), rows_of(plan)));
  }
  Blocks blocks{.groups = groups_of(plan),
                .width = outputs.size() / plan.samples,
                .second_order = plan.second_order,
                .outputs = {}};
  for (std::size_t i = 0; i < plan.samples; ++i) {
    const std::span<const double> block = outputs.subspan(i * blocks.width, blocks.width);
    if (!all_ran(block)) continue;
    blocks.outputs.insert(blocks.outputs.end(), block.begin(), block.end());
    ++blocks.count;
  }
  return blocks;
}

struct Moments {
  double mean = 0;
  double variance = 0;
};

/// Of the rows A and B of some base points.
Moments moments(const Blocks& blocks, std::span<const std::size_t> picks) {
  const double n = 2 * static_cast<double>(picks.size());
  double sum = 0;
  for (const std::size_t i : picks) sum += blocks.block(i)[0] + blocks.last(i);
  const double mean = sum / n;
  double squares = 0;
  for (const std::size_t i : picks) {
    const double a = blocks.block(i)[0] - mean;
    const double b = blocks.last(i) - mean;
    squares += a * a + b * b;
  }
  return {mean, squares / n};
}

/// First, total, and the second of all pairs j < k, in one list.
std::vector<double> estimates(const Blocks& blocks, std::span<const std::size_t> picks) {
  const std::size_t groups = blocks.groups;
  const std::size_t pairs = blocks.second_order ? groups * (groups - 1) / 2 : 0;
  std::vector<double> sums(2 * groups + pairs, 0);
  for (const std::size_t i : picks) {
    const double* const row = blocks.block(i);
    const double a = row[0];
    const double b = blocks.last(i);
    const double* const ab = row + 1;
    for (std::size_t j = 0; j < groups; ++j) {
      sums[j] += b * (ab[j] - a);
      sums[groups + j] += (a - ab[j]) * (a - ab[j]) / 2;
    }
    const double* const ba = ab + groups;
    std::size_t pair = 2 * groups;
    for (std::size_t j = 0; pairs > 0 && j < groups; ++j) {
      for (std::size_t k = j + 1; k < groups; ++k) sums[pair++] += ba[j] * ab[k] - a * b;
    }
  }
  const double variance = moments(blocks, picks).variance;
  const double scale = variance > kNoVariance ? 1 / (variance * static_cast<double>(picks.size())) : kNan;
  for (double& sum : sums) sum *= scale;
  std::size_t pair = 2 * groups;
  for (std::size_t j = 0; pairs > 0 && j < groups; ++j) {
    for (std::size_t k = j + 1; k < groups; ++k) sums[pair++] -= sums[j] + sums[k];
  }
  return sums;
}

void unpack(const std::vector<Index>& all, const Blocks& blocks, SobolIndices& indices) {
  const auto groups = static_cast<std::ptrdiff_t>(blocks.groups);
  indices.first.assign(all.begin(), all.begin() + groups);
  indices.total.assign(all.begin() + groups, all.begin() + 2 * groups);
  if (!blocks.second_order) return;
  indices.second.assign(blocks.groups, std::vector<Index>(blocks.groups, {kNan, {kNan, kNan}}));
  std::size_t pair = 2 * blocks.groups;
  for (std::size_t j = 0; j < blocks.groups; ++j) {
    for (std::size_t k = j + 1; k < blocks.groups; ++k) indices.second[j][k] = all[pair++];
  }
}

}  // namespace

SobolIndices sobol_indices(const Plan& plan, std::span<const double> outputs, double level, Holds holds) {
  Blocks blocks = blocks_of(plan, outputs);
  std::vector<std::size_t> everyone(blocks.count);
  for (std::size_t i = 0; i < blocks.count; ++i) everyone[i] = i;
  const Moments plain = blocks.count > 0 ? moments(blocks, everyone) : Moments{kNan, kNan};
  // The estimators are exact only in expectation: a mean far from 0 would add to their noise.
  const bool varies = standardise(blocks.outputs);
  SobolIndices indices{.first = {},
                       .total = {},
                       .second = {},
                       .mean = plain.mean,
                       .variance = varies || blocks.count == 0 ? plain.variance : 0,
                       .base_points = blocks.count,
                       .dropped = plan.samples - blocks.count};
  const Statistics statistics = [&](std::span<const std::size_t> picks) {
    return estimates(blocks, varies ? picks : std::span<const std::size_t>{});
  };
  Families families;
  if (holds == Holds::kFamily) {
    const std::size_t all = blocks.groups * (blocks.second_order ? blocks.groups + 3 : 4) / 2;
    families.resize(3);
    for (std::size_t i = 0; i < all; ++i) families[std::min<std::size_t>(i / blocks.groups, 2)].push_back(i);
  }
  unpack(with_intervals(blocks.count, level, statistics, families), blocks, indices);
  return indices;
}

std::vector<SobolIndices> sobol_convergence(const Plan& plan, std::span<const double> outputs, double level,
                                            Holds holds) {
  const Blocks blocks = blocks_of(plan, outputs);
  std::vector<SobolIndices> at;
  for (std::size_t parts = 8; parts > 0; parts /= 2) {
    Plan part = plan;
    part.samples = plan.samples / parts;
    if (part.samples < 2) continue;
    at.push_back(sobol_indices(part, outputs.first(part.samples * blocks.width), level, holds));
  }
  return at;
}

std::optional<std::size_t> needed_base_points(const Index& index, double width, std::size_t base_points) {
  if (!(width > 0)) throw std::invalid_argument("an interval cannot be narrower than nothing");
  const double now = index.interval.high - index.interval.low;
  if (std::isnan(now)) return std::nullopt;
  const double needed = std::ceil(static_cast<double>(base_points) * (now / width) * (now / width));
  constexpr double kMost = 0x1p62;
  return static_cast<std::size_t>(std::clamp(needed, 1.0, kMost));
}

}  // namespace sim
