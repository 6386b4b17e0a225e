// Points of a store, and what happens to them and to runs when it is opened for a study again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/experiment/store.h"
#include "sim/experiment/store_sql.h"

namespace sim {

/// Removes runs and points that are not as they were written, and says which, a sentence each; gives the other points
/// to `each`, since to read them all takes long. Within a transaction.
std::vector<std::string> remove_damaged(sql::Database& database,
                                        const std::function<void(StoredPoint&&)>& each);

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

/// Gives points the numbers that their values have in the design; those that it has not get numbers beyond its end.
/// Holds some bytes a point that moves.
class PointMoves {
 public:
  /// Points beyond the end of a design that `is_same` as before are not looked for in it. Study and design must outlive
  /// it.
  PointMoves(const StudyRecord& study, const PointAt& design, bool is_same);
  /// Takes note of a point, by rising number.
  void look_at(const StoredPoint& point);
  /// Moves all that were looked at. Within a transaction.
  void make(sql::Database& database);

 private:
  /// Of a point that is not where the design has it.
  struct Away {
    std::int64_t from = 0;
    std::int64_t to = -1;  ///< where it goes; -1: not known yet
    std::uint64_t hash = 0;
  };
  void find_places(sql::Database& database);

  const StudyRecord& study_;
  const PointAt& design_;
  bool is_same_;
  std::vector<Away> away_;  ///< by rising number
};

}  // namespace sim
