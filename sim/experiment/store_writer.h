// Runs on their way into a store: workers leave them and go on, one thread writes them in batches.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "sim/experiment/store.h"
#include "sim/experiment/store_moves.h"
#include "sim/experiment/store_sql.h"

namespace sim {

/// Writes until it ends, which is after the last run that was added. See Store for what the functions mean.
class StoreWriter {
 public:
  /// `connection` is held while the database is used. Runs are noted as of the build of that number. `sum`: of all
  /// runs that are there.
  StoreWriter(sql::Database& database, std::mutex& connection, const StudyRecord& study, PointAt design,
              std::int64_t build, std::int64_t sum);
  ~StoreWriter();
  StoreWriter(const StoreWriter&) = delete;
  StoreWriter& operator=(const StoreWriter&) = delete;

  void add(StoredRun run);
  void add_work(const StoredWork& work);
  void flush();

 private:
  /// A run with what would take the writing thread long.
  struct Pending {
    StoredRun run;
    std::string detail;  ///< deflated
  };
  struct StoredOutput {
    std::int64_t number = 0;
    std::size_t value = 0;  ///< which of a run's, or of those besides
    bool is_beside = false;
    std::string measure;
    std::int64_t year = 0;
  };

  void write_until_closed();
  bool is_idle() const { return pending_.empty() && pending_work_.asked == 0 && pending_work_.done == 0; }
  void write(const std::vector<Pending>& batch, const StoredWork& work);
  void write(const Pending& pending);
  void insert(const Pending& pending, std::int64_t scenario);
  static double value_of(const StoredRun& run, const StoredOutput& output) {
    return output.is_beside ? run.beside[output.value] : run.values[output.value];
  }
  void insert_values(std::int64_t row, const Pending& pending);
  void write_point(std::int64_t number);

  sql::Database& database_;
  std::mutex& connection_;
  std::map<std::string, std::int64_t> scenarios_;  ///< numbers by name
  std::vector<StoredOutput> outputs_;              ///< by number
  std::size_t values_;                             ///< of a run
  std::size_t beside_;
  std::size_t factors_;
  std::int64_t points_of_study_;
  std::int64_t replicates_;
  PointAt design_;
  std::int64_t point_ = -1;  ///< one that is there
  std::int64_t sum_;         ///< of all runs
  std::int64_t build_;
  PointWriter new_point_;
  sql::Statement find_point_;
  sql::Statement find_;
  sql::Statement insert_;
  sql::Statement replace_;
  sql::Statement insert_value_;
  sql::Statement insert_detail_;
  sql::Statement add_work_;

  std::mutex mutex_;               ///< of what follows
  std::condition_variable wake_;   ///< the thread that writes
  std::condition_variable ended_;  ///< a batch, for those who flush, or who wait to add
  std::vector<Pending> pending_;
  std::size_t pending_bytes_ = 0;
  StoredWork pending_work_;
  bool writing_ = false;
  bool closing_ = false;
  int flushing_ = 0;     ///< how many wait
  std::string failure_;  ///< why nothing more is written; empty: all is well
  std::thread thread_;
};

}  // namespace sim
