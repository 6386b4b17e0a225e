#include "sim/analysis/threshold_search.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "sim/engine/random.h"
#include "sim/numeric/constants.h"

namespace sim {
namespace {

constexpr Purpose kRuns{"threshold.runs"};

enum class Side { kUnclear, kAbove, kBelow };  ///< of the target

struct Level {
  std::vector<int> outcomes{};  ///< by run number
  Side side = Side::kUnclear;
};

/// Levels by strictness: 0 at the lax end, 1 at the strict one, so that P always falls.
using Levels = std::map<double, Level>;

struct Count {
  long events = 0;
  long trials = 0;
};

Count count(const std::vector<int>& outcomes) {
  Count sum;
  for (const int outcome : outcomes) {
    sum.events += outcome == 1;
    sum.trials += outcome != -1;
  }
  return sum;
}

/// The least strictness at which points of falling P, joined by straight lines, meet the target; nothing when
/// they never do.
std::optional<double> crossing(const std::vector<double>& places, const std::vector<double>& falling,
                               double target) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (falling[i] > target) continue;
    if (i == 0) return places[0];
    const double part = (falling[i - 1] - target) / (falling[i - 1] - falling[i]);
    return places[i - 1] + part * (places[i] - places[i - 1]);
  }
  return std::nullopt;
}

class ThresholdSearch {
 public:
  ThresholdSearch(const EventRuns& run, const ThresholdSettings& settings) : run_(run), settings_(settings) {
    int looks = 1;
    for (std::uint64_t n = settings.first_runs; n < settings.most_runs_a_level; n *= 2) ++looks;
    level_of_a_look_ = 1 - (1 - settings.level) / looks;
  }

  ThresholdResult result() {
    ThresholdResult found;
    found.status = search();
    std::erase_if(levels_, [](const auto& level) { return level.second.outcomes.empty(); });
    fill(found);
    return found;
  }

 private:
  double lever(double strictness) const {
    const double width = settings_.high - settings_.low;
    return settings_.trend == EventTrend::kFalls ? settings_.low + strictness * width
                                                 : settings_.high - strictness * width;
  }

  bool may_ask() const { return !stopped_ && used_ < settings_.most_runs; }

  /// Brings a level to so many runs, or as many as are left; false when it did not get them all.
  bool extend(double place, std::uint64_t runs) {
    Level& level = levels_[place];
    const std::uint64_t have = level.outcomes.size();
    if (have >= runs) return true;
    if (!may_ask()) return false;
    const std::uint64_t asked = std::min(runs - have, settings_.most_runs - used_);
    const std::vector<int> answer = run_(lever(place), have, asked);
    stopped_ = answer.size() < asked;
    if (answer.size() > asked ||
        std::any_of(answer.begin(), answer.end(), [](int x) { return x < -1 || x > 1; })) {
      throw std::invalid_argument(fmt::format("{} runs were asked for an outcome of -1, 0 or 1 each", asked));
    }
    used_ += answer.size();
    level.outcomes.insert(level.outcomes.end(), answer.begin(), answer.end());
    const Count sum = count(level.outcomes);
    const Interval interval = jeffreys(sum.events, sum.trials, level_of_a_look_);
    level.side = interval.low > settings_.target    ? Side::kAbove
                 : interval.high < settings_.target ? Side::kBelow
                                                    : Side::kUnclear;
    return level.outcomes.size() >= runs;
  }

  bool is_open(const Level& level) const {
    return level.side == Side::kUnclear && level.outcomes.size() < settings_.most_runs_a_level;
  }

  /// Doubles the runs of a level until its side is clear.
  void decide(double place) {
    extend(place, settings_.first_runs);
    while (may_ask() && is_open(levels_[place])) {
      const std::uint64_t runs = 2 * levels_[place].outcomes.size();
      extend(place, std::min(std::max(runs, settings_.first_runs), settings_.most_runs_a_level));
    }
  }

  /// The strictest level above the target that comes before all below it, and the laxest below it that comes
  /// after all above: where sides contradict each other, the bracket holds the contradiction.
  std::pair<double, double> bracket() const {
    double first_below = 1;
    double last_above = 0;
    for (const auto& [place, level] : levels_) {
      if (level.side == Side::kBelow) first_below = std::min(first_below, place);
      if (level.side == Side::kAbove) last_above = std::max(last_above, place);
    }
    double from = 0;
    double to = 1;
    for (const auto& [place, level] : levels_) {
      if (level.side == Side::kAbove && place < first_below) from = std::max(from, place);
      if (level.side == Side::kBelow && place > last_above) to = std::min(to, place);
    }
    return {from, to};
  }

