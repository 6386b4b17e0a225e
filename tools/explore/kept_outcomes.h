// What runs gave, kept for the next state of a page: who moves a lever of one side asks for the other side's runs again.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "models/record/outcome.h"

namespace tools {

/// Two sides of the most runs; an outcome takes some 0.2 MB.
inline constexpr std::size_t kMostOutcomes = 800;

/// Runs by their key, which holds all that an outcome depends on (Runner::key); the first that were kept make room. For any
/// thread.
class KeptOutcomes {
 public:
  using Pointer = std::shared_ptr<const chokepoint::RunOutcome>;

  explicit KeptOutcomes(std::size_t most = kMostOutcomes) : most_(most) {}

  /// Nothing when it is not kept.
  Pointer find(const std::string& key) const;
  void keep(const std::string& key, const Pointer& outcome);

 private:
  std::size_t most_;
  mutable std::mutex mutex_;
  std::map<std::string, Pointer> kept_;
  std::deque<std::string> in_order_;
};

}  // namespace tools
