#include "sim/experiment/store_moves.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "sim/experiment/store_rows.h"

namespace sim {
namespace {

using Values = std::vector<double>;

bool is_in_place(const StoredPoint& point, const StudyRecord& study, const PointAt& design) {
  if (point.point >= study.points) return false;
  const StoredPoint same = design(point.point);
  return same.values == point.values && same.u == point.u;
}

/// By the number of each point: the point of the design that it is, or a number beyond the end.
std::map<std::int64_t, StoredPoint> new_places(const std::vector<StoredPoint>& there,
                                               const StudyRecord& study, const PointAt& design) {
  std::map<Values, std::vector<std::size_t>> by_values;  // a design may come back to a point
  for (std::size_t i = there.size(); i-- > 0;) by_values[there[i].values].push_back(i);
  std::map<std::int64_t, StoredPoint> places;
  for (std::int64_t number = 0; number < study.points && places.size() < there.size(); ++number) {
    StoredPoint point = design(number);
    const auto found = by_values.find(point.values);
    if (found == by_values.end() || found->second.empty()) continue;
    places[there[found->second.back()].point] = std::move(point);
    found->second.pop_back();
  }
  std::int64_t beyond = study.points;
  for (const StoredPoint& point : there) {
    if (places.count(point.point) == 0) places[point.point] = {beyond++, point.u, point.values};
  }
  return places;
}

}  // namespace

std::vector<std::string> remove_damaged(sql::Database& database) {
  std::set<std::int64_t> points;
  std::map<std::int64_t, std::string> runs;
  std::vector<std::string> said;
  rows::for_each_point(database, [&](rows::Point&& point) {
    if (point.is_sound()) return;
    points.insert(point.point.point);
    said.push_back(
        fmt::format("point {} was not as it was written: its runs are made anew", point.point.point));
  });
  rows::for_each_run(database, [&](rows::Run&& run) {
    const std::string name = rows::words(run.run.place);
    if (points.count(run.run.place.point) > 0) {
      runs[run.row] = name;
    } else if (!run.is_sound()) {
      runs[run.row] = name;
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

void add_point(sql::Database& database, const StoredPoint& point) {
  sql::Statement(database, "INSERT INTO points VALUES (?, 0)").with(point.point).run();
  sql::Statement value(database, "INSERT INTO point_values VALUES (?, ?, ?, ?)");
  for (std::size_t i = 0; i < point.values.size(); ++i)
    value.with(point.point, static_cast<std::int64_t>(i) + 1, point.u[i], point.values[i]).run();
  rows::seal_point(database, point.point);
}

void move_points(sql::Database& database, const StudyRecord& study, const PointAt& design) {
  std::vector<StoredPoint> there;
  rows::for_each_point(database, [&](rows::Point&& point) { there.push_back(std::move(point.point)); });
  const bool all_in_place = std::all_of(there.begin(), there.end(), [&](const StoredPoint& point) {
    return is_in_place(point, study, design);
  });
  if (all_in_place) return;
  database.run("PRAGMA defer_foreign_keys = ON");
  const std::map<std::int64_t, StoredPoint> places = new_places(there, study, design);
  // By way of negative numbers, which nothing has.
  sql::Statement away(database, "UPDATE runs SET point = ? WHERE point = ?");
  for (const auto& [from, to] : places) away.with(-1 - to.point, from).run();
  database.run("UPDATE runs SET point = -1 - point; DELETE FROM point_values; DELETE FROM points");
  for (const auto& [from, to] : places) add_point(database, to);
  std::vector<std::int64_t> runs;
  rows::for_each_run(database, [&](rows::Run&& run) { runs.push_back(run.row); });
  for (const std::int64_t run : runs) rows::seal_run(database, run);
}

}  // namespace sim
