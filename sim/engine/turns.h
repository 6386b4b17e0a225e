// Rows by the week of their turn, so that a rule goes over those alone who have theirs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/engine/id.h"

namespace sim {

/// Who of some rows has a turn in a week, once in `every` weeks: those for whom the week and their key add up to a multiple.
template <class Tag>
class Turns {
 public:
  Turns() = default;
  Turns(const Column<Tag, std::uint64_t>& keys, std::size_t first, std::size_t last, int every)
      : of_week_(static_cast<std::size_t>(every)) {
    for (std::size_t row = first; row < last; ++row)
      of_week_[(of_week_.size() - keys[Id<Tag>(row)] % of_week_.size()) % of_week_.size()].emplace_back(row);
  }

  /// By rising row.
  std::span<const Id<Tag>> in(int week) const {
    return of_week_[static_cast<std::size_t>(week) % of_week_.size()];
  }

 private:
  std::vector<std::vector<Id<Tag>>> of_week_;
};

}  // namespace sim
