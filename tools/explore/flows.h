// One run on a map: what moved on which way in which week, and the seizures, refusals and licences that can be explained.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "models/record/trace.h"
#include "models/scenario/scenario.h"

namespace tools {

/// Events of a group that a page lists: those of most chips.
inline constexpr std::size_t kMostListedEvents = 250;

class Flows {
 public:
  /// Traces a run of a scenario. Throws what goes wrong in it, and sim::Interrupted when `stop` was set meanwhile.
  Flows(std::shared_ptr<const chokepoint::Scenario> scenario, std::uint64_t seed, std::uint64_t run,
        const std::atomic<bool>& stop);

  /// {"first": day of week 0, "weeks", "places": [{code, name, lon, lat}], "ways": [{from, to, kind}] by place row, "rows":
  /// [[week, way, chips, chips seized]], "groups": {seizure: how many in all}, "run": a run_record}. Kinds of ways: smuggled,
  /// legal.
  nlohmann::json map() const { return map_; }
  /// [{"n", "week", "date", "group", "kind", "text", "chips", "from", "to"}], by date.
  nlohmann::json events() const;
  /// The chain behind the n-th of the events; "" when there is no such event.
  std::string explained(std::size_t n) const;

 private:
  struct Listed {
    chokepoint::Event event;
    std::string group;
    nlohmann::json row;
  };
  chokepoint::World first_day() const;

  std::shared_ptr<const chokepoint::Scenario> scenario_;
  sim::RandomStreams streams_;
  nlohmann::json map_;
  std::vector<Listed> listed_;
};

}  // namespace tools