  /// A level in the bracket that more runs may clear, the nearest to its middle; or else the middle of the
  /// wider of the gaps at its ends. Nothing when both are narrow.
  std::optional<double> next_place() const {
    const auto [from, to] = bracket();
    std::optional<double> open;
    const double middle = (from + to) / 2;
    for (auto at = levels_.upper_bound(from); at->first < to; ++at) {
      if (is_open(at->second) && (!open || std::abs(at->first - middle) < std::abs(*open - middle))) {
        open = at->first;
      }
    }
    if (open) return open;
    const double after = levels_.upper_bound(from)->first;
    const double before = std::prev(levels_.lower_bound(to))->first;
    if (std::max(after - from, to - before) <= settings_.tolerance) return std::nullopt;
    return after - from >= to - before ? (from + after) / 2 : (before + to) / 2;
  }

  /// Gives all levels of the bracket as many runs as the one with the most may have, the poorest first; the
  /// bracket may widen meanwhile.
  void level_up() {
    while (may_ask()) {
      const auto [from, to] = bracket();
      double poorest = from;
      for (auto at = levels_.find(from); at != levels_.end() && at->first <= to; ++at) {
        if (at->second.outcomes.size() < levels_[poorest].outcomes.size()) poorest = at->first;
      }
      const std::uint64_t have = levels_[poorest].outcomes.size();
      if (have >= settings_.most_runs_a_level) return;
      extend(poorest, std::min(std::max(2 * have, settings_.first_runs), settings_.most_runs_a_level));
    }
  }

  ThresholdStatus search() {
    decide(0);
    if (levels_[0].side == Side::kBelow) return ThresholdStatus::kAlreadyBelow;
    decide(1);
    if (levels_[1].side == Side::kAbove) return ThresholdStatus::kNotReached;
    for (std::size_t i = 1; i + 1 < settings_.grid; ++i) {
      extend(static_cast<double>(i) / static_cast<double>(settings_.grid - 1), settings_.first_runs);
    }
    // More runs may show that a side was not so clear, which widens the bracket.
    while (may_ask() && next_place()) {
      while (may_ask() && next_place()) decide(*next_place());
      level_up();
    }
    const bool narrow = !stopped_ && !next_place();
    const bool ends_clear = levels_[0].side == Side::kAbove && levels_[1].side == Side::kBelow;
    return narrow && ends_clear ? ThresholdStatus::kFound : ThresholdStatus::kUndecided;
  }

  /// Where P, by counts of the levels, meets the target; strictness below 0 stands for no level with a count.
  double estimate(const std::vector<double>& places, const std::vector<Count>& counts) const {
    std::vector<double> seen;
    std::vector<double> shares;
    std::vector<double> weights;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (counts[i].trials == 0) continue;
      seen.push_back(places[i]);
      shares.push_back(static_cast<double>(counts[i].events) / static_cast<double>(counts[i].trials));
      weights.push_back(static_cast<double>(counts[i].trials));
    }
    if (seen.empty()) return kNan;
    return crossing(seen, falling_fit(shares, weights), settings_.target).value_or(kInfinity);
  }

  /// The threshold's strictness in each resample of the run numbers, the same numbers at all levels.
  std::vector<double> resampled(const std::vector<double>& places) const {
    std::size_t most = 0;
    for (const auto& [place, level] : levels_) most = std::max(most, level.outcomes.size());
    std::vector<double> strictness;
    for (int resample = 0; resample < settings_.resamples; ++resample) {
      const RandomStreams streams{settings_.seed, static_cast<std::uint64_t>(resample)};
      std::vector<long> times(most, 0);
      for (std::size_t i = 0; i < most; ++i) {
        ++times[static_cast<std::size_t>(streams.uniform(i, 0, kRuns) * static_cast<double>(most))];
      }
      std::vector<Count> counts;
      for (const auto& [place, level] : levels_) {
        Count sum;
        for (std::size_t run = 0; run < level.outcomes.size(); ++run) {
          sum.events += level.outcomes[run] == 1 ? times[run] : 0;
          sum.trials += level.outcomes[run] != -1 ? times[run] : 0;
        }
        counts.push_back(sum);
      }
      const double place = estimate(places, counts);
      if (!std::isnan(place)) strictness.push_back(place);
    }
    return strictness;
  }

  /// As a lever; infinite beyond either end.
  double as_lever(double strictness) const {
    if (!std::isinf(strictness)) return lever(strictness);
    return settings_.trend == EventTrend::kFalls ? strictness : -strictness;
  }

  void fill(ThresholdResult& found) const {
    std::vector<double> places;
    std::vector<double> shares;
    std::vector<double> weights;
    std::vector<Count> counts;
    for (const auto& [place, level] : levels_) {
      places.push_back(place);
      counts.push_back(count(level.outcomes));
      if (counts.back().trials == 0) continue;
      weights.push_back(static_cast<double>(counts.back().trials));
      shares.push_back(static_cast<double>(counts.back().events) / weights.back());
    }
    const std::vector<double> falling = falling_fit(shares, weights);
    std::size_t next = 0;
    for (const auto& [place, level] : levels_) {
      const Count& sum = counts[found.levels.size()];
      const std::uint64_t runs = level.outcomes.size();
      found.levels.push_back({lever(place), runs, runs - static_cast<std::uint64_t>(sum.trials),
                              static_cast<std::uint64_t>(sum.events),
                              jeffreys(sum.events, sum.trials, settings_.level),
                              sum.trials == 0 ? kNan : falling[next++]});
    }
    if (settings_.trend == EventTrend::kRises) std::reverse(found.levels.begin(), found.levels.end());
    found.runs = used_;
    found.stopped = stopped_;
    place_threshold(found, places, counts);
  }

  void place_threshold(ThresholdResult& found, const std::vector<double>& places,
                       const std::vector<Count>& counts) const {
    double strictness = estimate(places, counts);
    double lax = -kInfinity;
    double strict = kInfinity;
    if (found.status == ThresholdStatus::kAlreadyBelow) {
      strictness = strict = 0;
    } else if (found.status == ThresholdStatus::kNotReached) {
      strictness = kInfinity;
      lax = 1;
    } else if (const std::vector<double> all = resampled(places); !all.empty()) {
      lax = quantile(all, (1 - settings_.level) / 2);
      strict = quantile(all, (1 + settings_.level) / 2);
      if (lax <= 0) lax = -kInfinity;
    }
    found.threshold = as_lever(strictness);
    found.interval = {as_lever(lax), as_lever(strict)};
    if (settings_.trend == EventTrend::kRises) std::swap(found.interval.low, found.interval.high);
  }

  const EventRuns& run_;
  const ThresholdSettings& settings_;
  double level_of_a_look_ = 0;
  Levels levels_;
  std::uint64_t used_ = 0;
  bool stopped_ = false;
};

