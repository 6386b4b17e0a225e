#include "tools/scenarios/scenario_cache.h"

namespace tools {
namespace {

/// A scenario takes some hundred kilobytes.
constexpr std::size_t kMost = 128;

}  // namespace

ScenarioCache::Pointer ScenarioCache::get(const std::string& name, const sim::Node& root,
                                          const std::vector<Override>& overrides) {
  std::string key = name;
  for (const Override& over : overrides) key += "\n" + over.text;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [made, scenario] : made_) {
      if (made == key) return scenario;
    }
  }
  sim::Problems problems;
  sim::Node changed = root;
  for (const Override& over : overrides) changed = lay_over(std::move(changed), over, problems);
  chokepoint::Scenario read = chokepoint::read_scenario(changed, regimes_, problems);
  believe(read, belief_, problems);
  auto scenario = std::make_shared<const chokepoint::Scenario>(std::move(read));
  if (!problems.empty()) throw sim::BadInput(problems);
  const std::lock_guard lock(mutex_);
  if (made_.size() >= kMost) made_.erase(made_.begin());
  made_.emplace_back(std::move(key), scenario);
  return scenario;
}

}  // namespace tools
