// Runs on their way into a store: workers leave them and go on, one thread writes them in batches.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "sim/experiment/store.h"
#include "sim/experiment/store_sql.h"

namespace sim {

/// Writes until it ends, which is after the last run that was added. See Store for what the functions mean.
class StoreWriter {
 public:
  /// `connection` is held while the database is used. Runs are noted as of the build of that number.
  StoreWriter(sql::Database& database, std::mutex& connection, const StudyRecord& study, PointAt design,
              std::int64_t build);
  ~StoreWriter();
  StoreWriter(const StoreWriter&) = delete;
  StoreWriter& operator=(const StoreWriter&) = delete;

  void add(StoredRun run);
  void flush();

 private:
  void write_until_closed();
  void write(const std::vector<StoredRun>& batch);
  void write(const StoredRun& run);
  void write_point(std::int64_t number);

  sql::Database& database_;
  std::mutex& connection_;
  std::map<std::string, std::int64_t> scenarios_;  ///< numbers by name
  std::vector<std::int64_t> outputs_;              ///< numbers in the order of the study
  std::size_t factors_;
  std::int64_t points_of_study_;
  std::int64_t replicates_;
  PointAt design_;
  std::set<std::int64_t> points_;    ///< those that are there
  std::vector<std::int64_t> added_;  ///< of them, by the batch that is being written
  std::int64_t sum_;                 ///< of all runs
  std::int64_t build_;
  sql::Statement find_;
  sql::Statement insert_;
  sql::Statement replace_;
  sql::Statement insert_value_;
  sql::Statement insert_detail_;

  std::mutex mutex_;               ///< of what follows
  std::condition_variable wake_;   ///< the thread that writes
  std::condition_variable ended_;  ///< a batch, for those who flush
  std::vector<StoredRun> pending_;
  bool writing_ = false;
  bool closing_ = false;
  int flushing_ = 0;     ///< how many wait
  std::string failure_;  ///< why nothing more is written; empty: all is well
  std::thread thread_;
};

}  // namespace sim
