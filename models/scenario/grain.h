// In how fine a grain a run shows its world. population.scale splits the many small agents - rings with their fronts,
// small buyers - into so many each, and chips into units: each of them has that part of the money and trades units at
// that part of the price, so that a run of more agents is the same world, more finely seen. Who is known by name or
// large, sells, lets or builds sites is one at any scale.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace chokepoint {

struct Parameters;

/// What of a run stands for one of the world.
struct Grain {
  double agents = 1;  ///< small agents of the run for one of the world
  double units = 1;   ///< units of goods for one chip

  /// Chips that units are, and what small agents count for.
  double chips(double of_units) const { return of_units / units; }
  double of_world(double of_agents) const { return of_agents / agents; }
  /// Units that a small agent handles where one of the world handles so many chips.
  double units_of_agent(double of_chips) const { return of_chips * units / agents; }
};

/// A buyer with more than this part of its group's money is large: what it builds may be the largest site.
inline constexpr double kLargePart = 1e-3;

/// Most units in a chip: fleets of millions of chips are counted in 32 bits.
inline constexpr double kMostUnits = 256;

constexpr Grain grain_of(double scale) { return {scale, std::min(scale, kMostUnits)}; }

/// A row of the run out of one of the world: its number among those, its part of the money, and whether it is all of it.
struct GrainOf {
  std::uint32_t of;
  std::uint32_t number;
  double part;
  bool whole;
};

/// The rows of those of the world with these parts of a whole: each is split into `grain.agents`, unless it stays whole.
/// Below 1 several become one row, with their parts together and the name of the first.
template <class IsWhole>
std::vector<GrainOf> grains_of(const std::vector<double>& parts, const Grain& grain,
                               const IsWhole& is_whole) {
  std::vector<GrainOf> rows;
  double due = 0;
  double waiting = 0;  // parts of those that have no row yet
  std::uint32_t first = 0;
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (is_whole(i)) {
      rows.push_back({i, 0, parts[i], true});
      continue;
    }
    if (waiting == 0) first = i;
    due += grain.agents;
    waiting += parts[i];
    const auto count = static_cast<std::uint32_t>(std::lround(due));
    for (std::uint32_t number = 0; number < count; ++number)
      rows.push_back({first, number, waiting / count, false});
    due -= count;
    if (count > 0) waiting = 0;
  }
  if (waiting > 0 && !rows.empty()) rows.back().part += waiting;
  return rows;
}

/// What parameters say of an agent or of a chip, said of one of the run.
void put_in_grain(Parameters& parameters, const Grain& grain);

}  // namespace chokepoint
