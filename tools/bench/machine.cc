#include "tools/bench/machine.h"

#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "sim/engine/parallel.h"
#include "tools/bench/paired.h"
#include "tools/bench/supply_network.h"

namespace tools::bench {
namespace {

template <class Fn>
double best_ns(int repeats, double parts, const Fn& fn) {
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < repeats; ++i) best = std::min(best, seconds_of(Clock::kWall, fn) * 1e9 / parts);
  return best;
}

}  // namespace

double triad_gb_per_s(std::size_t bytes, int repeats) {
  const std::size_t rows = bytes / sizeof(double);
  std::vector<double> a(rows, 1), b(rows, 2), c(rows, 3);
  const double ns = best_ns(repeats, static_cast<double>(3 * bytes), [&] {
    sim::for_each_range(rows,
                        [to = a.data(), b = b.data(), c = c.data()](std::size_t first, std::size_t last) {
                          for (std::size_t row = first; row < last; ++row) to[row] = b[row] + 3 * c[row];
                        });
  });
  benchmark::DoNotOptimize(a.data());
  return 1 / ns;
}

double independent_read_ns(std::size_t rows, int repeats) {
  namespace network = supply_network;
  std::vector<network::Suppliers> places(rows);
  std::vector<std::uint32_t> column(rows, 1);
  for (std::size_t row = 0; row < rows; ++row)
    places[row] = network::pick_suppliers(static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(row));
  return best_ns(repeats, 4 * static_cast<double>(rows), [&] {
    const auto sum_of = [places = places.data(), column = column.data()](std::size_t first,
                                                                         std::size_t last) {
      std::uint64_t sum = 0;
      for (std::size_t row = first; row < last; ++row) {
        __builtin_prefetch(places + row + 32);
        for (const std::uint32_t place : places[row]) sum += column[place];
      }
      return sum;
    };
    benchmark::DoNotOptimize(sim::sum_rows(rows, std::uint64_t{0}, sum_of));
  });
}

double dependent_read_ns(std::size_t rows, int repeats) {
  // A single cycle through all rows (Sattolo's shuffle).
  std::vector<std::uint32_t> next(rows);
  std::iota(next.begin(), next.end(), 0u);
  for (std::size_t row = rows - 1; row > 0; --row) {
    const std::uint64_t draw = supply_network::mix(static_cast<std::uint32_t>(row));
    std::swap(next[row], next[draw * row >> 32]);
  }
  const std::size_t reads = std::min<std::size_t>(rows, 1000000);
  std::uint32_t at = 0;
  return best_ns(repeats, static_cast<double>(reads), [&] {
    for (std::size_t i = 0; i < reads; ++i) at = next[at];
    benchmark::DoNotOptimize(at);
  });
}

std::size_t allocated_bytes() {
  const struct mallinfo2 heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

}  // namespace tools::bench
