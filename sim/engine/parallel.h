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

/// Calls fn(run) for every run of [0, runs), each a piece of its own. Loops over rows inside a run are safe:
/// a thread that waits for them takes up no other run meanwhile.
template <class Fn>
void for_each_run(std::size_t runs, const Fn& fn) {
  detail::for_each_piece(runs, detail::Pieces::kLarge, fn);
}

}  // namespace sim
