// The supply network by hand, for this model alone, as fast as we could make it on several threads.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include "tools/bench/supply_network.h"

namespace tools::supply_network {

/// Within a chunk of buyers orders are sorted by block of suppliers, by counting, so that what is written at random
/// lies in the second cache; a block is served by one thread, chunk after chunk. Knows that an agent orders once and
/// at most 31 units, so that an order is 8 bytes at a place known beforehand, and that three loops a step are enough.
class TunedThreads {
 public:
  TunedThreads(std::size_t agents, int threads)
      : arena_(threads),
        agents_(static_cast<std::uint32_t>(agents)),
        suppliers_(agents),
        target_(agents),
        inventory_(agents),
        held_(agents),
        orders_(agents) {
    for (std::uint32_t agent = 0; agent < agents_; ++agent) {
      suppliers_[agent] = pick_suppliers(agents_, agent);
      inventory_[agent] = target_[agent] = pick_target(agent);
    }
    const auto cuts = static_cast<std::uint32_t>(8 * threads);
    chunk_rows_ = std::clamp((agents_ / cuts + kRange - 1) / kRange * kRange, kRange, kMostChunkRows);
    chunks_ = (agents_ + chunk_rows_ - 1) / chunk_rows_;
    while (agents_ >> block_shift_ >= std::min(std::max(cuts, agents_ >> 17), kMostBlocks)) ++block_shift_;
    blocks_ = (agents_ >> block_shift_) + 1;
    starts_.resize(std::size_t{chunks_} * (blocks_ + 1));
    tallies_.resize(chunks_);
  }

  void step() {
    const std::uint32_t key = step_key(step_++);
    arena_.execute([&] {
      for_each(chunks_, [&](std::uint32_t chunk) { order(key, chunk); });
      for_each(blocks_, [&](std::uint32_t block) { fill(block); });
      for_each(chunks_,
               [&](std::uint32_t chunk) { tallies_[chunk] = tallies_[chunk] + receive_chunk(key, chunk); });
    });
  }

  Outcome outcome() const {
    Tally all;
    for (const Tally& tally : tallies_) all = all + tally;
    return outcome_of(inventory_, all);
  }

 private:
  struct Order {
    std::uint32_t supplier;
    std::uint32_t row : 16;  // of the buyer in its chunk
    std::uint32_t units : 16;
  };
  static constexpr std::uint32_t kMostChunkRows = 1 << 14;  // 128 KiB of orders
  static constexpr std::uint32_t kMostBlocks = 128;

  template <class Fn>
  static void for_each(std::uint32_t count, const Fn& fn) {
    tbb::parallel_for(std::uint32_t{0}, count, fn);
  }
  std::uint32_t rows_of(std::uint32_t chunk) const {
    return std::min(chunk_rows_, agents_ - chunk * chunk_rows_);
  }

  void order(std::uint32_t key, std::uint32_t chunk) {
    const std::uint32_t first = chunk * chunk_rows_;
    const std::uint32_t rows = rows_of(chunk);
    std::array<std::uint32_t, kMostBlocks + 1> next{};
    std::array<Order, kMostChunkRows> sent;
    std::array<std::uint32_t, kRange> wanted;
    for (std::uint32_t begin = 0; begin < rows; begin += kRange) {
      const std::uint32_t end = std::min(rows, begin + kRange);
      const std::uint32_t at = first + begin;
      use_and_want(key, at, end - begin, agents_ / 10, &inventory_[at], &target_[at], &held_[at],
                   wanted.data());
      const auto send = [&](std::uint32_t row, std::uint32_t supplier) {
        ++next[(supplier >> block_shift_) + 1];
        sent[begin + row] = {supplier, (begin + row) & 0xFFFF, wanted[row] & 0xFFFF};
      };
      choose_in_turn(&suppliers_[at], end - begin, inventory_.data(), agents_ > kFarApart, send);
    }
    std::uint32_t* const starts = &starts_[std::size_t{chunk} * (blocks_ + 1)];
    for (std::uint32_t block = 0; block < blocks_; ++block) next[block + 1] += next[block];
    std::copy_n(next.begin(), blocks_ + 1, starts);
    Order* const orders = &orders_[first];
    for (std::uint32_t row = 0; row < rows; ++row)
      orders[next[sent[row].supplier >> block_shift_]++] = sent[row];
  }

  void fill(std::uint32_t block) {
    std::uint32_t* const held = held_.data();
    for (std::uint32_t chunk = 0; chunk < chunks_; ++chunk) {
      const std::uint32_t* const starts = &starts_[std::size_t{chunk} * (blocks_ + 1) + block];
      Order* const orders = &orders_[std::size_t{chunk} * chunk_rows_];
      for (std::uint32_t i = starts[0]; i < starts[1]; ++i) {
        const std::uint32_t available = held[orders[i].supplier];
        const std::uint32_t shipped = std::min<std::uint32_t>(orders[i].units, available);
        held[orders[i].supplier] = available - shipped;
        orders[i].units = shipped & 0xFFFF;
      }
    }
  }

  Tally receive_chunk(std::uint32_t key, std::uint32_t chunk) {
    const std::uint32_t first = chunk * chunk_rows_;
    const std::uint32_t rows = rows_of(chunk);
    std::array<std::uint32_t, kMostChunkRows> shipped;
    for (std::uint32_t i = 0; i < rows; ++i) shipped[orders_[first + i].row] = orders_[first + i].units;
    Tally tally;
    for (std::uint32_t begin = 0; begin < rows; begin += kRange) {
      const std::uint32_t at = first + begin;
      tally = tally +
              receive(key, at, std::min(kRange, rows - begin), &shipped[begin], &held_[at], &inventory_[at]);
    }
    return tally;
  }

  tbb::task_arena arena_;
  std::uint32_t agents_;
  std::uint32_t chunk_rows_ = 0;
  std::uint32_t chunks_ = 0;
  std::uint32_t block_shift_ = 10;
  std::uint32_t blocks_ = 0;
  std::vector<Suppliers> suppliers_;
  std::vector<std::uint32_t> target_;
  std::vector<std::uint32_t> inventory_;
  std::vector<std::uint32_t> held_;
  std::vector<Order> orders_;          // by chunk of buyers, in it by block of suppliers, in it by buyer
  std::vector<std::uint32_t> starts_;  // where a block's orders start in a chunk, and where the last ends
  std::vector<Tally> tallies_;         // by chunk, since the start
  std::uint32_t step_ = 0;
};

}  // namespace tools::supply_network
