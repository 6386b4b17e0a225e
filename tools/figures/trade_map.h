// Smuggled chips on a map: what moves over which lane, and what is seized on it. Needs runs with their events, which are made
// anew: nothing of them is kept.
#pragma once

#include <string>
#include <vector>

#include "tools/figures/figure.h"
#include "tools/study/results.h"

namespace tools {

/// Chips of one year on one lane, means over runs.
struct LaneYear {
  std::string policy;  ///< its title
  int year = 0;
  std::size_t lane = 0;
  double moved = 0;   ///< set out on it
  double seized = 0;  ///< taken at its end
};

/// Makes the first runs of each policy again, at most so many, and counts lot by lot. Throws
/// sim::Interrupted.
std::vector<LaneYear> count_lanes(const Results& results, std::size_t runs);

/// `land`: the world's land as TopoJSON (tools/figures/scripts.h); empty: lanes without an outline.
Figure trade_map_figure(const Results& results, const std::vector<LaneYear>& lanes, const std::string& land);

}  // namespace tools
