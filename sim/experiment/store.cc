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
      // A record that is not as it was written decides nothing: the keys of runs tell what they are of.
      if (rows::is_study_sound(database)) {
        const auto differences = schema::differences(schema::study(database, schema::Which::kAll), study);
        if (!differences.empty())
          throw OtherStudy(sql::sentence(
              file, sql::Use::kWrite,
              fmt::format("it holds another study: {}; write another file, or go back to that study",
                          fmt::join(differences, "; "))));
      } else {
        inside->repairs.emplace_back("the record of the study was not as it was written: it is written anew");
      }
      const std::vector<std::string> removed = remove_damaged(database);
      inside->repairs.insert(inside->repairs.end(), removed.begin(), removed.end());
      schema::update(database, study);
      move_points(database, study, design);
    }
    build = schema::number_of_build(database, study);
    rows::seal_study(database);
    rows::note_runs(database, rows::sum_of_runs(database));
    changes.commit();
  });
  inside->study = study;
  inside->writer.emplace(database, inside->connection, study, std::move(design), build);
  return Store(std::move(inside));
}

Store Store::read(const fs::path& file) {
  auto inside = std::make_unique<Inside>(file, sql::Use::kRead);
  sql::Database& database = *inside->database;
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

/// Every run, all of them sound.
void for_each_sound_run(sql::Database& database, const std::function<void(rows::Run&&)>& each) {
  const sql::Reading at_once(database);
  std::vector<std::string> damaged;
  rows::for_each_run(database, [&](rows::Run&& run) {
    if (run.is_sound()) {
      each(std::move(run));
    } else {
      damaged.push_back(rows::words(run.run.place));
    }
  });
  const std::size_t count = damaged.size();
  if (count > kMostNamed) damaged.resize(kMostNamed);
  if (count > 0)
    database.refuse(
        fmt::format("it is damaged: {}{} not as written; run the study again into it, which makes anew "
                    "what is damaged",
                    fmt::join(damaged, ", "),
                    count > kMostNamed ? fmt::format(" and {} more are", count - kMostNamed)
                    : count > 1        ? " are"
                                       : " is"));
  if (!rows::are_runs_complete(database))
    database.refuse("it is damaged: runs are gone; run the study again into it");
}

}  // namespace

std::map<RunPlace, std::string> Store::keys(Which which) const {
  const auto lock = inside_->settled();
  std::map<RunPlace, std::string> keys;
  for_each_sound_run(*inside_->database, [&](rows::Run&& run) {
    const bool is_wanted = which == Which::kAll || (run.run.error.empty() && run.is_whole);
    if (run.is_asked && is_wanted) keys.emplace(run.run.place, std::move(run.run.key));
  });
  return keys;
}

std::vector<StoredRun> Store::runs() const {
  const auto lock = inside_->settled();
  std::vector<StoredRun> runs;
  for_each_sound_run(*inside_->database, [&](rows::Run&& run) {
    if (run.is_asked && run.is_whole) runs.push_back(std::move(run.run));
  });
  std::sort(runs.begin(), runs.end(),
            [](const StoredRun& a, const StoredRun& b) { return a.place < b.place; });
  return runs;
}

std::vector<StoredPoint> Store::points() const {
  const auto lock = inside_->settled();
  std::vector<StoredPoint> points;
  rows::for_each_point(*inside_->database, [&](rows::Point&& point) {
    if (!point.is_sound())
      inside_->database->refuse(fmt::format(
          "it is damaged: point {} is not as written; run the study again into it", point.point.point));
    if (point.point.point < inside_->study.points) points.push_back(std::move(point.point));
  });
  return points;
}

std::vector<StoredBuild> Store::builds() const {
  const auto lock = inside_->settled();
  return schema::builds(*inside_->database);
}

Store::Counts Store::counts() const {
  const auto lock = inside_->settled();
  Counts counts;
  for_each_sound_run(*inside_->database, [&](rows::Run&& run) {
    if (!run.is_asked) ++counts.not_asked;
    if (run.is_asked && run.is_whole) ++(run.run.error.empty() ? counts.done : counts.failed);
  });
  return counts;
}

void Store::add(StoredRun run) {
  inside_->require_writer();
  inside_->writer->add(std::move(run));
}

void Store::flush() const {
  if (inside_->writer) inside_->writer->flush();
}

}  // namespace sim
