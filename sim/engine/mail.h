// Mail between rows without locks: rows send, receivers read, and the order is that of the senders' rows.
//
// Senders are cut into chunks and receivers into blocks. A chunk has one bin for each block. Why the answer
// does not depend on threads:
//   - a chunk is filled by one thread, its senders in row order, so each bin holds its messages in (sender
//   row, order
//     of sending);
//   - a block is read by one thread, which goes through the chunks in row order; so every receiver meets its
//     messages in (sender row, order of sending), whatever the cuts are and whoever does the work;
//   - taken back, the bins of a chunk are read by one thread, in the order of its blocks.
// No bin is written by two threads, and collecting ends before delivering begins.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "sim/engine/contract.h"
#include "sim/engine/parallel.h"

namespace sim {

/// The mail of one phase. Holds its bins from step to step to save their allocation; what it holds between
/// steps is no part of a state, so each step collects before it delivers.
template <class Message>
class Mail {
  static_assert(std::is_trivially_copyable_v<Message>, "mail is copied in bulk");

 public:
  /// Empties the bins, then calls fn(sender, send) for every sender row of [0, senders); fn calls
  /// send(receiver, message) any number of times, with receiver in [0, receivers), else ContractBroken.
  template <class Fn>
  void collect(std::size_t senders, std::size_t receivers, const Fn& fn) {
    cut(senders, receivers);
    detail::for_each_piece(chunks_, kSerialBelow, [&](std::size_t chunk) {
      Bin* const bins = &bins_[chunk * blocks_];
      for (std::size_t block = 0; block < blocks_; ++block) bins[block].clear();
      const auto send = [bins, receivers, shift = block_shift_](std::size_t receiver,
                                                                const Message& message) {
        require(receiver < receivers, "mail for row {} of {}", receiver, receivers);
        bins[receiver >> shift].push_back({static_cast<std::uint32_t>(receiver), message});
      };
      const std::size_t last = std::min(senders, (chunk + 1) * chunk_rows_);
      for (std::size_t sender = chunk * chunk_rows_; sender < last; ++sender) fn(sender, send);
    });
  }

  /// Calls fn(receiver, message) for every message; a receiver gets its own in (sender row, order of
  /// sending), all from one thread. fn may write the receiver's row and the message (as an answer, see
  /// take_back).
  template <class Fn>
  void deliver(const Fn& fn) {
    detail::for_each_piece(blocks_, kSerialBelow, [&](std::size_t block) {
      for (std::size_t chunk = 0; chunk < chunks_; ++chunk) {
        for (Parcel& parcel : bins_[chunk * blocks_ + block])
          fn(std::size_t{parcel.receiver}, parcel.message);
      }
    });
  }

  /// Calls fn(message) for every message as the receivers left it, for the sender to read the answer: fn may
  /// write only the row of the message's own sender, which the message must name. All of a sender's messages
  /// come from one thread, in an order that is fixed but not that of sending when it wrote to several.
  template <class Fn>
  void take_back(const Fn& fn) const {
    detail::for_each_piece(chunks_, kSerialBelow, [&](std::size_t chunk) {
      for (std::size_t block = 0; block < blocks_; ++block) {
        for (const Parcel& parcel : bins_[chunk * blocks_ + block]) fn(parcel.message);
      }
    });
  }

 private:
  struct Parcel {
    std::uint32_t receiver;
    Message message;
  };
  using Bin = std::vector<Parcel>;

  // At most this many cuts either way: the bins a chunk fills at once stay in the nearest cache.
  static constexpr std::size_t kMostCuts = 64;
  static constexpr std::size_t kSerialBelow = 2;

  void cut(std::size_t senders, std::size_t receivers) {
    chunk_rows_ = std::max(kGrain, (senders + kMostCuts - 1) / kMostCuts);
    chunks_ = (senders + chunk_rows_ - 1) / chunk_rows_;
    block_shift_ = 10;
    while ((receivers >> block_shift_) >= kMostCuts) ++block_shift_;
    blocks_ = (receivers >> block_shift_) + 1;
    if (bins_.size() < chunks_ * blocks_) bins_.resize(chunks_ * blocks_);
  }

  std::vector<Bin> bins_;  // chunk-major: a thread that fills a chunk stays among its own
  std::size_t chunk_rows_ = 0;
  std::size_t chunks_ = 0;
  std::size_t block_shift_ = 0;
  std::size_t blocks_ = 0;
};

}  // namespace sim
