#include "sim/analysis/prim.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <boost/math/special_functions/beta.hpp>

#include "sim/analysis/prim_search.h"
#include "sim/engine/random.h"
#include "sim/numeric/constants.h"

namespace sim {
namespace {

constexpr Purpose kHalf{"prim.half"};

using Rows = PrimSearch::Rows;

/// P(X >= k) of Binomial(n, p).
double at_least(std::size_t k, std::size_t n, double p) {
  return k == 0 ? 1 : boost::math::ibeta(static_cast<double>(k), static_cast<double>(n - k + 1), p);
}

std::vector<PrimRestriction> restrictions_of(const PrimSearch& search, const PrimLimitsByFactor& box,
                                             PrimContent content) {
  std::vector<PrimRestriction> all;
  const auto add = [&](PrimRestriction restriction, PrimLimits without) {
    PrimLimitsByFactor wider = box;
    wider[restriction.factor] = std::move(without);
    const double density = search.content(wider).density();
    restriction.quasi_p = at_least(content.of_interest, content.cases, density);
    all.push_back(std::move(restriction));
  };
  for (std::size_t f = 0; f < box.size(); ++f) {
    const PrimLimits& limits = box[f];
    if (limits.low > -kInfinity) {
      add({f, PrimBound::kAtLeast, limits.low}, {-kInfinity, limits.high, limits.gone});
    }
    if (limits.high < kInfinity) {
      add({f, PrimBound::kAtMost, limits.high}, {limits.low, kInfinity, limits.gone});
    }
    if (!limits.gone.empty()) {
      add({f, PrimBound::kOneOf, 0, search.levels_left(f, limits)}, {limits.low, limits.high});
    }
  }
  return all;
}

/// Whether step a is the better one to choose. See PrimBox::chosen.
bool preferred(const PrimStep& a, const PrimStep& b, const PrimSettings& settings) {
  const bool a_reaches = a.density >= settings.density_threshold;
  const bool b_reaches = b.density >= settings.density_threshold;
  if (a_reaches != b_reaches) return a_reaches;
  if (!a_reaches) return a.density > b.density;
  if (a.restricted != b.restricted) return a.restricted < b.restricted;
  if (a.of_interest != b.of_interest) return a.of_interest > b.of_interest;
  return a.density > b.density;
}

std::size_t choose(const std::vector<PrimStep>& steps, const PrimSettings& settings) {
  std::size_t chosen = 0;  // the whole space restricts nothing: it is always allowed
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (steps[i].restricted <= settings.most_restricted && preferred(steps[i], steps[chosen], settings)) {
      chosen = i;
    }
  }
  return chosen;
}

/// The box whose `what` lies nearest to `aim`, the earliest of such.
template <class What>
const PrimLimitsByFactor& nearest(const PrimSearch::Trajectory& steps, double aim, What what) {
  const auto distance = [&](const auto& step) { return std::abs(what(step.second) - aim); };
  return std::min_element(steps.begin(), steps.end(),
                          [&](const auto& a, const auto& b) { return distance(a) < distance(b); })
      ->first;
}

/// Half of the rows by chance, rising.
Rows half_of(const Rows& rows, const PrimSettings& settings, int resample, std::size_t number) {
  const RandomStreams streams{settings.seed, static_cast<std::uint64_t>(resample)};
  std::vector<std::pair<double, std::size_t>> drawn;
  for (const std::size_t row : rows) drawn.emplace_back(streams.uniform(row, number, kHalf), row);
  std::sort(drawn.begin(), drawn.end());
  Rows half;
  for (std::size_t i = 0; i < rows.size() / 2; ++i) half.push_back(drawn[i].second);
  std::sort(half.begin(), half.end());
  return half;
}

void require_sound(const std::vector<PrimFactor>& factors, std::size_t cases, const PrimSettings& settings) {
  for (const PrimFactor& factor : factors) {
    if (factor.values.size() != cases) {
      throw std::invalid_argument(
          fmt::format("factor '{}' has {} values for {} cases", factor.name, factor.values.size(), cases));
    }
    for (const double value : factor.values) {
      if (!std::isfinite(value)) {
        throw std::invalid_argument(fmt::format("factor '{}' holds {}", factor.name, value));
      }
    }
  }
  const auto share = [](double x, double below) { return x > 0 && x < below; };
  if (!share(settings.peel_alpha, 0.5) || !share(settings.paste_alpha, 0.5) || !share(settings.mass_min, 1) ||
      !(settings.density_threshold >= 0 && settings.density_threshold <= 1)) {
    throw std::invalid_argument(
        "peel_alpha and paste_alpha must lie in (0, 0.5), mass_min in (0, 1), density_threshold in [0, 1]");
  }
}

/// A box with all that is told of it, and the rows it holds.
std::pair<PrimBox, Rows> find_box(const std::vector<PrimFactor>& factors,
                                  const std::vector<bool>& of_interest, const PrimSettings& settings,
                                  const Rows& rows, PrimContent all) {
  PrimSearch search(factors, of_interest, settings, all.cases, rows);
  const auto steps = search.trajectory();
  PrimBox found;
  for (const auto& [box, content] : steps) {
    found.trajectory.push_back(
        {content.cases, content.of_interest,
         static_cast<double>(content.of_interest) / static_cast<double>(all.of_interest), content.density(),
         static_cast<double>(content.cases) / static_cast<double>(all.cases), restricted_factors(box),
         restrictions_of(search, box, content)});
  }
  found.chosen = choose(found.trajectory, settings);
  found.reaches_threshold = found.trajectory[found.chosen].density >= settings.density_threshold;
  return {std::move(found), search.inside(steps[found.chosen].first)};
}

std::vector<PrimReproduced> reproduce(const std::vector<PrimFactor>& factors,
                                      const std::vector<bool>& of_interest, const PrimSettings& settings,
                                      const Rows& rows, const PrimBox& found, std::size_t number) {
  const PrimStep& aim = found.trajectory[found.chosen];
  const double share_of_interest =
      static_cast<double>(aim.of_interest) / static_cast<double>(found.trajectory.front().of_interest);
  std::vector<PrimReproduced> reproduced(factors.size());
  for (int resample = 0; resample < settings.resamples; ++resample) {
    Rows half = half_of(rows, settings, resample, number);
    const std::size_t size = half.size();
    const auto steps = PrimSearch(factors, of_interest, settings, size, std::move(half)).trajectory();
    const auto most = static_cast<double>(steps.front().second.of_interest);
    const PrimLimitsByFactor& by_coverage =
        nearest(steps, share_of_interest, [most](const PrimContent& content) {
          return most == 0 ? 0 : static_cast<double>(content.of_interest) / most;
        });
    const PrimLimitsByFactor& by_density =
        nearest(steps, aim.density, [](const PrimContent& content) { return content.density(); });
    for (std::size_t f = 0; f < factors.size(); ++f) {
      reproduced[f].at_coverage += by_coverage[f].bind();
      reproduced[f].at_density += by_density[f].bind();
    }
  }
  for (PrimReproduced& share : reproduced) {
    share.at_coverage /= settings.resamples;
    share.at_density /= settings.resamples;
  }
  return reproduced;
}

}  // namespace

PrimResult prim(const std::vector<PrimFactor>& factors, const std::vector<bool>& of_interest,
                const PrimSettings& settings) {
  require_sound(factors, of_interest.size(), settings);
  Rows rows(of_interest.size());
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
  const PrimContent all{rows.size(),
                        static_cast<std::size_t>(std::count(of_interest.begin(), of_interest.end(), true))};
  PrimResult result{all.cases, all.of_interest, {}};
  std::size_t left = all.of_interest;
  while (left > 0 && result.boxes.size() < settings.most_boxes &&
         static_cast<double>(rows.size()) >= settings.mass_min * static_cast<double>(all.cases)) {
    auto [box, in] = find_box(factors, of_interest, settings, rows, all);
    const bool reaches = box.reaches_threshold;
    if (!reaches && !result.boxes.empty()) break;
    box.reproduced = reproduce(factors, of_interest, settings, rows, box, result.boxes.size());
    left -= box.trajectory[box.chosen].of_interest;
    result.boxes.push_back(std::move(box));
    if (!reaches) break;
    Rows rest;
    std::set_difference(rows.begin(), rows.end(), in.begin(), in.end(), std::back_inserter(rest));
    rows = std::move(rest);
  }
  return result;
}

}  // namespace sim
