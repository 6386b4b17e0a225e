// One of several at a uniform number, each with odds by its weight.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sim {

/// The first of `count` for which the weights up to it pass u of their sum; weight(i) is at least 0, and one of weight
/// 0 is never picked. `count` when no weight is above 0.
template <class Weight>
std::size_t pick(std::size_t count, const Weight& weight, double u) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += weight(i);
  const double target = u * sum;
  double passed = 0;
  std::size_t last = count;
  for (std::size_t i = 0; i < count; ++i) {
    const double own = weight(i);
    if (own <= 0) continue;
    last = i;
    passed += own;
    if (target < passed) break;
  }
  return last;
}

/// The same of weights that lie side by side.
inline std::size_t pick(std::span<const double> weights, double u) {
  return pick(
      weights.size(), [&](std::size_t i) { return weights[i]; }, u);
}

/// The same of weights that are asked again and again: their sums are taken once.
class PickTable {
 public:
  void add(double weight) {
    if (weight > 0) last_ = upto_.size();
    sum_ += weight;
    upto_.push_back(sum_);
  }
  void reserve(std::size_t weights) { upto_.reserve(weights); }
  std::size_t size() const { return upto_.size(); }
  std::size_t pick(double u) const {
    if (sum_ <= 0) return upto_.size();
    const double target = u * sum_;
    for (std::size_t i = 0; i < last_; ++i) {
      if (target < upto_[i]) return i;
    }
    return last_;
  }

 private:
  std::vector<double> upto_;  ///< sums of the weights up to each
  double sum_ = 0;
  std::size_t last_ = 0;  ///< with a weight above 0
};

}  // namespace sim
