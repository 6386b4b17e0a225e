#include "sim/experiment/store_writer.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace sim {
namespace {

constexpr std::size_t kBatch = 256;
constexpr std::chrono::seconds kBetweenBatches{1};

}  // namespace

StoreWriter::StoreWriter(sql::Database& database, std::mutex& connection, const StudyRecord& study,
                         std::int64_t build)
    : database_(database),
      connection_(connection),
      outputs_(study.outputs.size()),
      build_(build),
      find_(database, R"(SELECT run, key, error IS NULL FROM runs
        WHERE point = ? AND scenario = ? AND replicate = ?)"),
      insert_(database, R"(INSERT INTO runs (point, scenario, replicate, key, build, error)
        VALUES (?, ?, ?, ?, ?, nullif(?, '')) RETURNING run)"),
      replace_(database, "UPDATE runs SET key = ?, build = ?, error = nullif(?, '') WHERE run = ?"),
      insert_value_(database, "INSERT INTO results VALUES (?, ?, ?)") {
  std::int64_t number = 0;
  for (const StoredScenario& scenario : study.scenarios) scenarios_[scenario.name] = ++number;
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
  if (scenarios_.count(run.place.scenario) == 0) {
    throw std::invalid_argument(
        fmt::format("a run of scenario '{}', which the study has not", run.place.scenario));
  }
  const std::size_t due = run.error.empty() ? outputs_ : 0;
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
  sql::Transaction changes(database_);
  for (const StoredRun& run : batch) write(run);
  changes.commit();
}

void StoreWriter::write(const StoredRun& run) {
  const std::int64_t scenario = scenarios_.at(run.place.scenario);
  std::int64_t row = 0;
  if (find_.with(run.place.point, scenario, run.place.replicate).step()) {
    const bool succeeded = find_.integer(2) != 0;
    const bool same = find_.text(1) == run.key;
    row = find_.integer(0);
    find_.reset();
    if (succeeded && same) return;
    if (succeeded) {
      database_.refuse(
          fmt::format("its run of point {}, scenario '{}', replicate {} was made by another version of the "
                      "model; write another file",
                      run.place.point, run.place.scenario, run.place.replicate));
    }
    replace_.with(run.key, build_, run.error, row).run();
  } else {
    insert_.with(run.place.point, scenario, run.place.replicate, run.key, build_, run.error).step();
    row = insert_.integer(0);
    insert_.reset();
  }
  std::int64_t output = 0;
  for (const double value : run.values) insert_value_.with(row, ++output, value).run();
}

}  // namespace sim
