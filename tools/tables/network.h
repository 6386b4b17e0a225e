// What `chokepoint network` found, as tables.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/enforcement/inspectors.h"
#include "models/enforcement/network.h"
#include "sim/report/table.h"

namespace tools {

/// The network of one run on the day.
struct NetworkRun {
  chokepoint::TradeMap map;
  chokepoint::LeastCut cut;
  sim::Column<chokepoint::Place, double> between;
  sim::Column<chokepoint::Place, double> smuggled_out;  ///< USD a year
  double into_china_usd = 0;                            ///< a year
};

/// The year after, with and without one more officer at each hub.
struct OfficerRun {
  double share = 0;  ///< what an officer adds, as drawn for the run
  chokepoint::SmugglingYear still;
  chokepoint::SmugglingYear adapting;
  std::vector<chokepoint::SmugglingYear> hub_still;  ///< by hub
  std::vector<chokepoint::SmugglingYear> hub_adapting;
};

struct NetworkFindings {
  const chokepoint::Scenario* scenario = nullptr;
  sim::Date date;
  std::vector<NetworkRun> runs;
  std::vector<sim::Id<chokepoint::Place>> hubs;
  std::vector<OfficerRun> officers;
  std::size_t routes = 0;  ///< how many to show
  std::vector<std::string> notes;
};

/// The lane-wise mean over runs: a map that is like none of them, to order routes by.
chokepoint::TradeMap mean_map(const NetworkFindings& found);

/// The places that most smuggled value leaves for China, at most `most`, most first.
std::vector<sim::Id<chokepoint::Place>> busiest(const NetworkFindings& found, std::size_t most);

/// The tables with names for their files: flow, cut, hubs, routes, officers.
std::vector<std::pair<std::string, sim::Table>> network_tables(const NetworkFindings& found);

}  // namespace tools
