// Mail between rows without locks: rows send, receivers read, and the order is that of the senders' rows.
//
// Senders are cut into chunks and receivers into blocks; a chunk has one bin for each block. Why the answer does
// not depend on threads, nor on where the cuts are:
//   - a chunk is filled by one thread, its senders in row order, so each bin holds its messages in (sender row,
//     order of sending);
//   - a block is read by one thread, which goes through the chunks in row order; so every receiver meets its
//     messages in (sender row, order of sending);
//   - a chunk notes in which bin each message went, so that the thread that takes it back reads the bins in the
//     order of sending.
// No bin is written by two threads, and collecting ends before delivering begins.
//
// As the cuts change nothing, they may follow the number of threads, and do: what is cut is written to many places
// at once and noted, which costs as much as the rest of a small rule. On one thread there is one bin, and mail is a
// list that is written, read and read again from front to back.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/engine/contract.h"
#include "sim/engine/parallel.h"

namespace sim {

/// The mail of one phase. Holds its bins from step to step to save their allocation; what it holds between
/// steps is no part of a state, so each step collects before it delivers. Takes 4 bytes a message beside the
/// message, 5 on more than one thread, 8 a range of kGrain senders, and what bins have to spare, a quarter at first.
template <class Message>
class Mail {
  static_assert(std::is_trivially_copyable_v<Message>, "mail is copied in bulk");
  static_assert(alignof(Message) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__, "mail is kept in plain bytes");

 public:
  /// Empties the bins, then calls fn(sender, send) for every sender row of [0, senders); fn calls
  /// send(receiver, message) any number of times, with receiver in [0, receivers), else ContractBroken.
  template <class Fn>
  void collect(std::size_t senders, std::size_t receivers, const Fn& fn) {
    collect_ranges(senders, receivers, [&fn](std::size_t first, std::size_t last, const auto& send) {
      for (std::size_t sender = first; sender < last; ++sender) fn(sender, send);
    });
  }

  /// As collect, but calls fn(first, last, send) for ranges of at most kGrain sender rows, for a rule that reckons
  /// for the whole range before it sends: loops without a send in them are what compilers can use wide registers
  /// for. fn sends in the order of its rows.
  template <class Fn>
  void collect_ranges(std::size_t senders, std::size_t receivers, const Fn& fn) {
    cut(senders, receivers);
    detail::for_each_piece(chunks_, detail::Pieces::kLarge, [&](std::size_t chunk) {
      // Two loops, so that the one bin's end stays in a register.
      if (blocks_ == 1) {
        fill_one_bin(chunk, receivers, fn);
      } else {
        fill_bins(chunk, receivers, fn);
      }
    });
  }

  /// Calls fn(receiver, message) for every message; a receiver gets its own in (sender row, order of
  /// sending), all from one thread. fn may write the receiver's row and the message (as an answer, see
  /// take_back).
  template <class Fn>
  void deliver(const Fn& fn) {
    deliver(fn, [](std::size_t) {});
  }

  /// As deliver; also calls soon(receiver) some messages before fn(receiver, message), so that a rule whose rows do
  /// not fit the cache can ask for them ahead of their use. soon must change nothing.
  template <class Fn, class Soon>
  void deliver(const Fn& fn, const Soon& soon) {
    detail::for_each_piece(blocks_, detail::Pieces::kLarge, [&](std::size_t block) {
      for (std::size_t chunk = 0; chunk < chunks_; ++chunk) {
        Buffer<Parcel>& bin = bins_[chunk * blocks_ + block];
        Parcel* parcel = bin.begin();
        Parcel* const end = bin.end();
        for (; end - parcel > kSoon; ++parcel) {
          soon(std::size_t{parcel[kSoon].receiver});
          fn(std::size_t{parcel->receiver}, parcel->message);
        }
        for (; parcel != end; ++parcel) fn(std::size_t{parcel->receiver}, parcel->message);
      }
    });
  }

  /// Calls fn(message) for every message as the receivers left it, for the sender to read the answer: fn may
  /// write only the row of the message's own sender, which the message must name. A sender gets its own in the order
  /// of sending, all from one thread.
  template <class Fn>
  void take_back(const Fn& fn) const {
    take_back_ranges([&fn](std::size_t, std::size_t, const auto& each) { each(fn); });
  }

