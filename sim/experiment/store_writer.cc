#include "sim/experiment/store_writer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/store_detail.h"
#include "sim/experiment/store_rows.h"
#include "sim/experiment/store_sum.h"

namespace sim {
namespace {

constexpr std::size_t kBatch = 256;
constexpr std::chrono::seconds kBetweenBatches{1};
/// What waits to be written before those who add more have to wait as well.
constexpr std::size_t kMostWaitingBytes = std::size_t{32} << 20;

/// Memory that a run takes while it waits, about.
std::size_t bytes_of(const StoredRun& run) {
  constexpr std::size_t kOfItself = 256;
  return kOfItself + sizeof(double) * (run.values.size() + run.beside.size()) + run.error.size();
}

}  // namespace

StoreWriter::StoreWriter(sql::Database& database, std::mutex& connection, const StudyRecord& study,
                         PointAt design, std::int64_t build, std::int64_t sum)
    : database_(database),
      connection_(connection),
      values_(study.outputs.size()),
      beside_(study.beside.size()),
      factors_(study.factors.size()),
      points_of_study_(study.points),
      replicates_(study.replicates),
      design_(std::move(design)),
      sum_(sum),
      build_(build),
      new_point_(database),
      find_point_(database, "SELECT 1 FROM points WHERE point = ?"),
      find_(database, R"(SELECT run, key, error IS NULL FROM runs
        WHERE point = ? AND scenario = ? AND replicate = ?)"),
      insert_(database, R"(INSERT INTO runs (point, scenario, replicate, key, build, error, sum)
        VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?))"),
      replace_(database, "UPDATE runs SET key = ?, build = ?, error = nullif(?, '') WHERE run = ?"),
      insert_value_(database, "INSERT OR REPLACE INTO results VALUES (?, ?, ?)"),
      insert_detail_(database, "INSERT OR REPLACE INTO details VALUES (?, ?)"),
      add_work_(database, "UPDATE work SET done = done + ?, asked = asked + ?") {
  // What rows refer to was read here or is written before them; to have SQLite look takes a third of the time.
  database.run("PRAGMA foreign_keys = OFF");
  sql::Statement scenario(database, "SELECT name, scenario FROM scenarios WHERE place IS NOT NULL");
  while (scenario.step()) scenarios_[scenario.text(0)] = scenario.integer(1);
  sql::Statement output(database, "SELECT output, place, measure, year FROM outputs ORDER BY output");
  while (output.step()) {
    StoredOutput stored{output.integer(0), 0, output.is_null(1), output.text(2), output.integer(3)};
    if (!stored.is_beside) {
      stored.value = static_cast<std::size_t>(output.integer(1) - 1);
    } else {
      const auto at = std::find_if(study.beside.begin(), study.beside.end(), [&](const Output& beside) {
        return beside.measure == stored.measure && beside.year == stored.year;
      });
      if (at == study.beside.end()) continue;  // of a former study
      stored.value = static_cast<std::size_t>(at - study.beside.begin());
    }
    outputs_.push_back(std::move(stored));
  }
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
  const std::size_t due = run.error.empty() ? values_ : 0;
  const std::size_t due_beside = run.error.empty() ? beside_ : 0;
  if (run.values.size() != due || run.beside.size() != due_beside) {
    throw std::invalid_argument(fmt::format("a run of {} values and {} besides, not {} and {}",
                                            run.values.size(), run.beside.size(), due, due_beside));
  }
  std::string detail = deflated(run.detail);
  run.detail = {};
  const std::size_t bytes = bytes_of(run) + detail.size();
  std::size_t waiting = 0;
  {
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return !failure_.empty() || pending_bytes_ < kMostWaitingBytes; });
    if (!failure_.empty()) throw StoreError(failure_);
    pending_.push_back({std::move(run), std::move(detail)});
    pending_bytes_ += bytes;
    waiting = pending_.size();
  }
  if (waiting == 1 || waiting >= kBatch) wake_.notify_one();
}

void StoreWriter::add_work(const StoredWork& work) {
  {
    const std::lock_guard lock(mutex_);
    pending_work_.done += work.done;
    pending_work_.asked += work.asked;
  }
  wake_.notify_one();
}

