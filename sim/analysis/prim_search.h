// One search for one box: the peeling and pasting behind prim.h.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "sim/analysis/prim.h"
#include "sim/numeric/constants.h"

namespace sim {

/// The part of one factor that a box keeps.
struct PrimLimits {
  double low = -kInfinity;
  double high = kInfinity;
  std::vector<double> gone{};  ///< levels

  bool hold(double value) const;
  /// Whether there is any limit.
  bool bind() const;
};
using PrimLimitsByFactor = std::vector<PrimLimits>;

std::size_t restricted_factors(const PrimLimitsByFactor& box);

struct PrimContent {
  std::size_t cases = 0;
  std::size_t of_interest = 0;
  double density() const;  ///< 0 without cases
};

/// Refers to the factors, the cases of interest and the settings: they must outlive it.
class PrimSearch {
 public:
  using Rows = std::vector<std::size_t>;
  using Trajectory = std::vector<std::pair<PrimLimitsByFactor, PrimContent>>;

  /// `all_cases`: what masses are shares of. `rows`: those to search, rising.
  PrimSearch(const std::vector<PrimFactor>& factors, const std::vector<bool>& of_interest,
             const PrimSettings& settings, std::size_t all_cases, Rows rows);

  /// The boxes from the whole space to the last; to be called once.
  Trajectory trajectory();

  Rows inside(const PrimLimitsByFactor& box) const;
  PrimContent content(const PrimLimitsByFactor& box) const;
  /// The distinct values of a factor that the limits keep, rising.
  std::vector<double> levels_left(std::size_t factor, const PrimLimits& limits) const;

 private:
  /// Another set of limits for one factor of a box, and what the box then holds.
  struct Change {
    std::size_t factor = 0;
    PrimLimits limits;
    PrimContent content;
    double objective = 0;  ///< rise in density per share of the cases moved
    std::size_t restricted = 0;
  };

  bool holds(const PrimLimitsByFactor& box, std::size_t row) const;
  PrimContent content_of(Rows::const_iterator begin, Rows::const_iterator end) const;
  PrimContent without(PrimContent lost) const;
  void take(const Change& change);
  void keep_inside(std::size_t changed);
  void offer(std::optional<Change>& best, Change change) const;
  std::optional<Change> best_peel() const;
  void offer_ends(std::optional<Change>& best, std::size_t f) const;
  void offer_levels(std::optional<Change>& best, std::size_t f) const;
  std::optional<Change> best_paste() const;
  void offer_paste(std::optional<Change>& best, std::size_t f, PrimLimits limits) const;
  double next_outside(std::size_t f, double sign) const;

  const std::vector<PrimFactor>& factors_;
  const std::vector<bool>& of_interest_;
  double peel_alpha_;
  double paste_alpha_;
  double least_cases_;
  Rows rows_;
  PrimLimitsByFactor box_;
  PrimContent content_;
  std::vector<Rows> inside_;  ///< by factor: the rows inside the box by rising value, then row; while peeling
};

}  // namespace sim
