#include "tools/cluster/task.h"

#include <unistd.h>
#include <array>
#include <chrono>
#include <fstream>
#include <map>
#include <memory>
#include <system_error>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "sim/experiment/files.h"
#include "sim/experiment/progress.h"
#include "sim/experiment/store.h"
#include "sim/experiment/store_lock.h"
#include "sim/numeric/hash.h"
#include "tools/cluster/claims.h"
#include "tools/console/refusal.h"
#include "tools/study/store_sink.h"

namespace tools {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::array<const char*, 4> kStateNames{"running", "ended", "stopped", "failed"};

std::string this_machine() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

fs::path note_file(const std::string& results, std::uint64_t task) {
  return cluster_folder(results) / "tasks" / fmt::format("task-{}.json", task);
}

void write_note(const std::string& results, const TaskNote& note) {
  const json all{{"state", kStateNames[static_cast<std::size_t>(note.state)]},
                 {"machine", note.machine},
                 {"since", note.since},
                 {"until", note.until},
                 {"failed", note.failed},
                 {"why", note.why}};
  sim::write_file_atomically(note_file(results, note.task), all.dump(2) + "\n");
}

void move_to(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw sim::FileError(fmt::format("cannot write '{}': {}", to.string(), error.message()));
}

/// Copies a file so that it appears whole or not at all.
void copy_whole(const fs::path& from, const fs::path& to) {
  std::ifstream file(from, std::ios::binary);
  sim::AtomicFile copy(to);
  std::vector<char> piece(std::size_t{1} << 20);
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
    copy.append({piece.data(), static_cast<std::size_t>(file.gcount())});
  if (!file.eof()) throw sim::FileError(fmt::format("cannot read '{}'", from.string()));
  copy.keep();
}

/// What is no store any more is kept under another name, and a new one takes its place. Throws sim::StoreError where another
/// program is writing it.
void lay_damaged_aside(const fs::path& store) {
  if (!fs::exists(store)) return;
  const sim::WriterLock lock(store);
  try {
    sim::Store::read(store);
  } catch (const sim::DamagedStore& error) {
    int number = 1;
    const auto aside = [&] { return fs::path(fmt::format("{}.damaged-{}", store.string(), number)); };
    while (fs::exists(aside())) ++number;
    move_to(store, aside());
    const fs::path journal = store.string() + "-journal";
    if (fs::exists(journal)) move_to(journal, aside().string() + "-journal");
    spdlog::warn("{}; it was laid aside as {}, and its runs are made anew", error.what(),
                 aside().filename().string());
  }
}

/// The store of a task where it is written: in its folder, or on scratch until it goes there.
class TaskStore {
 public:
  TaskStore(std::string folder, const std::string& scratch) : folder_(std::move(folder)), at_(folder_) {
    sim::make_result_folder(folder_);
    lay_damaged_aside(there());
    if (scratch.empty()) return;
    at_ = (fs::path(scratch) /
           fmt::format("chokepoint-{}-{}", sim::hex(sim::hash_of(fs::absolute(folder_).string())), getpid()))
              .string();
    sim::make_result_folder(at_);
    if (fs::exists(there())) copy_whole(there(), fs::path(at_) / kStoreFile);
  }

  const std::string& folder() const { return at_; }
  /// Moves it to where the others are.
  void bring_home() const {
    if (at_ == folder_) return;
    if (fs::exists(fs::path(at_) / kStoreFile)) copy_whole(fs::path(at_) / kStoreFile, there());
    std::error_code ignored;
    fs::remove_all(at_, ignored);
  }

 private:
  fs::path there() const { return fs::path(folder_) / kStoreFile; }

