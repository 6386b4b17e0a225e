// What the machine can do at most, measured beside what is compared with it: memory read and written in order, and
// read at random. Each figure is the best of `repeats`; loops use the threads that sim::Threads allows.
#pragma once

#include <cstddef>

namespace tools::bench {

/// 10^9 bytes a second of a[i] = b[i] + 3 c[i] over columns of `bytes` each, counting 3 columns; the lines of a that
/// are read before they are written are not counted.
double triad_gb_per_s(std::size_t bytes, int repeats);

/// Nanoseconds for one read of a column of `rows` 32-bit numbers at a place that a list in memory gives, four places a
/// row as in the supply network: the processor has many such reads under way at once.
double independent_read_ns(std::size_t rows, int repeats);

/// Nanoseconds for one read whose place is what the read before it gave, in a column of `rows` 32-bit numbers: the time
/// that memory takes to answer. One thread.
double dependent_read_ns(std::size_t rows, int repeats);

/// Bytes that this process has allocated and not freed.
std::size_t allocated_bytes();

}  // namespace tools::bench
