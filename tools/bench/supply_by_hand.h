// The supply network by hand, for this model alone: plain, and as fast as we could make it on
// one thread. That for many threads is in supply_by_hand_threads.h.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/bench/supply_network.h"

namespace tools::supply_network {

/// What agents of both have, and the first day.
struct Columns {
  explicit Columns(std::size_t agents)
      : suppliers_(agents),
        target_(agents),
        inventory_(agents),
        held_(agents),
        chosen_(agents),
        units_(agents) {
    for (std::uint32_t agent = 0; agent < agents; ++agent) {
      suppliers_[agent] = pick_suppliers(static_cast<std::uint32_t>(agents), agent);
      inventory_[agent] = target_[agent] = pick_target(agent);
    }
  }

  std::vector<Suppliers> suppliers_;
  std::vector<std::uint32_t> target_;
  std::vector<std::uint32_t> inventory_;
  std::vector<std::uint32_t> held_;
  std::vector<std::uint32_t> chosen_;
  std::vector<std::uint32_t> units_;
  Tally tally_;
  std::uint32_t step_ = 0;
};

/// The network as a plain serial loop: what one would write for this model alone on a first day. Buyers are served in row
/// order because the loop runs in row order, so it needs no mail, and cannot use threads.
class Plain : Columns {
 public:
  using Columns::Columns;

  void step() {
    const std::uint32_t key = step_key(step_++);
    const auto agents = static_cast<std::uint32_t>(inventory_.size());
    const std::uint32_t fabs = agents / 10;
    for (std::uint32_t agent = 0; agent < agents; ++agent) {
      std::uint32_t held = inventory_[agent] + (agent < fabs ? kMadePerStep : 0);
      held -= (draw(key, agent, 0) < kDemandBelow) & (held > 0);
      held_[agent] = held;
      const std::uint32_t target = target_[agent];
      units_[agent] = target > held ? target - held : 0;
      chosen_[agent] = choose(suppliers_[agent], inventory_.data());
    }
    for (std::uint32_t agent = 0; agent < agents; ++agent) {
      std::uint32_t& available = held_[chosen_[agent]];
      const std::uint32_t units = std::min(units_[agent], available);
      available -= units;
      units_[agent] = units;
    }
    for (std::uint32_t agent = 0; agent < agents; ++agent) {
      const std::uint32_t units = units_[agent];
      const bool lost = draw(key, agent, 1) < kSeizedBelow;
      tally_.shipments += units > 0;
      tally_.seized += lost & (units > 0);
      tally_.seized_units += lost ? units : 0;
      inventory_[agent] = held_[agent] + (lost ? 0 : units);
    }
  }

  Outcome outcome() const { return outcome_of(inventory_, tally_); }
};

/// The same loop, tuned: arithmetic for a range of rows in wide registers before the range reads its suppliers, no
/// branch that depends on a draw, and suppliers' rows asked for ahead of their use where they are many. Binned orders
/// are slower on one thread: the read of four suppliers waits for memory longer than all the rest, and bins save
/// only the fifth read.
class TunedSerial : Columns {
 public:
  using Columns::Columns;

  void step() {
    const std::uint32_t key = step_key(step_++);
    const auto agents = static_cast<std::uint32_t>(inventory_.size());
    for (std::uint32_t first = 0; first < agents; first += kRange)
      order(key, first, std::min(kRange, agents - first));
    if (agents > kFarApart) {
      fill<true>();
    } else {
      fill<false>();
    }
    for (std::uint32_t first = 0; first < agents; first += kRange) {
      tally_ = tally_ + receive(key, first, std::min(kRange, agents - first), &units_[first], &held_[first],
                                &inventory_[first]);
    }
  }

  Outcome outcome() const { return outcome_of(inventory_, tally_); }

 private:
  static constexpr std::size_t kAhead = 48;  // rows, found by trial

  void order(std::uint32_t key, std::uint32_t first, std::uint32_t rows) {
    use_and_want(key, first, rows, static_cast<std::uint32_t>(inventory_.size()) / 10, &inventory_[first],
                 &target_[first], &held_[first], &units_[first]);
    std::uint32_t* const chosen = &chosen_[first];
    const Suppliers* const suppliers = &suppliers_[first];
    const std::uint32_t* const inventory = inventory_.data();
    choose_in_turn(suppliers, rows, inventory, inventory_.size() > kFarApart,
                   [chosen](std::uint32_t row, std::uint32_t supplier) { chosen[row] = supplier; });
  }

  template <bool kFetch>
  void fill() {
    const std::size_t agents = inventory_.size();
    const std::uint32_t* __restrict const chosen = chosen_.data();
    std::uint32_t* __restrict const units = units_.data();
    std::uint32_t* __restrict const held = held_.data();
    for (std::size_t agent = 0; agent < agents; ++agent) {
      if (kFetch && agent + kAhead < agents) __builtin_prefetch(held + chosen[agent + kAhead], 1);
      std::uint32_t& available = held[chosen[agent]];
      const std::uint32_t shipped = std::min(units[agent], available);
      available -= shipped;
      units[agent] = shipped;
    }
  }
};

}  // namespace tools::supply_network
