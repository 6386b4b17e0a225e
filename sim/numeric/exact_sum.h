// Sums of real numbers that are the same in whatever order their terms come: fixed point, in whole steps of a power of
// two. Rows that are added up on many threads, or piece by piece, need no other care.
#pragma once

#include <cmath>
#include <cstdint>

namespace sim {

/// A sum in steps of 2^-kBits; each term is rounded to the nearest step. Holds up to 2^(63 - kBits) either way.
template <int kBits>
class ExactSum {
 public:
  constexpr ExactSum() = default;
  constexpr ExactSum(double value) : steps_(steps_of(value)) {}

  constexpr operator double() const { return static_cast<double>(steps_) / kStepsInOne; }
  constexpr ExactSum& operator+=(double value) {
    steps_ += steps_of(value);
    return *this;
  }
  constexpr ExactSum& operator+=(const ExactSum& other) {
    steps_ += other.steps_;
    return *this;
  }

 private:
  static constexpr double kStepsInOne = static_cast<double>(std::int64_t{1} << kBits);
  static constexpr std::int64_t steps_of(double value) {
    return static_cast<std::int64_t>(value * kStepsInOne + std::copysign(0.5, value));
  }

  std::int64_t steps_ = 0;
};

}  // namespace sim
