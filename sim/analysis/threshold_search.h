// How strict must a lever be before an event is rare enough? The lever's value at which P(event) meets a
// target, with an interval, from runs that are asked for only where they tell something.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/numeric/statistics.h"

namespace sim {

/// Asks for the runs first_run, ..., first_run + runs - 1 with the lever at a value: 1 where the event
/// happened, 0 where it did not, -1 where the run failed. A run's number is its random draws: the same number is the
/// same random draws at every value of the lever. An answer shorter than asked for ends the search: someone wants to
/// stop.
using EventRuns = std::function<std::vector<int>(double lever, std::uint64_t first_run, std::uint64_t runs)>;

enum class EventTrend { kFalls, kRises };  ///< of P(event) as the lever rises

struct ThresholdSettings {
  double low = 0;  ///< the lever's range
  double high = 1;
  double target = 0.1;  ///< of P(event), in (0, 1)
  EventTrend trend = EventTrend::kFalls;
  double level = 0.9;                     ///< of all intervals
  std::size_t grid = 5;                   ///< values to begin with, both ends among them; at least 2
  double tolerance = 0.01;                ///< the bracket is narrowed to this share of the range
  std::uint64_t first_runs = 50;          ///< at a new value
  std::uint64_t most_runs_a_level = 800;  ///< at one value
  std::uint64_t most_runs = 10'000;       ///< in all
  int resamples = 1000;                   ///< of the interval
  std::uint64_t seed = 1;                 ///< of the resamples
};

/// "Lax" is the end of the range where P is highest: low if P falls, high if it rises. "Strict" is the other.
enum class ThresholdStatus {
  kFound,  ///< P is above the target at the lax end, below at the strict one, and the bracket is narrow
  kAlreadyBelow,  ///< P meets the target at the lax end already
  kNotReached,    ///< P is above the target even at the strict end
  kUndecided  ///< an end lies too near to the target to tell, the runs ran out, or someone stopped the search
};
/// "found", "already below at the lax end", ...: for tables.
std::string_view words(ThresholdStatus status);

/// What was seen at one value of the lever.
struct ThresholdLevel {
  double lever = 0;
  std::uint64_t runs = 0;    ///< asked for
  std::uint64_t failed = 0;  ///< of these; they count neither way
  std::uint64_t events = 0;
  Interval interval;  ///< Jeffreys, of P here, from these runs alone
  double fitted = 0;  ///< P here by the monotone fit over all values; NaN without runs that did not fail
};

struct ThresholdResult {
  ThresholdStatus status = ThresholdStatus::kUndecided;
  /// The least value (P rises: the greatest) at which the monotone fit of P, joined by straight lines, meets
  /// the target. The lax end when kAlreadyBelow; infinite beyond the strict end when the fit never meets it;
  /// NaN without runs.
  double threshold = 0;
  /// Percentiles of the threshold over resampled run numbers, drawn once for all levels, because what the
  /// levels share by common random draws must vary with them. Reaches to infinity on a side on which the range ends
  /// first.
  Interval interval;
  std::vector<ThresholdLevel> levels;  ///< by rising lever
  std::uint64_t runs = 0;              ///< in all, at most `most_runs`
  bool stopped = false;                ///< by an answer that was too short
};

/// Four steps, each of which reads runs 0, 1, 2, ... of the level it looks at:
///   1. the ends: runs are doubled until a Jeffreys interval shuts the target out, or a cap is reached;
///   2. a grid with `first_runs` each;
///   3. bisection between the strictest value that is surely above the target and the laxest that is surely
///      below, runs doubled as in 1. Where values in between cannot be told from the target, from both sides
///      of these;
///   4. as many runs for every value in the bracket as one may have: a sample that stopped when it looked
///      clear leans away from the target. Where that takes an end's clearness away, 3. goes on.
/// The intervals of 1 and 3 share 1 - level among their looks (Bonferroni). The fit is the weighted isotonic
/// regression of the shares (pool adjacent violators). Deterministic when `run` is. Throws
/// std::invalid_argument when a scenario is out of range or an answer is none of those above or too long, and
/// whatever `run` throws.
/// Sources: Barlow et al. (1972), Statistical Inference under Order Restrictions; Efron (1979), Annals of
/// Statistics 7(1).
ThresholdResult find_threshold(const EventRuns& run, const ThresholdSettings& settings);

/// The falling sequence nearest to `shares` in squares weighted by `weights` (> 0).
std::vector<double> falling_fit(std::span<const double> shares, std::span<const double> weights);

/// The threshold of one lever at a value of another.
struct FrontierPoint {
  double other = 0;
  ThresholdResult threshold;
};
using FrontierRuns =
    std::function<std::vector<int>(double other, double lever, std::uint64_t first_run, std::uint64_t runs)>;
/// A search for each value of the other lever, in the order given; ends after a search that was stopped.
std::vector<FrontierPoint> frontier(const std::vector<double>& others, const FrontierRuns& run,
                                    const ThresholdSettings& settings);

}  // namespace sim