void require_sound(const ThresholdSettings& settings) {
  const auto inside = [](double x) { return x > 0 && x < 1; };
  if (!(settings.low < settings.high) || !std::isfinite(settings.high - settings.low)) {
    throw std::invalid_argument(fmt::format("no lever between {} and {}", settings.low, settings.high));
  }
  if (!inside(settings.target) || !inside(settings.level) || !inside(settings.tolerance)) {
    throw std::invalid_argument("target, level and tolerance must lie between 0 and 1");
  }
  if (settings.grid < 2 || settings.first_runs < 1 || settings.resamples < 1 ||
      settings.most_runs_a_level < settings.first_runs) {
    throw std::invalid_argument(
        "grid must be at least 2, first_runs and resamples 1, most_runs_a_level first_runs");
  }
}

}  // namespace

std::string_view words(ThresholdStatus status) {
  switch (status) {
    case ThresholdStatus::kFound:
      return "found";
    case ThresholdStatus::kAlreadyBelow:
      return "already below at the lax end";
    case ThresholdStatus::kNotReached:
      return "not reached at the strict end";
    case ThresholdStatus::kUndecided:
      return "undecided";
  }
  throw std::invalid_argument("no such status");
}

std::vector<double> falling_fit(std::span<const double> shares, std::span<const double> weights) {
  struct Block {
    double sum;
    double weight;
    std::size_t size;
    double mean() const { return sum / weight; }
  };
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    Block block{shares[i] * weights[i], weights[i], 1};
    while (!blocks.empty() && blocks.back().mean() < block.mean()) {
      block = {blocks.back().sum + block.sum, blocks.back().weight + block.weight,
               blocks.back().size + block.size};
      blocks.pop_back();
    }
    blocks.push_back(block);
  }
  std::vector<double> fit;
  for (const Block& block : blocks) fit.insert(fit.end(), block.size, block.mean());
  return fit;
}

ThresholdResult find_threshold(const EventRuns& run, const ThresholdSettings& settings) {
  require_sound(settings);
  return ThresholdSearch(run, settings).result();
}

std::vector<FrontierPoint> frontier(const std::vector<double>& others, const FrontierRuns& run,
                                    const ThresholdSettings& settings) {
  std::vector<FrontierPoint> points;
  for (const double other : others) {
    const EventRuns at = [&run, other](double lever, std::uint64_t first, std::uint64_t runs) {
      return run(other, lever, first, runs);
    };
    points.push_back({other, find_threshold(at, settings)});
    if (points.back().threshold.stopped) break;
  }
  return points;
}

}  // namespace sim