  /// As take_back, for a rule that goes on with its rows once their answers are there: calls fn(first, last, each) for
  /// the ranges of sender rows of collect_ranges; each(read) calls read(message) for every message that those rows
  /// have sent, in the order of sending; a second time, for none.
  template <class Fn>
  void take_back_ranges(const Fn& fn) const {
    detail::for_each_piece(chunks_, detail::Pieces::kLarge, [&](std::size_t chunk) {
      if (blocks_ == 1) {
        take_back_one_bin(chunk, fn);
      } else {
        take_back_bins(chunk, fn);
      }
    });
  }

 private:
  struct Parcel {
    std::uint32_t receiver;
    Message message;
  };

  /// Where the next item goes, and where there is no more room. Held apart from its buffer while a chunk is
  /// filled, so that no store of the rule can be thought to change it.
  template <class Item>
  struct Cursor {
    Item* next;
    Item* end;
  };

  /// A list that is filled through a cursor. Plain bytes, so that no message is made before it is sent, and memory
  /// that is kept to spare is never touched.
  template <class Item>
  class Buffer {
   public:
    Item* begin() const { return reinterpret_cast<Item*>(bytes_.get()); }
    Item* end() const { return begin() + size_; }

    /// A cursor at the start, with room for `expected` items or what there was room for.
    Cursor<Item> rewind(std::size_t expected) {
      size_ = 0;
      if (capacity_ < expected) make_room(expected, 0);
      return {begin(), begin() + capacity_};
    }
    /// A cursor behind the items of a full buffer, with more room than there was.
    [[gnu::noinline, gnu::cold]] Cursor<Item> grow() {
      const std::size_t filled = capacity_;
      make_room(2 * filled + 64, filled);
      return {begin() + filled, begin() + capacity_};
    }
    std::size_t filled(Cursor<Item> cursor) const { return static_cast<std::size_t>(cursor.next - begin()); }
    void finish(Cursor<Item> cursor) { size_ = filled(cursor); }

   private:
    void make_room(std::size_t items, std::size_t kept) {
      auto bytes = std::make_unique_for_overwrite<std::byte[]>(items * sizeof(Item));
      if (kept > 0) std::memcpy(bytes.get(), bytes_.get(), kept * sizeof(Item));
      bytes_ = std::move(bytes);
      capacity_ = items;
    }

    std::unique_ptr<std::byte[]> bytes_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
  };

  template <class Fn>
  void fill_one_bin(std::size_t chunk, std::size_t receivers, const Fn& fn) {
    Buffer<Parcel>& bin = bins_[chunk];
    Cursor<Parcel> cursor = bin.rewind(chunk_rows_);
    const auto send = [&bin, &cursor, receivers](std::size_t receiver, const Message& message) {
      require(receiver < receivers, "mail for row {} of {}", receiver, receivers);
      if (cursor.next == cursor.end) [[unlikely]]
        cursor = bin.grow();
      __builtin_prefetch(cursor.next + kAhead, 1);
      *cursor.next++ = {static_cast<std::uint32_t>(receiver), message};
    };
    std::size_t sent = 0;
    for_ranges_of(chunk, [&](std::size_t first, std::size_t last) {
      fn(first, last, send);
      sent_by_range_[first / kGrain] = bin.filled(cursor) - std::exchange(sent, bin.filled(cursor));
    });
    bin.finish(cursor);
  }

  template <class Fn>
  void fill_bins(std::size_t chunk, std::size_t receivers, const Fn& fn) {
    Buffer<Parcel>* const bins = &bins_[chunk * blocks_];
    std::array<Cursor<Parcel>, kMostCuts> cursors;
    for (std::size_t block = 0; block < blocks_; ++block)
      cursors[block] = bins[block].rewind(chunk_rows_ / blocks_ * 5 / 4);
    Buffer<std::uint8_t>& route = routes_[chunk];
    Cursor<std::uint8_t> noted = route.rewind(chunk_rows_);
    const auto send = [&, shift = block_shift_](std::size_t receiver, const Message& message) {
      require(receiver < receivers, "mail for row {} of {}", receiver, receivers);
      const std::size_t block = receiver >> shift;
      Cursor<Parcel>& cursor = cursors[block];
      if (cursor.next == cursor.end) [[unlikely]]
        cursor = bins[block].grow();
      *cursor.next++ = {static_cast<std::uint32_t>(receiver), message};
      if (noted.next == noted.end) [[unlikely]]
        noted = route.grow();
      *noted.next++ = static_cast<std::uint8_t>(block);
    };
    std::size_t sent = 0;
    for_ranges_of(chunk, [&](std::size_t first, std::size_t last) {
      fn(first, last, send);
      sent_by_range_[first / kGrain] = route.filled(noted) - std::exchange(sent, route.filled(noted));
    });
    for (std::size_t block = 0; block < blocks_; ++block) bins[block].finish(cursors[block]);
    route.finish(noted);
  }

