// Typed row numbers and the columns they index: a row of one table cannot index another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <ranges>
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

/// All row ids of a table with `rows` rows, in order.
template <class Tag>
auto ids(std::size_t rows) {
  return std::views::iota(std::size_t{0}, rows) |
         std::views::transform([](std::size_t row) { return Id<Tag>(row); });
}

/// All row ids of the table that `column` belongs to, in order.
template <class Tag, class T>
auto ids(const Column<Tag, T>& column) {
  return ids<Tag>(column.size());
}

}  // namespace sim