  std::string folder_;
  std::string at_;
};

/// Runs a share into a store; what was made is brought home whatever happens.
Swept run_into(const Study& study, const TaskStore& store, Mixing mixing,
               const std::function<RunShare(const Study&, const RunsLeft&)>& share_of) {
  Study mine = study;
  mine.options.out = store.folder();
  Swept swept;
  try {
    swept = sweep_share(mine, mixing, [&](const RunsLeft& left) { return share_of(mine, left); });
  } catch (...) {
    store.bring_home();
    throw;
  }
  store.bring_home();
  return swept;
}

/// Group after group of the chunks that a task claims.
RunShare share_of_claims(const Study& study, const ClusterPlan& plan, const std::shared_ptr<Claims>& claims) {
  const RunGroups groups = plan.groups(study);
  struct Chunk {
    std::uint64_t next = 0;
    std::uint64_t end = 0;
  };
  const auto next = [=, all = groups.count(), chunk = Chunk{}]() mutable -> std::optional<std::uint64_t> {
    if (chunk.next == chunk.end) {
      const std::optional<std::uint64_t> claim = claims->next();
      if (!claim) return std::nullopt;
      spdlog::info("chunk {} of {}", *claim + 1, plan.chunks);
      chunk.next = *claim * plan.groups_in_a_chunk;
      chunk.end = std::min(all, chunk.next + plan.groups_in_a_chunk);
    }
    return chunk.next++;
  };
  return {groups, 0, next};
}

}  // namespace

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::optional<TaskNote> read_note(const std::string& results, std::uint64_t task) {
  const fs::path file = note_file(results, task);
  if (!fs::exists(file)) return std::nullopt;
  try {
    const json all = json::parse(sim::read_file(file));
    TaskNote note;
    note.task = task;
    const auto state = std::ranges::find(kStateNames, all.at("state").get<std::string>());
    note.state = static_cast<TaskNote::State>(std::min<std::ptrdiff_t>(state - kStateNames.begin(), 3));
    note.machine = all.at("machine");
    note.since = all.at("since");
    note.until = all.at("until");
    note.failed = all.at("failed");
    note.why = all.at("why");
    return note;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

Swept run_task(const Study& study, const std::string& results, std::uint64_t task,
               const std::string& scratch) {
  const ClusterPlan plan = read_plan(results);
  require_planned(plan, study);
  if (task > plan.tasks)
    refuse_input(argument("--task"), fmt::format("there is no task {}: {} were planned", task, plan.tasks));
  sim::make_result_folder(cluster_folder(results) / "tasks");
  TaskNote note{.task = task, .machine = this_machine(), .since = seconds_now()};
  write_note(results, note);
  const auto end = [&](TaskNote::State state, const std::string& why) {
    note.state = state;
    note.until = seconds_now();
    note.why = why;
    write_note(results, note);
  };
  try {
    // A log is written line by line, and of all runs only some are this task's.
    sim::silence_progress();
    const auto claims =
        std::make_shared<Claims>(cluster_folder(results) / "claims", task, plan.tasks, plan.chunks);
    const TaskStore store(task_folder(results, task), scratch);
    const Swept swept = run_into(study, store, Mixing::kRefused, [&](const Study& of, const RunsLeft&) {
      return share_of_claims(of, plan, claims);
    });
    note.failed = swept.failed;
    end(swept.is_stopped ? TaskNote::State::kStopped : TaskNote::State::kEnded, "");
    return swept;
  } catch (const std::exception& error) {
    end(TaskNote::State::kFailed, error.what());
    throw;
  }
}

Swept run_shard(const Study& study, const std::string& results, const Shard& shard,
                const std::string& scratch, Mixing mixing) {
  const TaskStore store(shard_folder(results, shard), scratch);
  return run_into(study, store, mixing,
                  [&](const Study& of, const RunsLeft& left) { return share_of_shard(of, left, shard); });
}

std::vector<std::uint64_t> chunks_left(const Study& study, const std::string& results,
                                       const ClusterPlan& plan) {
  std::map<std::string, std::size_t> variants;
  for (std::size_t i = 0; i < study.variants.size(); ++i) variants[study.variants[i].name] = i;
  RunsLeft left(study);
  std::vector<fs::path> stores = shard_stores(results);
  if (const fs::path merged = fs::path(results) / kStoreFile; fs::exists(merged)) stores.push_back(merged);
  for (const fs::path& file : stores) {
    try {
      sim::Store::read(file).for_each_run([&](sim::StoredRun&& run, sim::Store::Standing standing) {
        if (standing == sim::Store::Standing::kNotAsked || standing == sim::Store::Standing::kLacking) return;
        left.take_out({static_cast<std::size_t>(run.place.point), variants.at(run.place.scenario),
                       static_cast<std::uint64_t>(run.place.replicate)});
      });
    } catch (const sim::StoreError& error) {
      spdlog::warn("{}; its runs are made anew", error.what());
    }
  }
  const RunGroups groups = plan.groups(study);
  std::vector<std::uint64_t> chunks;
  for (std::uint64_t group = 0; group < groups.count(); ++group) {
    if (!groups.of(group, left).empty()) {
      chunks.push_back(group / plan.groups_in_a_chunk);
      group = (chunks.back() + 1) * plan.groups_in_a_chunk - 1;
    }
  }
  return chunks;
}

}  // namespace tools
