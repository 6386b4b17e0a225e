#include "tools/explore/saved_brief.h"

#include <utility>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/experiment/interrupt.h"
#include "tools/brief/brief.h"
#include "tools/brief/write.h"

namespace tools {
namespace {

/// Traced runs for the map: they are made on one thread, while a reader waits.
constexpr std::size_t kMapRuns = 3;

std::filesystem::path new_folder(const std::filesystem::path& in) {
  for (int number = 1;; ++number) {
    std::filesystem::path folder = in / fmt::format("brief-{}", number);
    if (!std::filesystem::exists(folder)) return folder;
  }
}

}  // namespace

SavedBrief save_brief_of(const ExploreState& state, const ExploreOptions& options, KeptRuns kept,
                         const std::filesystem::path& folder, const std::atomic<bool>& stop) {
  LiveRuns runs(study_of(state, options), state.question, std::move(kept));
  while (runs.step()) {
    if (stop) throw sim::Interrupted();
  }
  BriefOptions of;
  of.folder = options.folder;
  of.asked.measure = state.question.measure;
  of.asked.at_least = state.question.at_least;
  of.asked.year = state.question.years.empty() ? 0 : state.question.years.front();
  of.map_runs = kMapRuns;
  of.threads = 1;
  const Brief brief = gather(of, runs.take());
  const std::filesystem::path made = new_folder(folder);
  SavedBrief saved{made / "brief.html", brief.lacks};
  for (std::string& lack : write_brief(brief, made)) saved.lacks.push_back(std::move(lack));
  return saved;
}

}  // namespace tools
