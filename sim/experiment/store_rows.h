// The rows of a store as they are read: each with the checksum it was written with and the one it has now.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
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

/// Numbers of rows or points, both ends among them.
struct Range {
  std::int64_t first = std::numeric_limits<std::int64_t>::min();
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
};

/// Whether details are inflated, which takes longer than all the rest.
enum class Details { kLeftOut, kRead };

/// Every run by its row; in two scans side by side, which is many times faster than to have SQLite join and sort a row
/// for each value.
void for_each_run(sql::Database& database, const std::function<void(Run&&)>& each,
                  Details details = Details::kLeftOut, Range range = {});
/// Every run that the study asks for, by place, with its point; without details. Nothing is sorted or held.
void for_each_run_by_place(sql::Database& database, const std::function<void(Run&&, const Point&)>& each);
/// Whether the run of a row lacks no output.
bool is_whole(sql::Database& database, std::int64_t row);
/// Every point by its number.
void for_each_point(sql::Database& database, const std::function<void(Point&&)>& each, Range range = {});

/// Writes into a run the checksum that it has now. Within a transaction. Returns what changes in the checksum of all
/// runs.
std::int64_t seal_run(sql::Database& database, std::int64_t row);
/// The same of every run whose checksum is another.
void seal_runs(sql::Database& database);

/// The checksum of what says what the study is. Within a transaction.
void seal_study(sql::Database& database);
bool is_study_sound(sql::Database& database);

/// That of all runs together, which shows when one is gone: the exclusive or of theirs.
std::int64_t sum_of_runs(sql::Database& database);
/// Notes it. Within a transaction.
void note_runs(sql::Database& database, std::int64_t sum);
bool are_runs_complete(sql::Database& database);

/// What keys were compared with.
void note_keys(sql::Database& database, std::int64_t hash);
bool are_keys_checked(sql::Database& database, std::int64_t hash);

}  // namespace sim::rows
