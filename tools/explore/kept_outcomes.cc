#include "tools/explore/kept_outcomes.h"

namespace tools {

KeptOutcomes::Pointer KeptOutcomes::find(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(key);
  return found == kept_.end() ? nullptr : found->second;
}

void KeptOutcomes::keep(const std::string& key, const Pointer& outcome) {
  const std::lock_guard lock(mutex_);
  if (!kept_.try_emplace(key, outcome).second) return;
  in_order_.push_back(key);
  if (in_order_.size() <= most_) return;
  kept_.erase(in_order_.front());
  in_order_.pop_front();
}

}  // namespace tools
