// Typed row numbers and the columns they index: a row of one table cannot index another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

namespace sim {

/// The number of a row in the table of `Tag`. A default-made id is none of them.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}
  constexpr std::uint32_t index() const { return index_; }
  constexpr bool is_none() const { return index_ == kNone; }
  // NOLINTNEXTLINE(modernize-use-nullptr): its 0 is no pointer
  constexpr auto operator<=>(const Id&) const = default;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t index_ = kNone;
};

/// One value of type T for each row of the table of `Tag`.
template <class Tag, class T>
class Column {
 public:
  Column() = default;
  explicit Column(std::size_t rows, const T& value = T{}) : values_(rows, value) {}

  T& operator[](Id<Tag> row) { return values_[row.index()]; }
  const T& operator[](Id<Tag> row) const { return values_[row.index()]; }
  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  Id<Tag> push_back(T value) {
    values_.push_back(std::move(value));
    return Id<Tag>(values_.size() - 1);
  }
  void assign(std::size_t rows, const T& value) { values_.assign(rows, value); }
  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  std::span<T> span() { return values_; }
  std::span<const T> span() const { return values_; }
  std::vector<T>& values() { return values_; }
  const std::vector<T>& values() const { return values_; }
  bool operator==(const Column&) const = default;

 private:
  std::vector<T> values_;
};

/// The row ids from 0 up to a number of rows, for a range-for. (Clang 14 cannot compile std::views of
/// GCC 12.)
template <class Tag>
class Ids {
 public:
  class Iterator {
   public:
    using value_type = Id<Tag>;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    explicit Iterator(std::size_t row) : row_(row) {}
    Id<Tag> operator*() const { return Id<Tag>(row_); }
    Iterator& operator++() {
      ++row_;
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++row_;
      return before;
    }
    bool operator==(const Iterator&) const = default;

   private:
    std::size_t row_ = 0;
  };

  explicit Ids(std::size_t rows) : rows_(rows) {}
  Iterator begin() const { return Iterator(0); }
  Iterator end() const { return Iterator(rows_); }
  std::size_t size() const { return rows_; }

 private:
  std::size_t rows_;
};

/// All row ids of a table with `rows` rows, in order.
template <class Tag>
Ids<Tag> ids(std::size_t rows) {
  return Ids<Tag>(rows);
}

/// All row ids of the table that `column` belongs to, in order.
template <class Tag, class T>
Ids<Tag> ids(const Column<Tag, T>& column) {
  return Ids<Tag>(column.size());
}

}  // namespace sim
