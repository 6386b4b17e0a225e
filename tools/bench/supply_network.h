// The supply network: a tiny model that every engine can run, to compare their speed and to prove that
// threads change nothing. Written twice, on this engine and as a plain loop; both give the same numbers.
//
// Agents hold an inventory and have four suppliers. In a step each agent chooses the supplier that holds
// most, uses a unit by chance, and orders up to its target; suppliers serve orders in the order of the
// buyers; one shipment in fifty is seized, the rest arrive. The first tenth are fabs, which make six units a
// step. All numbers are unsigned 32-bit, so that any language can repeat them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/engine/id.h"
#include "sim/engine/mail.h"
#include "sim/engine/parallel.h"

namespace tools::supply_network {

constexpr std::uint32_t kSeed = 42;
constexpr std::uint32_t kGolden = 0x9e3779b9;
constexpr std::uint32_t kSetUp = 0xFFFF0000;  // the step id of the draws at the start
constexpr std::uint32_t kMadePerStep = 6;
constexpr std::uint32_t kDemandBelow = 0x80000000;  // one half
constexpr std::uint32_t kSeizedBelow = 85899345;    // one fiftieth

constexpr std::uint32_t mix(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352d;
  x ^= x >> 15;
  x *= 0x846ca68b;
  x ^= x >> 16;
  return x;
}
constexpr std::uint32_t step_key(std::uint32_t step) { return mix(kSeed + kGolden * (step + 1)); }
constexpr std::uint32_t draw(std::uint32_t key, std::uint32_t agent, std::uint32_t stream) {
  return mix(key ^ (agent * 8 + stream));
}

using Suppliers = std::array<std::uint32_t, 4>;

inline Suppliers pick_suppliers(std::uint32_t agents, std::uint32_t agent) {
  Suppliers picked{};
  const std::uint32_t first = draw(step_key(kSetUp), agent, 6);
  std::size_t count = 0;
  for (std::uint32_t c = 0; count < picked.size(); ++c) {
    const auto candidate = static_cast<std::uint32_t>(std::uint64_t{mix(first + c * kGolden)} * agents >> 32);
    const auto end = picked.begin() + static_cast<std::ptrdiff_t>(count);
    if (candidate != agent && std::find(picked.begin(), end, candidate) == end) picked[count++] = candidate;
  }
  return picked;
}
inline std::uint32_t pick_target(std::uint32_t agent) {
  return static_cast<std::uint32_t>(10 + (std::uint64_t{draw(step_key(kSetUp), agent, 7)} * 11 >> 32));
}

/// The supplier with the largest inventory, the first on ties.
inline std::uint32_t choose(const Suppliers& suppliers, const std::uint32_t* inventory) {
  std::uint32_t best = suppliers[0];
  std::uint32_t most = inventory[best];
  for (std::size_t i = 1; i < suppliers.size(); ++i) {
    const std::uint32_t held = inventory[suppliers[i]];
    best = held > most ? suppliers[i] : best;
    most = held > most ? held : most;
  }
  return best;
}

/// What has happened since the start, in shipments and units.
struct Tally {
  std::uint64_t shipments = 0;
  std::uint64_t seized = 0;
  std::uint64_t seized_units = 0;
  Tally operator+(const Tally& more) const {
    return {shipments + more.shipments, seized + more.seized, seized_units + more.seized_units};
  }
  bool operator==(const Tally&) const = default;
};

struct Outcome {
  std::uint64_t inventory = 0;
  Tally tally;
  std::uint64_t checksum = 0;
  bool operator==(const Outcome&) const = default;
};

inline Outcome outcome_of(const std::vector<std::uint32_t>& inventory, const Tally& tally) {
  Outcome outcome{0, tally, 0};
  for (std::size_t agent = 0; agent < inventory.size(); ++agent) {
    outcome.inventory += inventory[agent];
    outcome.checksum += std::uint64_t{inventory[agent]} * mix(static_cast<std::uint32_t>(agent));
  }
  return outcome;
}

/// The network on this engine: columns, loops over rows, mail.
class OnEngine {
 public:
  explicit OnEngine(std::size_t agents)
      : suppliers_(agents), target_(agents), inventory_(agents), held_(agents), shipped_(agents) {
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
    tally_ = tally_ + receive(key);
    std::swap(inventory_, held_);
  }

