#include "sim/experiment/store_moves.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/interrupt.h"
#include "sim/experiment/store_rows.h"
#include "sim/experiment/store_sum.h"

namespace sim {
namespace {

std::uint64_t hash_of_values(const StoredPoint& point) {
  rows::Sum sum;
  for (const double value : point.values) sum.real(value);
  return static_cast<std::uint64_t>(sum.value());
}

bool is_in_place(const StoredPoint& point, const StudyRecord& study, const PointAt& design) {
  if (point.point >= study.points) return false;
  const StoredPoint same = design(point.point);
  return same.values == point.values && same.u == point.u;
}

StoredPoint point_of(sql::Database& database, std::int64_t number) {
  StoredPoint found;
  rows::for_each_point(database, [&](rows::Point&& point) { found = std::move(point.point); },
                       {number, number});
  return found;
}

}  // namespace

std::vector<std::string> remove_damaged(sql::Database& database,
                                        const std::function<void(StoredPoint&&)>& each) {
  std::set<std::int64_t> points;
  std::map<std::int64_t, std::string> runs;
  std::vector<std::string> said;
  rows::for_each_point(database, [&](rows::Point&& point) {
    if (point.is_sound()) return each(std::move(point.point));
    points.insert(point.point.point);
    said.push_back(
        fmt::format("point {} was not as it was written: its runs are made anew", point.point.point));
  });
  rows::for_each_run(database, [&](rows::Run&& run) {
    const bool has_point = points.count(run.run.place.point) == 0;
    if (run.is_sound() && has_point) return;
    const std::string name = rows::words(run.run.place);
    runs[run.row] = name;
    if (has_point) {
      said.push_back(fmt::format("{} was not as it was written: it is made anew", name));
    }
  });
  if (!rows::are_runs_complete(database))
    said.emplace_back("runs are not all as they were written, or are gone");
  for (const auto& [row, name] : runs) {
    for (const char* table : {"results", "details", "runs"})
      sql::Statement(database, fmt::format("DELETE FROM {} WHERE run = ?", table)).with(row).run();
  }
  for (const std::int64_t point : points) {
    for (const char* table : {"point_values", "points"})
      sql::Statement(database, fmt::format("DELETE FROM {} WHERE point = ?", table)).with(point).run();
  }
  return said;
}

PointWriter::PointWriter(sql::Database& database)
    : point_(database, "INSERT INTO points VALUES (?, ?)"),
      value_(database, "INSERT INTO point_values VALUES (?, ?, ?, ?)") {}

void PointWriter::add(const StoredPoint& point) { add(point, point.point); }

void PointWriter::add(const StoredPoint& point, std::int64_t under) {
  point_.with(under, rows::sum_of_point(point)).run();
  for (std::size_t i = 0; i < point.values.size(); ++i)
    value_.with(under, static_cast<std::int64_t>(i) + 1, point.u[i], point.values[i]).run();
}

PointMoves::PointMoves(const StudyRecord& study, const PointAt& design, bool is_same)
    : study_(study), design_(design), is_same_(is_same) {}

void PointMoves::look_at(const StoredPoint& point) {
  if ((is_same_ && point.point >= study_.points) || is_in_place(point, study_, design_)) return;
  away_.push_back({point.point, -1, hash_of_values(point)});
}

/// Says where they go: to the point of the design that has their values, or beyond its end.
void PointMoves::find_places(sql::Database& database) {
  std::vector<Away*> by_hash;  // a design may come back to a point: then those of a hash by rising number
  for (Away& point : away_) by_hash.push_back(&point);
  std::stable_sort(by_hash.begin(), by_hash.end(),
                   [](const Away* a, const Away* b) { return a->hash < b->hash; });
  sql::Statement is_there(database, "SELECT 1 FROM points WHERE point = ?");
  const auto is_taken = [&](std::int64_t number) {
    const auto at = std::lower_bound(away_.begin(), away_.end(), number,
                                     [](const Away& point, std::int64_t from) { return point.from < from; });
    return (at == away_.end() || at->from != number) && is_there.with(number).step();
  };
  std::size_t left = away_.size();
  for (std::int64_t number = 0; number < study_.points && left > 0; ++number) {
    heed_interrupt();
    const StoredPoint point = design_(number);
    const std::uint64_t hash = hash_of_values(point);
    auto at = std::lower_bound(by_hash.begin(), by_hash.end(), hash,
                               [](const Away* a, std::uint64_t sought) { return a->hash < sought; });
    while (at != by_hash.end() && (*at)->hash == hash && (*at)->to >= 0) ++at;
    if (at == by_hash.end() || (*at)->hash != hash || is_taken(number)) continue;
    if (point_of(database, (*at)->from).values != point.values) continue;
    (*at)->to = number;
    --left;
  }
  is_there.reset();
  std::int64_t beyond = study_.points;
  for (Away& point : away_) {
    if (point.to >= 0) continue;
    while (is_taken(beyond)) ++beyond;
    point.to = beyond++;
  }
}

void PointMoves::make(sql::Database& database) {
  if (away_.empty()) return;
  find_places(database);
  database.run("PRAGMA defer_foreign_keys = ON");
  {
    // By way of negative numbers, which nothing has.
    PointWriter writer(database);
    sql::Statement runs(database, "UPDATE runs SET point = ? WHERE point = ?");
    sql::Statement values(database, "DELETE FROM point_values WHERE point = ?");
    sql::Statement points(database, "DELETE FROM points WHERE point = ?");
    for (const Away& point : away_) {
      if (point.to == point.from && point.to >= study_.points) continue;
      StoredPoint moved = point.to < study_.points ? design_(point.to) : point_of(database, point.from);
      moved.point = point.to;
      writer.add(moved, -1 - point.to);
      runs.with(-1 - point.to, point.from).run();
      values.with(point.from).run();
      points.with(point.from).run();
    }
  }
  for (const char* table : {"points", "point_values", "runs"})
    database.run(fmt::format("UPDATE {} SET point = -1 - point WHERE point < 0", table));
  rows::seal_runs(database);
}

}  // namespace sim
