#include "sim/experiment/store.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/store_lock.h"
#include "sim/experiment/store_schema.h"
#include "sim/experiment/store_sql.h"
#include "sim/experiment/store_writer.h"

namespace sim {
namespace {

namespace fs = std::filesystem;

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

std::vector<StoredPoint> read_points(sql::Database& database) {
  std::vector<StoredPoint> points;
  sql::Statement row(database, R"(SELECT point, u, value FROM points LEFT JOIN point_values USING (point)
    ORDER BY point, factor)");
  while (row.step()) {
    const std::int64_t point = row.integer(0);
    if (points.empty() || points.back().point != point) points.push_back({point, {}, {}});
    if (!row.is_null(1)) {
      points.back().u.push_back(row.real(1));
      points.back().values.push_back(row.real(2));
    }
  }
  return points;
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
  std::mutex of_points;
  std::set<std::int64_t> points;  ///< those that have been added
  std::mutex connection;          ///< one thread at a time
  std::optional<StoreWriter> writer;
};

Store::Store(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Store Store::open_for(const fs::path& file, const StudyRecord& study) {
  schema::require_distinct_columns(study);
  auto inside = std::make_unique<Inside>(file, sql::Use::kWrite);
  sql::Database& database = *inside->database;
  std::int64_t build = 0;
  const bool is_new = schema::is_empty(database);
  if (!is_new) schema::require_sound(database);
  // Another tool may have left it in a mode that spreads it over several files.
  database.run("PRAGMA journal_mode = DELETE");
  sql::insist([&] {
    sql::Transaction changes(database);
    if (is_new) {
      schema::make(database, study);
    } else {
      const auto differences = schema::differences(schema::study(database), study);
      if (!differences.empty()) {
        database.refuse(
            fmt::format("it holds another study: {}; write another file, or go back to that study",
                        fmt::join(differences, "; ")));
      }
      schema::update(database, study);
    }
    build = schema::number_of_build(database, study);
    changes.commit();
  });
  inside->study = study;
  for (const StoredPoint& point : read_points(database)) inside->points.insert(point.point);
  inside->writer.emplace(database, inside->connection, study, build);
  return Store(std::move(inside));
}

Store Store::read(const fs::path& file) {
  auto inside = std::make_unique<Inside>(file, sql::Use::kRead);
  sql::Database& database = *inside->database;
  schema::require_sound(database);
  inside->study = schema::study(database);
  const std::vector<StoredBuild> builds = schema::builds(database);
  if (!builds.empty()) {
    inside->study.build = builds.back().build;
    inside->study.command_line = builds.back().command_line;
  }
  return Store(std::move(inside));
}

const StudyRecord& Store::study() const { return inside_->study; }

std::map<RunPlace, std::string> Store::keys(Which which) const {
  const auto lock = inside_->settled();
  std::map<RunPlace, std::string> keys;
  sql::Statement row(*inside_->database, fmt::format(R"(SELECT point, name, replicate, key
    FROM runs JOIN scenarios USING (scenario) {} ORDER BY point, name, replicate)",
                                                     which == Which::kAll ? "" : "WHERE error IS NULL"));
  while (row.step()) {
    keys.emplace_hint(keys.end(), RunPlace{row.integer(0), row.text(1), row.integer(2)}, row.text(3));
  }
  return keys;
}

std::vector<StoredRun> Store::runs() const {
  const auto lock = inside_->settled();
  std::vector<StoredRun> runs;
  // One question, so that a writer elsewhere changes nothing between a run and its values; in the order of the
  // tables, which is many times faster than to have SQLite sort a row for each value.
  sql::Statement row(*inside_->database,
                     R"(SELECT r.point, s.name, r.replicate, r.key, r.error, r.build, v.output,
    v.value FROM runs r JOIN scenarios s USING (scenario) LEFT JOIN results v USING (run)
    ORDER BY r.run, v.output)");
  while (row.step()) {
    const bool has_value = !row.is_null(6);
    if (!has_value || row.integer(6) == 1) {
      runs.push_back(
          {{row.integer(0), row.text(1), row.integer(2)}, row.text(3), row.text(4), {}, row.integer(5)});
    }
    if (has_value) runs.back().values.push_back(row.real(7));
  }
  std::sort(runs.begin(), runs.end(),
            [](const StoredRun& a, const StoredRun& b) { return a.place < b.place; });
  return runs;
}

std::vector<StoredPoint> Store::points() const {
  const auto lock = inside_->settled();
  return read_points(*inside_->database);
}

std::vector<StoredBuild> Store::builds() const {
  const auto lock = inside_->settled();
  return schema::builds(*inside_->database);
}

Store::Counts Store::counts() const {
  const auto lock = inside_->settled();
  sql::Statement row(*inside_->database, "SELECT count(*) - count(error), count(error) FROM runs");
  row.step();
  return {static_cast<std::size_t>(row.integer(0)), static_cast<std::size_t>(row.integer(1))};
}

void Store::add_points(std::span<const StoredPoint> points) {
  inside_->require_writer();
  const std::size_t factors = inside_->study.factors.size();
  for (const StoredPoint& p : points) {
    const auto all_finite = [factors](const std::vector<double>& values) {
      return values.size() == factors &&
             std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
    };
    if (!all_finite(p.u) || !all_finite(p.values)) {
      throw std::invalid_argument(
          fmt::format("point {} has not one finite number for each of {} factors", p.point, factors));
    }
  }
  const auto lock = inside_->settled();
  sql::Database& database = *inside_->database;
  sql::Statement add(database, "INSERT OR IGNORE INTO points VALUES (?)");
  sql::Statement find(database, "SELECT u, value FROM point_values WHERE point = ? AND factor = ?");
  sql::Statement add_value(database, "INSERT INTO point_values VALUES (?, ?, ?, ?)");
  sql::insist([&] {
    sql::Transaction changes(database);
    for (const StoredPoint& p : points) {
      add.with(p.point).run();
      for (std::size_t i = 0; i < factors; ++i) {
        const auto factor = static_cast<std::int64_t>(i) + 1;
        const bool there = find.with(p.point, factor).step();
        const bool same = there && find.real(0) == p.u[i] && find.real(1) == p.values[i];
        find.reset();
        if (there && !same) {
          database.refuse(
              fmt::format("its point {} has another value of '{}': another design was added before", p.point,
                          inside_->study.factors[i].name));
        }
        if (!there) add_value.with(p.point, factor, p.u[i], p.values[i]).run();
      }
    }
    changes.commit();
  });
  const std::lock_guard also(inside_->of_points);
  for (const StoredPoint& p : points) inside_->points.insert(p.point);
}

void Store::add(StoredRun run) {
  inside_->require_writer();
  {
    const std::lock_guard lock(inside_->of_points);
    if (inside_->points.count(run.place.point) == 0) {
      throw std::invalid_argument(fmt::format("a run of point {}, which was not added", run.place.point));
    }
  }
  inside_->writer->add(std::move(run));
}

void Store::flush() const {
  if (inside_->writer) inside_->writer->flush();
}

}  // namespace sim