  template <class Fn>
  void take_back_one_bin(std::size_t chunk, const Fn& fn) const {
    const Parcel* next = bins_[chunk].begin();
    for_ranges_of(chunk, [&](std::size_t first, std::size_t last) {
      const Parcel* const end = next + sent_by_range_[first / kGrain];
      fn(first, last, [&next, end](const auto& read) {
        const Parcel* parcel = std::exchange(next, end);
        for (; parcel != end; ++parcel) read(parcel->message);
      });
      next = end;
    });
  }

  template <class Fn>
  void take_back_bins(std::size_t chunk, const Fn& fn) const {
    std::array<const Parcel*, kMostCuts> next;
    for (std::size_t block = 0; block < blocks_; ++block)
      next[block] = bins_[chunk * blocks_ + block].begin();
    const std::uint8_t* noted = routes_[chunk].begin();
    for_ranges_of(chunk, [&](std::size_t first, std::size_t last) {
      const std::uint8_t* const end = noted + sent_by_range_[first / kGrain];
      const auto each = [&next, &noted, end](const auto& read) {
        const std::uint8_t* block = std::exchange(noted, end);
        for (; block != end; ++block) read(next[*block]++->message);
      };
      fn(first, last, each);
      each([](const Message&) {});  // what the rule left unread
    });
  }

  template <class Fn>
  void for_ranges_of(std::size_t chunk, const Fn& fn) const {
    const std::size_t end = std::min(senders_, (chunk + 1) * chunk_rows_);
    for (std::size_t first = chunk * chunk_rows_; first < end; first += kGrain)
      fn(first, std::min(end, first + kGrain));
  }

  // The one bin is asked for ahead of its being written: a rule that reads at random while it sends may keep the
  // processor from seeing that it is written in order.
  static constexpr std::size_t kAhead = std::max<std::size_t>(1, 256 / sizeof(Parcel));
  static constexpr std::ptrdiff_t kSoon = 48;  // messages; found by trial, and flat around it
  // At most this many cuts either way: a block's number is noted in a byte, and the ends of a chunk's bins stay in
  // the nearest cache.
  static constexpr std::size_t kMostCuts = 128;
  // Enough that a thread which is late has others do some of its work.
  static constexpr std::size_t kCutsPerThread = 8;
  static constexpr std::size_t kLeastShift = 12;

  void cut(std::size_t senders, std::size_t receivers) {
    require(receivers <= std::size_t{1} << 32, "mail for {} rows", receivers);
    const auto threads = static_cast<std::size_t>(thread_count());
    const std::size_t cuts = threads == 1 ? 1 : std::min(kMostCuts, kCutsPerThread * threads);
    const std::size_t least_rows = std::size_t{1} << kLeastShift;
    const std::size_t rows = std::max(least_rows, (senders + cuts - 1) / cuts);
    chunk_rows_ = threads == 1 ? senders : (rows + kGrain - 1) / kGrain * kGrain;
    chunks_ = senders == 0 ? 0 : (senders + chunk_rows_ - 1) / chunk_rows_;
    block_shift_ = kLeastShift;
    while (receivers > cuts << block_shift_) ++block_shift_;
    // Few receivers of much mail have smaller blocks, so that all threads have some.
    const std::size_t wanted = std::min(cuts, senders >> kLeastShift);
    const auto blocks = [&] { return (receivers + (std::size_t{1} << block_shift_) - 1) >> block_shift_; };
    while (block_shift_ > 0 && blocks() < wanted) --block_shift_;
    blocks_ = std::max<std::size_t>(1, blocks());
    if (bins_.size() < chunks_ * blocks_) bins_.resize(chunks_ * blocks_);
    if (routes_.size() < chunks_) routes_.resize(chunks_);
    senders_ = senders;
    sent_by_range_.assign((senders + kGrain - 1) / kGrain, 0);
  }

  std::vector<Buffer<Parcel>> bins_;          // chunk-major: a thread that fills a chunk stays among its own
  std::vector<Buffer<std::uint8_t>> routes_;  // by chunk: the block of each message, in the order of sending
  std::vector<std::size_t> sent_by_range_;    // messages, by range of kGrain senders
  std::size_t senders_ = 0;
  std::size_t chunk_rows_ = 0;
  std::size_t chunks_ = 0;
  std::size_t block_shift_ = 0;
  std::size_t blocks_ = 0;
};

}  // namespace sim
