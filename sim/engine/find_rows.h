// Rows of a column that few of its rows are like: those without one are passed over many at a time.
#pragma once

#include <algorithm>
#include <cstddef>

#include "sim/engine/id.h"

namespace sim {

/// Calls fn(row) for each row of [first, rows) whose value `is_it` as it is reached, in order. fn may change the column,
/// but not whether another row is one of them.
template <class Tag, class T, class Is, class Fn>
void find_rows(const Column<Tag, T>& column, std::size_t first, std::size_t rows, const Is& is_it,
               const Fn& fn) {
  constexpr std::size_t kBlock =
      64;  // a loop without a branch, which compilers turn into a few vector instructions
  const T* const values = column.values().data();
  for (; first < rows; first += kBlock) {
    const std::size_t last = std::min(rows, first + kBlock);
    int any = last - first < kBlock ? 1 : 0;
    if (any == 0) {
      for (std::size_t k = 0; k < kBlock; ++k) any |= is_it(values[first + k]) ? 1 : 0;
    }
    if (any == 0) continue;
    for (std::size_t row = first; row < last; ++row) {
      if (is_it(values[row])) fn(Id<Tag>(row));
    }
  }
}

/// The same of all rows.
template <class Tag, class T, class Is, class Fn>
void find_rows(const Column<Tag, T>& column, const Is& is_it, const Fn& fn) {
  find_rows(column, 0, column.size(), is_it, fn);
}

}  // namespace sim
