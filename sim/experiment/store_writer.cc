#include "sim/experiment/store_writer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/store_detail.h"
#include "sim/experiment/store_moves.h"
#include "sim/experiment/store_rows.h"

namespace sim {
namespace {

constexpr std::size_t kBatch = 256;
constexpr std::chrono::seconds kBetweenBatches{1};

}  // namespace

StoreWriter::StoreWriter(sql::Database& database, std::mutex& connection, const StudyRecord& study,
                         PointAt design, std::int64_t build)
    : database_(database),
      connection_(connection),
      factors_(study.factors.size()),
      points_of_study_(study.points),
      replicates_(study.replicates),
      design_(std::move(design)),
      sum_(rows::sum_of_runs(database)),
      build_(build),
      find_(database, R"(SELECT run, key, error IS NULL FROM runs
        WHERE point = ? AND scenario = ? AND replicate = ?)"),
      insert_(database, R"(INSERT INTO runs (point, scenario, replicate, key, build, error, sum)
        VALUES (?, ?, ?, ?, ?, nullif(?, ''), 0) RETURNING run)"),
      replace_(database, "UPDATE runs SET key = ?, build = ?, error = nullif(?, '') WHERE run = ?"),
      insert_value_(database, "INSERT OR REPLACE INTO results VALUES (?, ?, ?)"),
      insert_detail_(database, "INSERT OR REPLACE INTO details VALUES (?, ?)") {
  sql::Statement scenario(database, "SELECT name, scenario FROM scenarios WHERE place IS NOT NULL");
  while (scenario.step()) scenarios_[scenario.text(0)] = scenario.integer(1);
  sql::Statement output(database, "SELECT output FROM outputs WHERE place IS NOT NULL ORDER BY place");
  while (output.step()) outputs_.push_back(output.integer(0));
  sql::Statement point(database, "SELECT point FROM points");
  while (point.step()) points_.insert(points_.end(), point.integer(0));
  thread_ = std::thread([this] { write_until_closed(); });
}

StoreWriter::~StoreWriter() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void StoreWriter::add(StoredRun run) {
  const RunPlace& place = run.place;
  const bool is_of_study = scenarios_.count(place.scenario) > 0 && place.point >= 0 &&
                           place.point < points_of_study_ && place.replicate >= 0 &&
                           place.replicate < replicates_;
  if (!is_of_study) throw std::invalid_argument(fmt::format("the study has no {}", rows::words(place)));
  const std::size_t due = run.error.empty() ? outputs_.size() : 0;
  if (run.values.size() != due) {
    throw std::invalid_argument(fmt::format("a run of {} values, not {}", run.values.size(), due));
  }
  std::size_t waiting = 0;
  {
    const std::lock_guard lock(mutex_);
    if (!failure_.empty()) throw StoreError(failure_);
    pending_.push_back(std::move(run));
    waiting = pending_.size();
  }
  if (waiting == 1 || waiting >= kBatch) wake_.notify_one();
}

void StoreWriter::flush() {
  std::unique_lock lock(mutex_);
  ++flushing_;
  wake_.notify_one();
  ended_.wait(lock, [this] { return !failure_.empty() || (pending_.empty() && !writing_); });
  --flushing_;
  if (!failure_.empty()) throw StoreError(failure_);
}

void StoreWriter::write_until_closed() {
  std::unique_lock lock(mutex_);
  int tries = 0;
  while (true) {
    wake_.wait(lock, [this] { return closing_ || !pending_.empty(); });
    if (pending_.empty()) return;
    wake_.wait_for(lock, kBetweenBatches,
                   [this] { return closing_ || flushing_ > 0 || pending_.size() >= kBatch; });
    std::vector<StoredRun> batch;
    batch.swap(pending_);
    writing_ = true;
    lock.unlock();
    std::string failure;
    bool busy = false;
    try {
      write(batch);
    } catch (const sql::BusyError& error) {
      busy = true;
      failure = error.what();
    } catch (const std::exception& error) {
      failure = error.what();
    }
    lock.lock();
    writing_ = false;
    // Whoever reads it for long stops no study: the runs wait, until somebody waits for them.
    tries = busy && (closing_ || flushing_ > 0) ? tries + 1 : 0;
    if (busy && tries < sql::kMostTries) {
      batch.insert(batch.end(), std::make_move_iterator(pending_.begin()),
                   std::make_move_iterator(pending_.end()));
      pending_ = std::move(batch);
      continue;
    }
    failure_ = failure;
    ended_.notify_all();
    if (!failure_.empty()) return;
  }
}

void StoreWriter::write(const std::vector<StoredRun>& batch) {
  const std::lock_guard lock(connection_);
  database_.require_in_place();
  added_.clear();
  const std::int64_t sum = sum_;
  try {
    sql::Transaction changes(database_);
    for (const StoredRun& run : batch) write(run);
    rows::note_runs(database_, sum_);
    changes.commit();
  } catch (...) {
    for (const std::int64_t point : added_) points_.erase(point);
    sum_ = sum;
    throw;
  }
}

void StoreWriter::write(const StoredRun& run) {
  const std::int64_t scenario = scenarios_.at(run.place.scenario);
  write_point(run.place.point);
  std::int64_t row = 0;
  if (find_.with(run.place.point, scenario, run.place.replicate).step()) {
    const bool succeeded = find_.integer(2) != 0;
    const bool same = find_.text(1) == run.key;
    row = find_.integer(0);
    find_.reset();
    if (succeeded && same && (!run.error.empty() || rows::is_whole(database_, row))) return;
    if (succeeded && !same) {
      database_.refuse(fmt::format("its {} was made by another version of the model; write another file",
                                   rows::words(run.place)));
    }
    replace_.with(run.key, build_, run.error, row).run();
  } else {
    insert_.with(run.place.point, scenario, run.place.replicate, run.key, build_, run.error).step();
    row = insert_.integer(0);
    insert_.reset();
  }
  std::size_t output = 0;
  for (const double value : run.values) insert_value_.with(row, outputs_[output++], value).run();
  if (!run.detail.empty()) {
    const std::string detail = deflated(run.detail);
    insert_detail_.with(row, sql::Blob{detail}).run();
  }
  sum_ ^= rows::seal_run(database_, row);
}

void StoreWriter::write_point(std::int64_t number) {
  if (points_.count(number) > 0) return;
  const StoredPoint point = design_(number);
  const auto all_finite = [this](const std::vector<double>& values) {
    return values.size() == factors_ &&
           std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  };
  if (point.point != number || !all_finite(point.u) || !all_finite(point.values)) {
    throw std::invalid_argument(
        fmt::format("point {} has not one finite number for each of {} factors", number, factors_));
  }
  add_point(database_, point);
  points_.insert(number);
  added_.push_back(number);
}

}  // namespace sim
