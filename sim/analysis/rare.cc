#include "sim/analysis/rare.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "sim/engine/random.h"
#include "sim/numeric/constants.h"

namespace sim {
namespace {

constexpr Purpose kStart{"rare.start"};
constexpr Purpose kMove{"rare.move"};
constexpr Purpose kAccept{"rare.accept"};

using Point = std::vector<double>;  ///< in normal space

struct Sample {
  Point at;
  double performance = -kInfinity;
};

/// Chains side by side: sample i belongs to chain i % chains and is its member i / chains.
using Samples = std::vector<Sample>;

double normal_share(double x) {
  constexpr double kLeast = 0x1p-53;
  return std::clamp(0.5 * std::erfc(-x / std::sqrt(2.0)), kLeast, 1 - kLeast);
}

/// Squared coefficient of variation of the share of samples that reach a threshold. Source: Au, Beck (2001),
/// eqs. 26 to 29.
double squared_variation(const Samples& samples, std::size_t chains, double threshold, double share) {
  const auto size = static_cast<double>(samples.size());
  const std::size_t length = samples.size() / chains;
  if (share <= 0 || share >= 1) return share >= 1 ? 0 : kInfinity;
  const auto reaches = [&](std::size_t i) { return samples[i].performance >= threshold ? 1.0 : 0.0; };
  double correlation = 0;
  for (std::size_t lag = 1; lag < length; ++lag) {
    double both = 0;
    for (std::size_t i = 0; i + lag * chains < samples.size(); ++i)
      both += reaches(i) * reaches(i + lag * chains);
    const double pairs = size - static_cast<double>(lag * chains);
    const double covariance = both / pairs - share * share;
    correlation += 2 * (1 - static_cast<double>(lag) / static_cast<double>(length)) * covariance;
  }
  correlation /= share * (1 - share);
  return (1 - share) / (share * size) * std::max(0.0, 1 + correlation);
}

class SubsetSimulation {
 public:
  SubsetSimulation(const Performance& performance, std::size_t dimensions, double threshold,
                   const RareSettings& settings)
      : performance_(performance), dimensions_(dimensions), threshold_(threshold), settings_(settings) {
    chains_ = static_cast<std::size_t>(
        std::lround(settings.step_probability * static_cast<double>(settings.samples)));
  }

  RareResult result() {
    Samples samples = start();
    std::size_t chains = settings_.samples;
    double accepted = kNan;
    double probability = 1;
    double squares = 0;
    for (std::size_t step = 1; !result_.stopped; ++step) {
      std::vector<double> best;
      for (const Sample& sample : samples) best.push_back(sample.performance);
      std::sort(best.begin(), best.end(), std::greater<>());
      const double next = best[chains_ - 1];
      const bool last = next >= threshold_ || step == settings_.most_steps;
      const double aim = last ? threshold_ : next;
      const auto reaching = std::count_if(best.begin(), best.end(), [aim](double x) { return x >= aim; });
      const double share = static_cast<double>(reaching) / static_cast<double>(samples.size());
      const double square = squared_variation(samples, chains, aim, share);
      result_.steps.push_back({aim, share, std::sqrt(square), accepted});
      probability *= share;
      squares += square;
      if (last) {
        result_.reached = reaching > 0;
        result_.probability = probability;
        result_.variation = std::sqrt(squares);
        break;
      }
      std::tie(samples, accepted) = climb(samples, aim, step);
      chains = chains_;
    }
    return result_;
  }

 private:
  /// Fills in the performance of points; false when stopped.
  bool evaluate(Samples& samples, const std::vector<std::size_t>& which) {
    std::vector<std::vector<double>> points;
    for (const std::size_t i : which) {
      points.emplace_back();
      for (const double x : samples[i].at) points.back().push_back(normal_share(x));
    }
    const std::vector<double> answer = performance_(points);
    if (answer.size() > points.size()) {
      throw std::invalid_argument(fmt::format("{} answers for {} points", answer.size(), points.size()));
    }
    result_.evaluations += answer.size();
    result_.stopped = answer.size() < points.size();
    if (result_.stopped) return false;
    for (std::size_t i = 0; i < which.size(); ++i) {
      result_.failed += std::isnan(answer[i]);
      samples[which[i]].performance = std::isnan(answer[i]) ? -kInfinity : answer[i];
    }
    return true;
  }

