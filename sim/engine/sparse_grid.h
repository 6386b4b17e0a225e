// A table of one number for each pair of rows of two tables of which most are zero, stored row by row with a bit for
// each that was ever written: what goes over a row touches those alone.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/engine/grid.h"
#include "sim/engine/id.h"

namespace sim {

template <class RowTag, class ColumnTag, class T>
class SparseGrid {
 public:
  SparseGrid() = default;
  SparseGrid(std::size_t rows, std::size_t width)
      : values_(rows, width), words_((width + kBits - 1) / kBits), written_(rows * words_, 0) {}

  T operator()(Id<RowTag> row, Id<ColumnTag> column) const { return values_(row, column); }
  /// For writing.
  T& at(Id<RowTag> row, Id<ColumnTag> column) {
    written_[row.index() * words_ + column.index() / kBits] |= std::uint64_t{1} << column.index() % kBits;
    return values_(row, column);
  }

  std::size_t rows() const { return values_.rows(); }
  std::size_t width() const { return values_.width(); }

  /// Calls fn(column, value) for each value of a row that was ever written, zero or not.
  template <class Fn>
  void for_each_written(Id<RowTag> row, const Fn& fn) const {
    each_written(row,
                 [&](std::size_t column) { fn(Id<ColumnTag>(column), values_(row, Id<ColumnTag>(column))); });
  }
  /// Calls fn(column, value) for each value of a row that is not zero, by rising column.
  template <class Fn>
  void for_each(Id<RowTag> row, const Fn& fn) const {
    const T* const values = values_.row(row).data();
    each_written(row, [&](std::size_t column) {
      if (values[column] != T{}) fn(Id<ColumnTag>(column), values[column]);
    });
  }
  /// The same with a value that may be changed.
  template <class Fn>
  void for_each(Id<RowTag> row, const Fn& fn) {
    T* const values = values_.row(row).data();
    each_written(row, [&](std::size_t column) {
      if (values[column] != T{}) fn(Id<ColumnTag>(column), values[column]);
    });
  }

  template <class Visit>
  void columns(Visit& visit) {
    visit("values", values_);
    visit("written", written_);
  }

 private:
  static constexpr std::size_t kBits = 64;

  template <class Fn>
  void each_written(Id<RowTag> row, const Fn& fn) const {
    const std::uint64_t* const written = written_.data() + row.index() * words_;
    const std::size_t words = words_;
    for (std::size_t word = 0; word < words; ++word) {
      for (std::uint64_t left = written[word]; left != 0; left &= left - 1)
        fn(word * kBits + static_cast<std::size_t>(std::countr_zero(left)));
    }
  }

  Grid<RowTag, ColumnTag, T> values_;
  std::size_t words_ = 0;
  std::vector<std::uint64_t> written_;
};

}  // namespace sim
