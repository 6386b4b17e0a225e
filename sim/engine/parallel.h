// Loops over rows and over runs, on any number of threads, with one answer. The only user of TBB is
// parallel.cc.
//
// Five laws make the answer independent of the threads:
//   1. A rule writes only its own row.
//   2. No row reads what another writes in the same loop; what passes between them is read in row order (mail.h).
//   3. Every sort ends on a key: no two elements compare equal.
//   4. No pointer order, thread id, clock or unordered iteration goes into a value.
//   5. The grain is constant: where rows are cut is part of the answer, never tuned to a machine.
//
// An exception leaves a loop as it would leave the plain serial loop: the one of the lowest row or run. Rows
// above it may or may not have been visited.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace sim {

/// Limits the threads of every loop while it lives: `count` of them, 0 for all that may be used (processors.h); throws
/// ContractBroken when negative. May be more than the machine has. Make it outside all loops, on the thread
/// that starts them; the last one made holds.
class Threads {
 public:
  explicit Threads(int count);
  ~Threads();
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

 private:
  struct Limit;
  std::unique_ptr<Limit> limit_;
};

/// How many threads a loop may use now; at least 1.
int thread_count();

/// Rows in one piece of work. Sums and buckets are cut here, so changing it changes results in their last
/// bits.
inline constexpr std::size_t kGrain = 1024;

namespace detail {

/// How pieces are given to threads: one at a time, or, of small ones where they are many, some hundreds. Handing a
/// piece out takes some 50 ns, which is what a kGrain of the simplest rows may take.
enum class Pieces { kLarge, kSmall };

/// Calls run(context, i) for all i < count; lowest exception out. Serial, in order, where the pieces are so few
/// that handing them out costs more than it saves: one large or three small.
void for_each_piece(std::size_t count, Pieces pieces, void (*run)(const void* context, std::size_t piece),
                    const void* context);

template <class Fn>
void for_each_piece(std::size_t count, Pieces pieces, const Fn& fn) {
  for_each_piece(
      count, pieces,
      [](const void* context, std::size_t piece) { (*static_cast<const Fn*>(context))(piece); }, &fn);
}

}  // namespace detail

/// Calls fn(first, last) for consecutive ranges of kGrain rows (the last may be shorter) that together are
/// [0, rows).
template <class Fn>
void for_each_range(std::size_t rows, const Fn& fn) {
  const std::size_t pieces = (rows + kGrain - 1) / kGrain;
  detail::for_each_piece(pieces, detail::Pieces::kSmall, [rows, &fn](std::size_t piece) {
    const std::size_t first = piece * kGrain;
    fn(first, rows - first < kGrain ? rows : first + kGrain);
  });
}

/// Calls fn(row) for every row of [0, rows).
template <class Fn>
void for_each_row(std::size_t rows, const Fn& fn) {
  for_each_range(rows, [&fn](std::size_t first, std::size_t last) {
    for (std::size_t row = first; row < last; ++row) fn(row);
  });
}

/// zero + the sums fn(first, last) of the ranges of for_each_range, added in row order: the same bits, also
/// in floating point, for any number of threads.
template <class T, class Fn>
T sum_rows(std::size_t rows, T zero, const Fn& fn) {
  std::vector<T> sums((rows + kGrain - 1) / kGrain, zero);
  for_each_range(rows, [&](std::size_t first, std::size_t last) { sums[first / kGrain] = fn(first, last); });
  T total = std::move(zero);
  for (T& sum : sums) total = std::move(total) + std::move(sum);
  return total;
}

/// Rows cut for a loop whose answer is the same wherever it is cut: integers are added up, lists are put together in
/// row order. Few parts a thread, so that what each keeps beside its rows costs little.
class Parts {
 public:
  /// `least` rows take long enough to be worth handing out: some tens of microseconds.
  Parts(std::size_t rows, std::size_t least) : rows_(rows) {
    const auto threads = static_cast<std::size_t>(thread_count());
    const std::size_t most = threads == 1 ? 1 : std::min(kMost, kPartsPerThread * threads);
    size_ = std::max({std::size_t{1}, least, (rows + most - 1) / most});
  }

  std::size_t count() const { return (rows_ + size_ - 1) / size_; }
  std::size_t first(std::size_t part) const { return part * size_; }
  /// The part of a row.
  std::size_t of(std::size_t row) const { return row / size_; }
  /// Behind the last row of a part.
  std::size_t last(std::size_t part) const { return std::min(rows_, (part + 1) * size_); }

 private:
  static constexpr std::size_t kMost = 64;
  // Enough that a thread which is late has others do some of its work.
  static constexpr std::size_t kPartsPerThread = 6;

  std::size_t rows_;
  std::size_t size_;
};

/// Calls fn(part) for every part.
template <class Fn>
void for_each_part(const Parts& parts, const Fn& fn) {
  detail::for_each_piece(parts.count(), detail::Pieces::kLarge, fn);
}

/// Calls fn(row) for every row of every part.
template <class Fn>
void for_each_row(const Parts& parts, const Fn& fn) {
  for_each_part(parts, [&](std::size_t part) {
    const std::size_t last = parts.last(part);
    for (std::size_t row = parts.first(part); row < last; ++row) fn(row);
  });
}

/// The sum of term(row) over the rows, in integers or an ExactSum.
template <class Sum, class Term>
Sum sum_in_parts(const Parts& parts, const Term& term) {
  std::vector<Sum> sums(parts.count(), Sum{});
  for_each_part(parts, [&](std::size_t part) {
    Sum sum{};
    const std::size_t last = parts.last(part);
    for (std::size_t row = parts.first(part); row < last; ++row) sum += term(row);
    sums[part] = sum;
  });
  Sum all{};
  for (const Sum& sum : sums) all += sum;
  return all;
}

/// The lists that fn(row, list) adds to, in row order.
template <class T, class Fn>
std::vector<T> list_rows(const Parts& parts, const Fn& fn) {
  std::vector<std::vector<T>> lists(parts.count());
  for_each_part(parts, [&](std::size_t part) {
    const std::size_t last = parts.last(part);
    for (std::size_t row = parts.first(part); row < last; ++row) fn(row, lists[part]);
  });
  if (lists.size() == 1) return std::move(lists.front());
  std::vector<T> all;
  for (const std::vector<T>& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

/// Calls fn(run) for every run of [0, runs), each a piece of its own. Loops over rows inside a run are safe:
/// a thread that waits for them takes up no other run meanwhile.
template <class Fn>
void for_each_run(std::size_t runs, const Fn& fn) {
  detail::for_each_piece(runs, detail::Pieces::kLarge, fn);
}

}  // namespace sim
