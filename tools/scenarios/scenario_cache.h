// Settings of scenarios with some fields set, made once however many runs ask for them.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario/scenario.h"
#include "tools/scenarios/belief_file.h"
#include "tools/scenarios/overrides.h"

namespace tools {

/// For any thread. What it was made of must outlive it.
class ScenarioCache {
 public:
  using Pointer = std::shared_ptr<const chokepoint::Scenario>;

  explicit ScenarioCache(const std::vector<sim::Node>& regimes, BeliefPointer belief = nullptr)
      : regimes_(regimes), belief_(std::move(belief)) {}

  /// A resolved scenario, told from others by its name, with overrides laid over it. Throws sim::BadInput.
  Pointer get(const std::string& name, const sim::Node& root, const std::vector<Override>& overrides);

 private:
  const std::vector<sim::Node>& regimes_;
  BeliefPointer belief_;
  std::mutex mutex_;
  std::vector<std::pair<std::string, Pointer>> made_;  ///< the latest last
};

}  // namespace tools