void StoreWriter::flush() {
  std::unique_lock lock(mutex_);
  ++flushing_;
  wake_.notify_one();
  ended_.wait(lock, [this] { return !failure_.empty() || (is_idle() && !writing_); });
  --flushing_;
  if (!failure_.empty()) throw StoreError(failure_);
}

void StoreWriter::write_until_closed() {
  std::unique_lock lock(mutex_);
  int tries = 0;
  while (true) {
    wake_.wait(lock, [this] { return closing_ || !is_idle(); });
    if (is_idle()) return;
    wake_.wait_for(lock, kBetweenBatches,
                   [this] { return closing_ || flushing_ > 0 || pending_.size() >= kBatch; });
    std::vector<Pending> batch;
    batch.swap(pending_);
    const std::size_t bytes = std::exchange(pending_bytes_, 0);
    const StoredWork work = std::exchange(pending_work_, {});
    if (bytes >= kMostWaitingBytes) ended_.notify_all();
    writing_ = true;
    lock.unlock();
    std::string failure;
    bool busy = false;
    try {
      write(batch, work);
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
      pending_bytes_ += bytes;
      pending_work_.done += work.done;
      pending_work_.asked += work.asked;
      continue;
    }
    failure_ = failure;
    ended_.notify_all();
    if (!failure_.empty()) return;
  }
}

void StoreWriter::write(const std::vector<Pending>& batch, const StoredWork& work) {
  const std::lock_guard lock(connection_);
  database_.require_in_place();
  const std::int64_t sum = sum_;
  try {
    sql::Transaction changes(database_);
    for (const Pending& pending : batch) write(pending);
    rows::note_runs(database_, sum_);
    add_work_.with(work.done, work.asked).run();
    changes.commit();
  } catch (...) {
    point_ = -1;
    sum_ = sum;
    throw;
  }
}

void StoreWriter::write(const Pending& pending) {
  const StoredRun& run = pending.run;
  const std::int64_t scenario = scenarios_.at(run.place.scenario);
  write_point(run.place.point);
  if (!find_.with(run.place.point, scenario, run.place.replicate).step()) return insert(pending, scenario);
  const bool succeeded = find_.integer(2) != 0;
  const bool same = find_.text(1) == run.key;
  const std::int64_t row = find_.integer(0);
  find_.reset();
  if (succeeded && same && (!run.error.empty() || rows::is_whole(database_, row))) return;
  if (succeeded && !same) {
    database_.refuse(fmt::format("its {} was made by another version of the model; write another file",
                                 rows::words(run.place)));
  }
  replace_.with(run.key, build_, run.error, row).run();
  insert_values(row, pending);
  // Outputs of former studies count too.
  sum_ ^= rows::seal_run(database_, row);
}

void StoreWriter::insert(const Pending& pending, std::int64_t scenario) {
  StoredRun head{pending.run.place, pending.run.key, pending.run.error, {}, {}, build_, {}};
  rows::RunSum sum(head, pending.detail);
  if (head.error.empty()) {
    for (const StoredOutput& output : outputs_)
      sum.add(output.measure, output.year, value_of(pending.run, output));
  }
  insert_.with(head.place.point, scenario, head.place.replicate, head.key, build_, head.error, sum.value())
      .run();
  insert_values(database_.last_row(), pending);
  sum_ ^= sum.value();
}

void StoreWriter::insert_values(std::int64_t row, const Pending& pending) {
  if (pending.run.error.empty()) {
    for (const StoredOutput& output : outputs_)
      insert_value_.with(row, output.number, value_of(pending.run, output)).run();
  }
  if (!pending.detail.empty()) insert_detail_.with(row, sql::Blob{pending.detail}).run();
}

void StoreWriter::write_point(std::int64_t number) {
  if (number == point_) return;
  const bool is_there = find_point_.with(number).step();
  find_point_.reset();
  if (!is_there) {
    const StoredPoint point = design_(number);
    const auto all_finite = [this](const std::vector<double>& values) {
      return values.size() == factors_ &&
             std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
    };
    if (point.point != number || !all_finite(point.u) || !all_finite(point.values)) {
      throw std::invalid_argument(
          fmt::format("point {} has not one finite number for each of {} factors", number, factors_));
    }
    new_point_.add(point);
  }
  point_ = number;
}

}  // namespace sim
