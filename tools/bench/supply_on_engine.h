// The supply network on this engine, as a model is written on it: columns, loops over rows, mail.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "sim/engine/id.h"
#include "sim/engine/mail.h"
#include "sim/engine/parallel.h"
#include "tools/bench/supply_network.h"

namespace tools::supply_network {

/// Uses the threads that sim::Threads allows.
class OnEngine {
 public:
  explicit OnEngine(std::size_t agents)
      : suppliers_(agents),
        target_(agents),
        inventory_(agents),
        held_(agents),
        tallies_((agents + sim::kGrain - 1) / sim::kGrain) {
    sim::for_each_row(agents, [&](std::size_t row) {
      const auto agent = static_cast<std::uint32_t>(row);
      suppliers_[Agent(row)] = pick_suppliers(static_cast<std::uint32_t>(agents), agent);
      target_[Agent(row)] = pick_target(agent);
      inventory_[Agent(row)] = target_[Agent(row)];
    });
  }

  void step() {
    const std::uint32_t key = step_key(step_++);
    order(key);
    fill();
    receive_all(key);
  }

  Outcome outcome() const {
    return outcome_of(inventory_.values(), std::accumulate(tallies_.begin(), tallies_.end(), Tally{}));
  }

 private:
  struct AgentTag;
  using Agent = sim::Id<AgentTag>;
  template <class T>
  using Column = sim::Column<AgentTag, T>;
  /// Four bytes: what a message weighs is most of what it costs, and nobody orders more than 20 units.
  struct Order {
    std::uint16_t row;  // of the buyer in its range
    std::uint16_t units;
  };

  // Chooses by inventories as at the start of the step; writes what is held after making and using. Whoever
  // needs nothing orders nothing: that costs less than a branch nobody can predict.
  void order(std::uint32_t key) {
    const std::size_t agents = inventory_.size();
    orders_.collect_ranges(agents, agents, [&](std::size_t first, std::size_t last, const auto& send) {
      std::array<std::uint32_t, sim::kGrain> wanted;
      const std::uint32_t* const inventory = inventory_.values().data();
      const Suppliers* const suppliers = &suppliers_.values()[first];
      use_and_want(key, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last - first),
                   static_cast<std::uint32_t>(agents / 10), inventory + first, &target_.values()[first],
                   &held_.values()[first], wanted.data());
      choose_in_turn(
          suppliers, static_cast<std::uint32_t>(last - first), inventory, agents > kFarApart,
          [&](std::uint32_t row, std::uint32_t supplier) {
            send(supplier, {static_cast<std::uint16_t>(row), static_cast<std::uint16_t>(wanted[row])});
          });
    });
  }

  // Each supplier answers its orders with what it ships.
  void fill() {
    std::uint32_t* const held = held_.values().data();
    const auto serve = [held](std::size_t supplier, Order& order) {
      const std::uint32_t units = std::min<std::uint32_t>(order.units, held[supplier]);
      held[supplier] -= units;
      order.units = static_cast<std::uint16_t>(units);
    };
    if (held_.size() > kFarApart) {
      orders_.deliver(serve, [held](std::size_t supplier) { __builtin_prefetch(held + supplier, 1); });
    } else {
      orders_.deliver(serve);
    }
  }

  // Each buyer reads the answer to its order; all have sent one.
  void receive_all(std::uint32_t key) {
    orders_.take_back_ranges([&](std::size_t first, std::size_t last, const auto& each) {
      std::array<std::uint32_t, sim::kGrain> shipped;
      each([&](const Order& order) { shipped[order.row] = order.units; });
      Tally& tally = tallies_[first / sim::kGrain];
      tally =
          tally + receive(key, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last - first),
                          shipped.data(), &held_.values()[first], &inventory_.values()[first]);
    });
  }

  Column<Suppliers> suppliers_;      // fixed from the start
  Column<std::uint32_t> target_;     // units, fixed from the start
  Column<std::uint32_t> inventory_;  // units at the start of the step
  Column<std::uint32_t> held_;       // units after making and using, less what was shipped
  sim::Mail<Order> orders_;
  std::vector<Tally> tallies_;  // by range of rows, since the start
  std::uint32_t step_ = 0;
};

}  // namespace tools::supply_network
