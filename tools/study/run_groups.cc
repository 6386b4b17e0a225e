#include "tools/study/run_groups.h"

#include <algorithm>

namespace tools {
namespace {

/// A past that so many share costs next to nothing for each.
constexpr std::uint64_t kMostRuns = 64;
/// Groups for each thread, so that none waits long for the last.
constexpr std::uint64_t kGroupsForAThread = 4;

/// How many points may be run together: those that levers alone tell apart have their parameters and draws in common.
std::size_t points_together(const Study& study, int threads) {
  const bool by_levers = std::ranges::all_of(
      study.factors, [](const StudyFactor& factor) { return factor.kind == FactorKind::kLever; });
  if (!by_levers) return 1;
  const std::uint64_t at_a_point = study.variants.size();
  // One alone waits for none.
  const std::uint64_t groups = threads == 1 ? 1 : kGroupsForAThread * static_cast<std::uint64_t>(threads);
  const std::uint64_t fair = study.points.size() * study.input.replicates / groups;
  const std::uint64_t most = std::min<std::uint64_t>(kMostRuns / at_a_point, study.points.size());
  return static_cast<std::size_t>(std::clamp<std::uint64_t>(fair, 1, std::max<std::uint64_t>(1, most)));
}

}  // namespace

RunGroups::RunGroups(const Study& study, int threads)
    : study_(&study), points_(points_together(study, threads)) {}

std::uint64_t RunGroups::count() const {
  return (study_->points.size() + points_ - 1) / points_ * study_->input.replicates;
}

std::vector<RunAddress> RunGroups::of(std::uint64_t group, const RunsLeft& left) const {
  const std::size_t first = group / study_->input.replicates * points_;
  std::vector<RunAddress> addresses;
  for (std::size_t point = first; point < std::min(study_->points.size(), first + points_); ++point) {
    for (std::size_t variant = 0; variant < study_->variants.size(); ++variant) {
      const RunAddress address{point, variant, group % study_->input.replicates};
      if (left.has(address)) addresses.push_back(address);
    }
  }
  return addresses;
}

}  // namespace tools
