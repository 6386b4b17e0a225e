// A table of one number for each pair of rows of two tables of which most are zero, stored row by row with a bit for
// each that was ever written: what goes over a row touches those alone. Columns that can never hold anything are not
// stored at all.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/engine/contract.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"

namespace sim {

template <class RowTag, class ColumnTag, class T>
class SparseGrid {
 public:
  SparseGrid() = default;
  /// With room for every column.
  SparseGrid(std::size_t rows, std::size_t width) : SparseGrid(rows, width, all_of(width)) {}
  /// With room for these columns of `width`, which rise; the others are zero.
  SparseGrid(std::size_t rows, std::size_t width, std::vector<Id<ColumnTag>> stored)
      : stored_(std::move(stored)),
        slot_(width, kNone),
        values_(rows, stored_.size()),
        words_((stored_.size() + kBits - 1) / kBits),
        written_(rows * words_, 0) {
    for (std::size_t slot = 0; slot < stored_.size(); ++slot)
      slot_[stored_[slot].index()] = static_cast<std::uint16_t>(slot);
  }

  T operator()(Id<RowTag> row, Id<ColumnTag> column) const {
    const std::uint16_t slot = slot_[column.index()];
    return slot == kNone ? T{} : values_(row, Id<Slot>(slot));
  }
  /// For writing.
  T& at(Id<RowTag> row, Id<ColumnTag> column) {
    const std::size_t slot = slot_[column.index()];
    require(slot != kNone, "column {} holds nothing", column.index());
    written_[row.index() * words_ + slot / kBits] |= std::uint64_t{1} << slot % kBits;
    return values_(row, Id<Slot>(slot));
  }

  std::size_t rows() const { return values_.rows(); }
  bool has_columns_of(const SparseGrid& other) const { return slot_ == other.slot_; }

  /// Calls fn(column, value) for each value of a row that was ever written, zero or not.
  template <class Fn>
  void for_each_written(Id<RowTag> row, const Fn& fn) const {
    each_written(row, [&](std::size_t slot) { fn(stored_[slot], values_(row, Id<Slot>(slot))); });
  }
  /// Calls fn(column, value) for each value of a row that is not zero, by rising column.
  template <class Fn>
  void for_each(Id<RowTag> row, const Fn& fn) const {
    const T* const values = values_.row(row).data();
    each_written(row, [&](std::size_t slot) {
      if (values[slot] != T{}) fn(stored_[slot], values[slot]);
    });
  }
  /// The same with a value that may be changed.
  template <class Fn>
  void for_each(Id<RowTag> row, const Fn& fn) {
    T* const values = values_.row(row).data();
    each_written(row, [&](std::size_t slot) {
      if (values[slot] != T{}) fn(stored_[slot], values[slot]);
    });
  }

  template <class Visit>
  void columns(Visit& visit) {
    visit("values", values_);
    visit("written", written_);
  }

 private:
  struct Slot {};
  static constexpr std::size_t kBits = 64;
  static constexpr std::uint16_t kNone = 0xffff;

  static std::vector<Id<ColumnTag>> all_of(std::size_t width) {
    std::vector<Id<ColumnTag>> columns;
    for (std::size_t column = 0; column < width; ++column) columns.emplace_back(column);
    return columns;
  }

  template <class Fn>
  void each_written(Id<RowTag> row, const Fn& fn) const {
    const std::uint64_t* const written = written_.data() + row.index() * words_;
    const std::size_t words = words_;
    for (std::size_t word = 0; word < words; ++word) {
      for (std::uint64_t left = written[word]; left != 0; left &= left - 1)
        fn(word * kBits + static_cast<std::size_t>(std::countr_zero(left)));
    }
  }

  std::vector<Id<ColumnTag>> stored_;
  std::vector<std::uint16_t> slot_;  ///< of each column in a row
  Grid<RowTag, Slot, T> values_;
  std::size_t words_ = 0;
  std::vector<std::uint64_t> written_;
};

}  // namespace sim
