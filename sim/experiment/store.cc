#include "sim/experiment/store.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/store_lock.h"
#include "sim/experiment/store_moves.h"
#include "sim/experiment/store_rows.h"
#include "sim/experiment/store_schema.h"
#include "sim/experiment/store_sql.h"
#include "sim/experiment/store_writer.h"

namespace sim {
namespace {

namespace fs = std::filesystem;

/// How many damaged runs a message names.
constexpr std::size_t kMostNamed = 5;
/// How many differences to what was asked before.
constexpr std::size_t kMostTold = 8;

/// SQLite would say of all these that it cannot open the file.
void require_file(const fs::path& file, sql::Use use) {
  std::error_code error;
  const fs::file_status there = fs::status(file, error);
  if (use == sql::Use::kRead && !fs::exists(there)) {
    throw StoreError(
        sql::sentence(file, use, std::make_error_code(std::errc::no_such_file_or_directory).message()));
  }
  if (fs::exists(there) && !fs::is_regular_file(there)) {
    throw StoreError(
        sql::sentence(file, use, fs::is_directory(there) ? "it is a folder" : "it is no ordinary file"));
  }
}

}  // namespace

struct Store::Inside {
  Inside(const fs::path& file, sql::Use use) {
    require_file(file, use);
    if (use == sql::Use::kWrite) lock.emplace(file);
    database.emplace(file, use);
  }

  void require_writer() const {
    if (!writer) throw std::logic_error("a store that was opened for reading cannot be written");
  }

  /// What was added is seen by who reads, and nobody else uses the connection meanwhile.
  std::unique_lock<std::mutex> settled() {
    if (writer) writer->flush();
    return std::unique_lock(connection);
  }

