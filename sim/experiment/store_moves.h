// Points of a store, and what happens to them and to runs when it is opened for a study again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/experiment/store.h"
#include "sim/experiment/store_sql.h"

namespace sim {

/// Removes runs and points that are not as they were written, and says which, a sentence each. Within a transaction.
std::vector<std::string> remove_damaged(sql::Database& database);

/// Adds points that are not there. Within a transaction.
class PointWriter {
 public:
  explicit PointWriter(sql::Database& database);
  /// Under another number than its own, where one is given.
  void add(const StoredPoint& point);
  void add(const StoredPoint& point, std::int64_t under);

 private:
  sql::Statement point_;
  sql::Statement value_;
};

/// Gives points the numbers that their values have in the design; those that it has not get numbers beyond its end,
/// and are not looked for where the design `is_same` as before. Holds some bytes a point that moves. Within a
/// transaction.
void move_points(sql::Database& database, const StudyRecord& study, const PointAt& design, bool is_same);

}  // namespace sim
