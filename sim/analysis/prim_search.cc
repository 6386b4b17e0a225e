#include "sim/analysis/prim_search.h"

#include <algorithm>
#include <cmath>

#include "sim/numeric/constants.h"

namespace sim {
namespace {}  // namespace

bool PrimLimits::hold(double value) const {
  return value >= low && value <= high && std::find(gone.begin(), gone.end(), value) == gone.end();
}

bool PrimLimits::bind() const { return low > -kInfinity || high < kInfinity || !gone.empty(); }

double PrimContent::density() const {
  return cases == 0 ? 0 : static_cast<double>(of_interest) / static_cast<double>(cases);
}

std::size_t restricted_factors(const PrimLimitsByFactor& box) {
  return static_cast<std::size_t>(
      std::count_if(box.begin(), box.end(), [](const PrimLimits& limits) { return limits.bind(); }));
}

PrimSearch::PrimSearch(const std::vector<PrimFactor>& factors, const std::vector<bool>& of_interest,
                       const PrimSettings& settings, std::size_t all_cases, Rows rows)
    : factors_(factors),
      of_interest_(of_interest),
      peel_alpha_(settings.peel_alpha),
      paste_alpha_(settings.paste_alpha),
      least_cases_(settings.mass_min * static_cast<double>(all_cases)),
      rows_(std::move(rows)),
      box_(factors.size()),
      content_(content_of(rows_.begin(), rows_.end())) {
  for (const PrimFactor& factor : factors) {
    inside_.push_back(rows_);
    std::stable_sort(inside_.back().begin(), inside_.back().end(),
                     [&factor](std::size_t a, std::size_t b) { return factor.values[a] < factor.values[b]; });
  }
}

PrimSearch::Trajectory PrimSearch::trajectory() {
  Trajectory steps{{box_, content_}};
  while (const auto peel = best_peel()) {
    take(*peel);
    keep_inside(peel->factor);
    steps.emplace_back(box_, content_);
  }
  while (const auto paste = best_paste()) {
    take(*paste);
    steps.emplace_back(box_, content_);
  }
  return steps;
}

PrimSearch::Rows PrimSearch::inside(const PrimLimitsByFactor& box) const {
  Rows in;
  for (const std::size_t row : rows_) {
    if (holds(box, row)) in.push_back(row);
  }
  return in;
}

PrimContent PrimSearch::content(const PrimLimitsByFactor& box) const {
  const Rows in = inside(box);
  return content_of(in.begin(), in.end());
}

std::vector<double> PrimSearch::levels_left(std::size_t factor, const PrimLimits& limits) const {
  std::vector<double> levels;
  for (const std::size_t row : rows_) {
    const double value = factors_[factor].values[row];
    if (limits.hold(value)) levels.push_back(value);
  }
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  return levels;
}

bool PrimSearch::holds(const PrimLimitsByFactor& box, std::size_t row) const {
  for (std::size_t f = 0; f < box.size(); ++f) {
    if (!box[f].hold(factors_[f].values[row])) return false;
  }
  return true;
}

PrimContent PrimSearch::content_of(Rows::const_iterator begin, Rows::const_iterator end) const {
  return {static_cast<std::size_t>(end - begin),
          static_cast<std::size_t>(
              std::count_if(begin, end, [this](std::size_t row) { return of_interest_[row]; }))};
}

PrimContent PrimSearch::without(PrimContent lost) const {
  return {content_.cases - lost.cases, content_.of_interest - lost.of_interest};
}

void PrimSearch::take(const Change& change) {
  box_[change.factor] = change.limits;
  content_ = change.content;
}

/// Drops the rows that the box has lost by new limits of one factor.
void PrimSearch::keep_inside(std::size_t changed) {
  const auto outside = [&](std::size_t row) { return !box_[changed].hold(factors_[changed].values[row]); };
  for (Rows& rows : inside_) rows.erase(std::remove_if(rows.begin(), rows.end(), outside), rows.end());
}

/// Keeps the change if it is allowed and the best so far.
void PrimSearch::offer(std::optional<Change>& best, Change change) const {
  const auto now = static_cast<double>(content_.cases);
  const auto then = static_cast<double>(change.content.cases);
  if (change.content.cases == content_.cases || then < least_cases_) return;
  change.objective = (change.content.density() - content_.density()) * now / std::abs(now - then);
  if (!(change.objective > 0)) return;
  change.restricted =
      restricted_factors(box_) - (box_[change.factor].bind() ? 1 : 0) + (change.limits.bind() ? 1 : 0);
  if (!best || change.objective > best->objective ||
      (change.objective == best->objective && change.restricted < best->restricted)) {
    best = std::move(change);
  }
}

std::optional<PrimSearch::Change> PrimSearch::best_peel() const {
  std::optional<Change> best;
  if (content_.cases == 0) return best;
  for (std::size_t f = 0; f < factors_.size(); ++f) {
    if (factors_[f].scale == PrimScale::kContinuous) {
      offer_ends(best, f);
    } else {
      offer_levels(best, f);
    }
  }
  return best;
}

/// A slice off either end of a continuous factor. The limit lies halfway between the two cases that a
/// quantile falls between; where they are equal it moves inwards to the next other value: equal cases stay
/// together.
void PrimSearch::offer_ends(std::optional<Change>& best, std::size_t f) const {
  const Rows& rows = inside_[f];
  const std::vector<double>& values = factors_[f].values;
  const auto value = [&](std::size_t place) { return values[rows[place]]; };
  const std::size_t last = rows.size() - 1;
  const auto place_low = static_cast<double>(last) * peel_alpha_;
  auto below = static_cast<std::size_t>(std::floor(place_low));
  auto above = static_cast<std::size_t>(std::ceil(place_low));
  while (value(below) == value(above) && above < last) ++above;
  PrimLimits limits = box_[f];
  limits.low = (value(below) + value(above)) / 2;
  const auto first_in = std::partition_point(rows.begin(), rows.end(),
                                             [&](std::size_t row) { return values[row] < limits.low; });
  offer(best, {f, limits, without(content_of(rows.begin(), first_in))});

  const auto place_high = static_cast<double>(last) * (1 - peel_alpha_);
  below = static_cast<std::size_t>(std::floor(place_high));
  above = static_cast<std::size_t>(std::ceil(place_high));
  while (value(below) == value(above) && below > 0) --below;
  limits = box_[f];
  limits.high = (value(below) + value(above)) / 2;
  const auto first_out = std::partition_point(rows.begin(), rows.end(),
                                              [&](std::size_t row) { return values[row] <= limits.high; });
  offer(best, {f, limits, without(content_of(first_out, rows.end()))});
}

void PrimSearch::offer_levels(std::optional<Change>& best, std::size_t f) const {
  const Rows& rows = inside_[f];
  const std::vector<double>& values = factors_[f].values;
  for (auto begin = rows.begin(); begin != rows.end();) {
    const double level = values[*begin];
    const auto end =
        std::partition_point(begin, rows.end(), [&](std::size_t row) { return values[row] <= level; });
    PrimLimits limits = box_[f];
    limits.gone.push_back(level);
    offer(best, {f, std::move(limits), without(content_of(begin, end))});
    begin = end;
  }
}

std::optional<PrimSearch::Change> PrimSearch::best_paste() const {
  std::optional<Change> best;
  for (std::size_t f = 0; f < factors_.size(); ++f) {
    for (std::size_t i = 0; i < box_[f].gone.size(); ++i) {
      PrimLimits limits = box_[f];
      limits.gone.erase(limits.gone.begin() + static_cast<std::ptrdiff_t>(i));
      offer_paste(best, f, std::move(limits));
    }
    if (box_[f].low > -kInfinity) {
      PrimLimits limits = box_[f];
      limits.low = -next_outside(f, -1);
      offer_paste(best, f, std::move(limits));
    }
    if (box_[f].high < kInfinity) {
      PrimLimits limits = box_[f];
      limits.high = next_outside(f, 1);
      offer_paste(best, f, std::move(limits));
    }
  }
  return best;
}

void PrimSearch::offer_paste(std::optional<Change>& best, std::size_t f, PrimLimits limits) const {
  PrimLimitsByFactor box = box_;
  box[f] = limits;
  offer(best, {f, std::move(limits), content(box)});
}

/// Where the upper limit of factor `f` (its lower one seen in a mirror when `sign` is -1) goes so that the
/// box gains a share paste_alpha of its cases, equal ones together; infinity when there are no more.
double PrimSearch::next_outside(std::size_t f, double sign) const {
  PrimLimitsByFactor open = box_;
  (sign > 0 ? open[f].high : open[f].low) = sign * kInfinity;
  std::vector<double> beyond;
  for (const std::size_t row : inside(open)) {
    const double value = factors_[f].values[row];
    if (!box_[f].hold(value)) beyond.push_back(sign * value);
  }
  std::sort(beyond.begin(), beyond.end());
  auto gained = static_cast<std::size_t>(std::ceil(paste_alpha_ * static_cast<double>(content_.cases)));
  while (gained < beyond.size() && beyond[gained] == beyond[gained - 1]) ++gained;
  return gained < beyond.size() ? (beyond[gained - 1] + beyond[gained]) / 2 : kInfinity;
}

}  // namespace sim