  Samples start() {
    Samples samples(settings_.samples);
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const RandomStreams streams{settings_.seed, 0};
      for (std::size_t d = 0; d < dimensions_; ++d) {
        samples[i].at.push_back(normal_quantile(streams.uniform(i, 0, kStart, d)));
      }
    }
    std::vector<std::size_t> all(samples.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    evaluate(samples, all);
    return samples;
  }

  /// A candidate one move from a point, coordinate by coordinate; nothing when no coordinate moves.
  std::optional<Point> moved(const Point& from, const RandomStreams& streams, std::size_t chain,
                             std::size_t member) const {
    Point to = from;
    bool any = false;
    for (std::size_t d = 0; d < dimensions_; ++d) {
      const double x = from[d] + settings_.width * (2 * streams.uniform(chain, member, kMove, d) - 1);
      const double ratio = std::exp((from[d] * from[d] - x * x) / 2);
      if (streams.uniform(chain, member, kAccept, d) >= ratio) continue;
      to[d] = x;
      any = true;
    }
    return any ? std::optional(std::move(to)) : std::nullopt;
  }

  /// Chains from the best samples that stay at or above `level`, and the share of moves that moved.
  std::pair<Samples, double> climb(const Samples& before, double level, std::size_t step) {
    std::vector<std::size_t> order(before.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&before](std::size_t a, std::size_t b) {
      return std::pair(-before[a].performance, a) < std::pair(-before[b].performance, b);
    });
    Samples samples;
    for (std::size_t chain = 0; chain < chains_; ++chain) samples.push_back(before[order[chain]]);
    const RandomStreams streams{settings_.seed, step};
    std::size_t moves = 0;
    for (std::size_t member = 1; member * chains_ < settings_.samples; ++member) {
      Samples candidates(samples.end() - static_cast<std::ptrdiff_t>(chains_), samples.end());
      const Samples stay = candidates;
      std::vector<std::size_t> tried;
      for (std::size_t chain = 0; chain < chains_; ++chain) {
        if (auto to = moved(stay[chain].at, streams, chain, member)) {
          candidates[chain].at = std::move(*to);
          tried.push_back(chain);
        }
      }
      if (!evaluate(candidates, tried)) return {std::move(samples), kNan};
      for (const std::size_t chain : tried) {
        const bool kept = candidates[chain].performance >= level;
        moves += kept;
        if (!kept) candidates[chain] = stay[chain];
      }
      samples.insert(samples.end(), candidates.begin(), candidates.end());
    }
    const double tries = static_cast<double>(settings_.samples - chains_);
    return {std::move(samples), static_cast<double>(moves) / tries};
  }

  const Performance& performance_;
  std::size_t dimensions_;
  double threshold_;
  const RareSettings& settings_;
  std::size_t chains_ = 0;
  RareResult result_;
};

void require_sound(std::size_t dimensions, const RareSettings& settings) {
  const double share = settings.step_probability;
  const auto whole = [](double x) { return std::abs(x - std::round(x)) < 1e-9 * x; };
  if (!(share > 0 && share < 1) || settings.samples < 2 || !whole(1 / share) ||
      !whole(share * static_cast<double>(settings.samples))) {
    throw std::invalid_argument(fmt::format(
        "{} samples with a step probability of {} (1 / p0 and samples times p0 must be whole numbers)",
        settings.samples, share));
  }
  if (dimensions == 0 || settings.most_steps == 0 || !(settings.width > 0)) {
    throw std::invalid_argument("dimensions, most_steps and width must be positive");
  }
}

}  // namespace

RareResult probability_of_rare(const Performance& performance, std::size_t dimensions, double threshold,
                               const RareSettings& settings) {
  require_sound(dimensions, settings);
  return SubsetSimulation(performance, dimensions, threshold, settings).result();
}

}  // namespace sim
