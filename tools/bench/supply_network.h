// The supply network: a tiny model that every engine can run, to compare their speed and to prove that
// threads change nothing. Here are its draws and rules; beside it stand the versions of it, on this engine and by
// hand, which all give the same numbers.
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
#include <vector>

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

/// The same for rows in turn: calls fn(row, supplier). Asks for the suppliers of a later row, because reads at random keep
/// the processor from seeing that those are read in order: worth 4 of 14 ns an agent at a million agents. Where agents are
/// far apart it asks for the inventories of a later row too: a processor that looks ahead over few instructions has too
/// few reads under way by itself.
template <class Fn>
inline void choose_in_turn(const Suppliers* suppliers, std::uint32_t rows, const std::uint32_t* inventory,
                           bool far_apart, const Fn& fn) {
  constexpr std::uint32_t kRowsAhead = 16;  // 32 takes no less
  const std::uint32_t asked = far_apart && rows > kRowsAhead ? rows - kRowsAhead : 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    __builtin_prefetch(&suppliers[row + 2 * kRowsAhead]);
    if (row < asked) {
      for (const std::uint32_t supplier : suppliers[row + kRowsAhead])
        __builtin_prefetch(inventory + supplier);
    }
    fn(row, choose(suppliers[row], inventory));
  }
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

/// Rows whose arithmetic is done before any of them chooses: little enough to stay in the nearest cache.
constexpr std::uint32_t kRange = 1024;

/// Agents whose stocks no longer fit the second cache, so that it pays to ask for a supplier's ahead of its use.
constexpr std::size_t kFarApart = 1 << 19;

// The two rules below are the arithmetic of a step without its reads of other agents, over `rows` agents from
// `first`; the pointers are to the row of the first. Compilers use wide registers for them, given that the columns do
// not overlap, and not when the reads stand in the same loop: that is worth 4 of 5 ns an agent.

/// Makes and uses: what agents hold after it, and how much each would order.
inline void use_and_want(std::uint32_t key, std::uint32_t first, std::uint32_t rows, std::uint32_t fabs,
                         const std::uint32_t* __restrict inventory, const std::uint32_t* __restrict target,
                         std::uint32_t* __restrict held, std::uint32_t* __restrict wanted) {
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t agent = first + row;
    const std::uint32_t stock = inventory[row] + (agent < fabs ? kMadePerStep : 0);
    const std::uint32_t left = stock - ((draw(key, agent, 0) < kDemandBelow) & (stock > 0));
    held[row] = left;
    wanted[row] = target[row] > left ? target[row] - left : 0;
  }
}

/// Receives what was shipped and is not seized; at most kRange rows, so that what is counted fits 32 bits.
inline Tally receive(std::uint32_t key, std::uint32_t first, std::uint32_t rows,
                     const std::uint32_t* __restrict shipped, const std::uint32_t* __restrict held,
                     std::uint32_t* __restrict inventory) {
  std::uint32_t shipments = 0, seized = 0, seized_units = 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t units = shipped[row];
    const std::uint32_t is_shipment = units > 0;
    const std::uint32_t is_lost = draw(key, first + row, 1) < kSeizedBelow;
    const std::uint32_t lost = is_lost ? units : 0;
    shipments += is_shipment;
    seized += is_lost & is_shipment;
    seized_units += lost;
    inventory[row] = held[row] + units - lost;
  }
  return {shipments, seized, seized_units};
}

}  // namespace tools::supply_network
