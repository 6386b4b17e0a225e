#include "tools/study/result_store.h"

#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "sim/experiment/files.h"
#include "tools/scenarios/files.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Refuses to lay runs of this program beside those of another.
void require_same_build(const sim::Store& store) {
  const sim::Build& mine = sim::this_build();
  for (const sim::StoredBuild& other : store.builds()) {
    // One that was refused here has left its name, and no run.
    if (other.build == mine || other.runs == 0) continue;
    throw sim::StoreError(fmt::format(
        "the store holds runs of another program ({}; this is {}): give another --out, remove it to run all "
        "anew, or --mixed, where there is such an option, to lay them side by side",
        words(other.build), words(mine)));
  }
}

}  // namespace

fs::path store_file(const std::string& word) {
  const fs::path path(word);
  fs::path file = fs::is_directory(path) ? path / kStoreFile : path;
  if (!fs::exists(file))
    refuse_input(argument("RESULTS"), fmt::format("no results in '{}'", word),
                 "a folder that a sweep or run was given as --out");
  return file;
}

sim::Store open_results(const std::string& folder, const sim::StudyRecord& record, sim::PointAt point_at,
                        Mixing mixing) {
  sim::make_result_folder(folder);
  sim::Store store = sim::Store::open_for(fs::path(folder) / kStoreFile, record, std::move(point_at));
  for (const std::string& repair : store.repairs())
    spdlog::warn("{}: {}", (fs::path(folder) / kStoreFile).string(), repair);
  if (mixing == Mixing::kRefused) require_same_build(store);
  return store;
}

}  // namespace tools