  Outcome outcome() const { return outcome_of(inventory_.values(), tally_); }

 private:
  struct AgentTag;
  using Agent = sim::Id<AgentTag>;
  template <class T>
  using Column = sim::Column<AgentTag, T>;
  struct Order {
    std::uint32_t buyer;
    std::uint32_t units;
  };

  // Chooses by inventories as at the start of the step; writes what is held after making and using. Whoever
  // needs nothing orders nothing: that costs less than a branch nobody can predict.
  void order(std::uint32_t key) {
    const std::size_t agents = inventory_.size();
    orders_.collect(agents, agents, [this, key, fabs = agents / 10](std::size_t row, const auto& send) {
      const auto agent = static_cast<std::uint32_t>(row);
      std::uint32_t held = inventory_[Agent(row)] + (row < fabs ? kMadePerStep : 0);
      held -= (draw(key, agent, 0) < kDemandBelow) & (held > 0);
      held_[Agent(row)] = held;
      const std::uint32_t target = target_[Agent(row)];
      send(choose(suppliers_[Agent(row)], inventory_.span().data()),
           {agent, held < target ? target - held : 0});
    });
  }

  // Each supplier answers its orders with what it ships; each buyer notes the answer to its own.
  void fill() {
    orders_.deliver([this](std::size_t supplier, Order& order) {
      std::uint32_t& available = held_[Agent(supplier)];
      order.units = std::min(order.units, available);
      available -= order.units;
    });
    orders_.take_back([this](const Order& order) { shipped_[Agent(order.buyer)] = order.units; });
  }

  // Spans, not columns: a row number cut to 32 bits at each use keeps the compiler from using wide registers.
  Tally receive(std::uint32_t key) {
    return sim::sum_rows(shipped_.size(), Tally{}, [this, key](std::size_t first, std::size_t last) {
      const std::span shipped = shipped_.span();
      const std::span held = held_.span();
      std::uint32_t shipments = 0, seized = 0, seized_units = 0;
      for (std::size_t row = first; row < last; ++row) {
        const std::uint32_t units = shipped[row];
        const std::uint32_t is_shipment = units > 0;
        const std::uint32_t is_lost = draw(key, static_cast<std::uint32_t>(row), 1) < kSeizedBelow;
        const std::uint32_t lost = is_lost ? units : 0;
        shipments += is_shipment;
        seized += is_lost & is_shipment;
        seized_units += lost;
        held[row] += units - lost;
      }
      return Tally{shipments, seized, seized_units};
    });
  }

  Column<Suppliers> suppliers_;      // fixed from the start
  Column<std::uint32_t> target_;     // units, fixed from the start
  Column<std::uint32_t> inventory_;  // units at the start of the step
  Column<std::uint32_t> held_;       // units after making and using, less what was shipped
  Column<std::uint32_t> shipped_;    // units shipped to the agent in this step
  sim::Mail<Order> orders_;
  Tally tally_;
  std::uint32_t step_ = 0;
};

/// The network as a plain serial loop: what one would write for this model alone. Buyers are served in row
/// order because the loop runs in row order, so it needs no mail, and cannot use threads.
class ByHand {
 public:
  explicit ByHand(std::size_t agents)
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

 private:
  std::vector<Suppliers> suppliers_;
  std::vector<std::uint32_t> target_;
  std::vector<std::uint32_t> inventory_;
  std::vector<std::uint32_t> held_;
  std::vector<std::uint32_t> chosen_;
  std::vector<std::uint32_t> units_;
  Tally tally_;
  std::uint32_t step_ = 0;
};

}  // namespace tools::supply_network
