// The checksum of a row with what belongs to it, put together as it is written or read.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "sim/experiment/store.h"
#include "sim/numeric/hash.h"

namespace sim::rows {

/// hash_of() of fields that are told apart: no single changed bit leaves it the same.
class Sum {
 public:
  void whole(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    char bytes[8];
    for (int byte = 0; byte < 8; ++byte) bytes[byte] = static_cast<char>(bits >> (8 * byte));
    hash_ = hash_of({bytes, sizeof bytes}, hash_);
  }
  /// As the store gives it back: one NaN, no -0.
  void real(double value) {
    whole(std::isnan(value) ? -1 : std::bit_cast<std::int64_t>(value == 0 ? 0.0 : value));
  }
  void text(std::string_view value) {
    whole(static_cast<std::int64_t>(value.size()));
    hash_ = hash_of(value, hash_);
  }
  std::int64_t value() const { return static_cast<std::int64_t>(hash_); }

 private:
  std::uint64_t hash_ = kHashOfNothing;
};

/// That of a run whose values are added in the order of their outputs' numbers; `deflated`: its detail.
class RunSum {
 public:
  RunSum(const StoredRun& run, std::string_view deflated) {
    for (const std::int64_t whole : {run.place.point, run.place.replicate, run.build}) sum_.whole(whole);
    for (const std::string_view text : {std::string_view(run.place.scenario), std::string_view(run.key),
                                        std::string_view(run.error), deflated})
      sum_.text(text);
  }
  void add(std::string_view measure, std::int64_t year, double value) {
    sum_.text(measure);
    sum_.whole(year);
    sum_.real(value);
  }
  std::int64_t value() const { return sum_.value(); }

 private:
  Sum sum_;
};

/// That of a point whose factors are numbered from 1.
inline std::int64_t sum_of_point(const StoredPoint& point) {
  Sum sum;
  sum.whole(point.point);
  for (std::size_t i = 0; i < point.values.size(); ++i) {
    sum.whole(static_cast<std::int64_t>(i) + 1);
    sum.real(point.u[i]);
    sum.real(point.values[i]);
  }
  return sum.value();
}

}  // namespace sim::rows
