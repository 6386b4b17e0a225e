// The rows of a store as they are read: each with the checksum it was written with and the one it has now.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "sim/experiment/store.h"
#include "sim/experiment/store_sql.h"

namespace sim::rows {

struct Run {
  std::int64_t row = 0;
  StoredRun run;           ///< values in the order of the study's outputs; NaN where one is lacking
  bool is_asked = false;   ///< whether the study asks for it
  bool is_whole = false;   ///< whether no output is lacking; failed ones lack none
  std::int64_t sum = 0;    ///< with which it was written
  std::int64_t found = 0;  ///< that it has now

  bool is_sound() const { return sum == found; }
};
/// "run 3 of 'history' at point 7".
std::string words(const RunPlace& place);

struct Point {
  StoredPoint point;
  std::int64_t sum = 0;
  std::int64_t found = 0;

  bool is_sound() const { return sum == found; }
};

/// Every run by its row, or the one of a row; in two scans side by side, which is many times faster than to have
/// SQLite join and sort a row for each value.
void for_each_run(sql::Database& database, const std::function<void(Run&&)>& each,
                  std::optional<std::int64_t> row = std::nullopt);
/// Whether the run of a row lacks no output.
bool is_whole(sql::Database& database, std::int64_t row);
/// Every point by its number, or the one of a number.
void for_each_point(sql::Database& database, const std::function<void(Point&&)>& each,
                    std::optional<std::int64_t> number = std::nullopt);

/// Writes into a run, or a point, the checksum that it has now. Within a transaction. What seal_run() returns is what
/// changes in the checksum of all runs.
std::int64_t seal_run(sql::Database& database, std::int64_t row);
void seal_point(sql::Database& database, std::int64_t number);

/// The checksum of what says what the study is. Within a transaction.
void seal_study(sql::Database& database);
bool is_study_sound(sql::Database& database);

/// That of all runs together, which shows when one is gone: the exclusive or of theirs.
std::int64_t sum_of_runs(sql::Database& database);
/// Notes it. Within a transaction.
void note_runs(sql::Database& database, std::int64_t sum);
bool are_runs_complete(sql::Database& database);

}  // namespace sim::rows