  std::optional<WriterLock> lock;  // the last to go
  std::optional<sql::Database> database;
  StudyRecord study;
  std::vector<std::string> repairs;
  std::mutex connection;  ///< one thread at a time
  std::optional<StoreWriter> writer;
};

Store::Store(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Store Store::open_for(const fs::path& file, const StudyRecord& study, PointAt design) {
  schema::require_distinct_columns(study);
  auto inside = std::make_unique<Inside>(file, sql::Use::kWrite);
  sql::Database& database = *inside->database;
  std::int64_t build = 0;
  std::int64_t sum = 0;
  std::optional<sql::Stoppable> stoppable(std::in_place, database);
  heed_interrupt();
  const bool is_new = schema::is_empty(database);
  if (!is_new) schema::require_sound(database);
  // Another tool may have left it in a mode that spreads it over several files.
  database.run("PRAGMA journal_mode = DELETE");
  sql::insist([&] {
    inside->repairs.clear();
    sql::Transaction changes(database);
    if (is_new) {
      schema::make(database, study);
    } else {
      bool is_same_design = false;
      // A record that is not as it was written decides nothing: the keys of runs tell what they are of.
      if (rows::is_study_sound(database)) {
        const StudyRecord was = schema::study(database, schema::Which::kAll);
        std::vector<std::string> differences = schema::differences(was, study);
        // What is another in hundreds of places is told well enough by a few.
        if (const std::size_t all = differences.size(); all > kMostTold + 1) {
          differences.resize(kMostTold);
          differences.push_back(fmt::format("and {} more", all - kMostTold));
        }
        is_same_design = was.text == study.text && was.points == study.points;
        if (!differences.empty())
          throw OtherStudy(sql::sentence(
              file, sql::Use::kWrite,
              fmt::format("it holds another study: {}; write another file, or go back to that study",
                          fmt::join(differences, "; "))));
      } else {
        inside->repairs.emplace_back("the record of the study was not as it was written: it is written anew");
      }
      PointMoves moves(study, design, is_same_design);
      const std::vector<std::string> removed =
          remove_damaged(database, [&](StoredPoint&& point) { moves.look_at(point); });
      inside->repairs.insert(inside->repairs.end(), removed.begin(), removed.end());
      schema::update(database, study);
      moves.make(database);
    }
    build = schema::number_of_build(database, study);
    rows::seal_study(database);
    sum = rows::sum_of_runs(database);
    rows::note_runs(database, sum);
    changes.commit();
  });
  stoppable.reset();
  inside->study = study;
  inside->writer.emplace(database, inside->connection, study, std::move(design), build, sum);
  return Store(std::move(inside));
}

Store Store::read(const fs::path& file) {
  auto inside = std::make_unique<Inside>(file, sql::Use::kRead);
  sql::Database& database = *inside->database;
  const sql::Stoppable stoppable(database);
  schema::require_sound(database);
  if (!rows::is_study_sound(database))
    database.refuse(
        "it is damaged: the record of its study is not as it was written; run the study again into it");
  inside->study = schema::study(database, schema::Which::kAsked);
  const std::vector<StoredBuild> builds = schema::builds(database);
  if (!builds.empty()) {
    inside->study.build = builds.back().build;
    inside->study.command_line = builds.back().command_line;
  }
  return Store(std::move(inside));
}

const StudyRecord& Store::study() const { return inside_->study; }

const std::vector<std::string>& Store::repairs() const { return inside_->repairs; }

namespace {

/// The places of runs that are not as they were written, as far as a message names them.
class Damage {
 public:
  void note(const RunPlace& place) {
    if (++count_ <= kMostNamed) named_.push_back(rows::words(place));
  }
  /// Throws StoreError when there are some, or runs are gone.
  void require_none(sql::Database& database) const {
    if (count_ > 0)
      database.refuse(
          fmt::format("it is damaged: {}{} not as written; run the study again into it, which makes anew "
                      "what is damaged",
                      fmt::join(named_, ", "),
                      count_ > kMostNamed ? fmt::format(" and {} more are", count_ - kMostNamed)
                      : count_ > 1        ? " are"
                                          : " is"));
    if (!rows::are_runs_complete(database))
      database.refuse("it is damaged: runs are gone; run the study again into it");
  }

 private:
  std::size_t count_ = 0;
  std::vector<std::string> named_;
};

/// Every run, all of them sound.
void for_each_sound_run(sql::Database& database, const std::function<void(rows::Run&&)>& each,
                        rows::Details details = rows::Details::kLeftOut) {
  const sql::Reading at_once(database);
  Damage damage;
  rows::for_each_run(
      database,
      [&](rows::Run&& run) {
        if (run.is_sound()) {
          each(std::move(run));
        } else {
          damage.note(run.run.place);
        }
      },
      details);
  damage.require_none(database);
}

Store::Standing standing_of(const rows::Run& run) {
  if (!run.is_asked) return Store::Standing::kNotAsked;
  if (!run.is_whole) return Store::Standing::kLacking;
  return run.run.error.empty() ? Store::Standing::kDone : Store::Standing::kFailed;
}

void require_sound(sql::Database& database, const rows::Point& point) {
  if (!point.is_sound())
    database.refuse(fmt::format("it is damaged: point {} is not as written; run the study again into it",
                                point.point.point));
}

}  // namespace

void Store::for_each_run(const std::function<void(StoredRun&&, Standing)>& each) const {
  const auto lock = inside_->settled();
  for_each_sound_run(*inside_->database, [&](rows::Run&& run) {
    const Standing standing = standing_of(run);
    each(std::move(run.run), standing);
  });
}

void Store::for_each_run_by_place(
    const std::function<void(const StoredRun&, const StoredPoint&)>& each) const {
  const auto lock = inside_->settled();
  sql::Database& database = *inside_->database;
  const sql::Reading at_once(database);
  Damage damage;
  rows::for_each_run_by_place(database, [&](rows::Run&& run, const rows::Point& point) {
    require_sound(database, point);
    if (!run.is_sound()) {
      damage.note(run.run.place);
    } else if (run.is_whole) {
      each(run.run, point.point);
    }
  });
  damage.require_none(database);
}

void Store::for_each_point(const std::function<void(StoredPoint&&)>& each) const {
  const auto lock = inside_->settled();
  rows::for_each_point(*inside_->database, [&](rows::Point&& point) {
    require_sound(*inside_->database, point);
    if (point.point.point < inside_->study.points) each(std::move(point.point));
  });
}

std::map<RunPlace, std::string> Store::keys(Which which) const {
  std::map<RunPlace, std::string> keys;
  for_each_run([&](StoredRun&& run, Standing standing) {
    const bool is_wanted =
        which == Which::kAll ? standing != Standing::kNotAsked : standing == Standing::kDone;
    if (is_wanted) keys.emplace(run.place, std::move(run.key));
  });
  return keys;
}

std::vector<StoredRun> Store::runs() const {
  const auto lock = inside_->settled();
  std::vector<StoredRun> runs;
  for_each_sound_run(
      *inside_->database,
      [&](rows::Run&& run) {
        if (run.is_asked && run.is_whole) runs.push_back(std::move(run.run));
      },
      rows::Details::kRead);
  std::sort(runs.begin(), runs.end(),
            [](const StoredRun& a, const StoredRun& b) { return a.place < b.place; });
  return runs;
}

std::vector<StoredPoint> Store::points() const {
  std::vector<StoredPoint> points;
  for_each_point([&](StoredPoint&& point) { points.push_back(std::move(point)); });
  return points;
}

std::vector<StoredBuild> Store::builds() const {
  const auto lock = inside_->settled();
  return schema::builds(*inside_->database);
}

StoredWork Store::work() const {
  const auto lock = inside_->settled();
  return schema::work(*inside_->database);
}

Store::Counts Store::counts() const {
  Counts counts;
  for_each_run([&](StoredRun&&, Standing standing) {
    counts.not_asked += standing == Standing::kNotAsked ? 1 : 0;
    counts.done += standing == Standing::kDone ? 1 : 0;
    counts.failed += standing == Standing::kFailed ? 1 : 0;
  });
  return counts;
}

bool Store::is_checked(std::uint64_t hash) const {
  const auto lock = inside_->settled();
  return rows::are_keys_checked(*inside_->database, static_cast<std::int64_t>(hash));
}

void Store::note_checked(std::uint64_t hash) {
  inside_->require_writer();
  const auto lock = inside_->settled();
  sql::insist([&] {
    sql::Transaction changes(*inside_->database);
    rows::note_keys(*inside_->database, static_cast<std::int64_t>(hash));
    changes.commit();
  });
}

void Store::add(StoredRun run) {
  inside_->require_writer();
  inside_->writer->add(std::move(run));
}

void Store::add_work(const StoredWork& work) {
  inside_->require_writer();
  inside_->writer->add_work(work);
}

void Store::flush() const {
  if (inside_->writer) inside_->writer->flush();
}

}  // namespace sim
