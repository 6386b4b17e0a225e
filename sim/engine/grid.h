// A table of one value for each pair of rows of two tables, stored row by row.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/engine/id.h"

namespace sim {

template <class RowTag, class ColumnTag, class T>
class Grid {
 public:
  Grid() = default;
  Grid(std::size_t rows, std::size_t width, const T& value = T{})
      : width_(width), values_(rows * width, value) {}

  T& operator()(Id<RowTag> row, Id<ColumnTag> column) {
    return values_[row.index() * width_ + column.index()];
  }
  const T& operator()(Id<RowTag> row, Id<ColumnTag> column) const {
    return values_[row.index() * width_ + column.index()];
  }
  std::span<T> row(Id<RowTag> row) { return std::span<T>(values_).subspan(row.index() * width_, width_); }
  std::span<const T> row(Id<RowTag> row) const {
    return std::span<const T>(values_).subspan(row.index() * width_, width_);
  }
  std::size_t rows() const { return width_ == 0 ? 0 : values_.size() / width_; }
  std::size_t width() const { return width_; }
  const std::vector<T>& values() const { return values_; }

  template <class Visit>
  void columns(Visit& visit) {
    visit("values", values_);
  }

 private:
  std::size_t width_ = 0;
  std::vector<T> values_;
};

}  // namespace sim
