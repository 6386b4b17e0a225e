#include "sim/experiment/store_rows.h"

#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/manifest.h"
#include "sim/experiment/store_detail.h"
#include "sim/experiment/store_sum.h"
#include "sim/numeric/constants.h"

namespace sim::rows {
namespace {

/// What the numbers in the rows of runs stand for.
struct Names {
  struct Output {
    std::string measure;
    std::int64_t year = 0;
    std::optional<std::size_t> asked;  ///< its place among the outputs of the study
  };
  struct Scenario {
    std::string name;
    bool is_asked = false;
  };
  explicit Names(sql::Database& database);

  /// Its name; "?" of one that is damaged.
  std::string_view scenario(std::int64_t number) const {
    const auto found = scenarios.find(number);
    return found == scenarios.end() ? "?" : std::string_view(found->second.name);
  }

  std::map<std::int64_t, Output> outputs;
  std::map<std::int64_t, Scenario> scenarios;
  std::size_t outputs_asked = 0;
  std::int64_t points = 0;
  std::int64_t replicates = 0;
};

void note(sql::Database& database, const char* of, std::int64_t sum) {
  sql::Statement(database,
                 "INSERT INTO checksums VALUES (?, ?) ON CONFLICT (of) DO UPDATE SET sum = excluded.sum")
      .with(std::string(of), sum)
      .run();
}

bool is_noted(sql::Database& database, const char* of, std::int64_t sum) {
  sql::Statement row(database, "SELECT sum FROM checksums WHERE of = ?");
  return row.with(std::string(of)).step() && row.integer(0) == sum;
}

std::int64_t sum_of_study(sql::Database& database) {
  Sum sum;
  for (const char* table : {"study", "builds", "inputs", "factors", "outputs", "scenarios"}) {
    sum.text(table);
    sql::Statement row(database, fmt::format("SELECT * FROM {} ORDER BY 1", table));
    while (row.step()) {
      for (int column = 0; column < row.columns(); ++column) {
        if (row.is_real(column)) {
          sum.real(row.real(column));
        } else {
          sum.text(row.text(column));
        }
      }
    }
  }
  return sum.value();
}

Names::Names(sql::Database& database) {
  sql::Statement output(database, "SELECT output, measure, year, place FROM outputs");
  while (output.step()) {
    Output& named = outputs[output.integer(0)];
    named = {output.text(1), output.integer(2), {}};
    if (output.is_null(3)) continue;
    named.asked = static_cast<std::size_t>(output.integer(3) - 1);
    ++outputs_asked;
  }
  sql::Statement scenario(database, "SELECT scenario, name, place IS NOT NULL FROM scenarios");
  while (scenario.step()) scenarios[scenario.integer(0)] = {scenario.text(1), scenario.integer(2) != 0};
  sql::Statement study(database, "SELECT points, replicates FROM study");
  if (!study.step()) return;
  points = study.integer(0);
  replicates = study.integer(1);
}

const char* const kRunColumns =
    "SELECT run, point, scenario, replicate, key, build, error, sum, "
    "(SELECT bytes FROM details WHERE run = runs.run) FROM runs";

/// A run while it is read: its row, then its values by the number of their output.
class RunOnItsWay {
 public:
  RunOnItsWay(const Names& names, const sql::Statement& head)
      : names_(names), detail_(head.text(8)), run_(read(names, head)), sum_(run_.run, detail_) {
    const auto scenario = names.scenarios.find(head.integer(2));
    run_.is_asked = scenario != names.scenarios.end() && scenario->second.is_asked &&
                    run_.run.place.point < names.points && run_.run.place.replicate < names.replicates;
    if (run_.run.error.empty()) run_.run.values.assign(names.outputs_asked, kNan);
  }
  std::int64_t row() const { return run_.row; }
  void add(std::int64_t number, double value) {
    const auto output = names_.outputs.find(number);
    if (output == names_.outputs.end()) return sum_.add("?", 0, value);
    sum_.add(output->second.measure, output->second.year, value);
    if (!output->second.asked || !run_.run.error.empty()) return;
    run_.run.values[*output->second.asked] = value;
    ++there_;
  }
  Run end(Details details) {
    run_.found = sum_.value();
    run_.is_whole = !run_.run.error.empty() || there_ == names_.outputs_asked;
    if (details == Details::kRead && run_.is_sound()) run_.run.detail = inflated(detail_);
    return std::move(run_);
  }

 private:
  static Run read(const Names& names, const sql::Statement& head) {
    Run run;
    run.row = head.integer(0);
    run.run.place = {head.integer(1), std::string(names.scenario(head.integer(2))), head.integer(3)};
    run.run.key = head.text(4);
    run.run.build = head.integer(5);
    run.run.error = head.text(6);
    run.sum = head.integer(7);
    return run;
  }

  const Names& names_;
  std::string detail_;  ///< deflated
  Run run_;
  RunSum sum_;
  std::size_t there_ = 0;
};

/// Points by their number, one after the other or the same again.
class PointReader {
 public:
  explicit PointReader(sql::Database& database)
      : head_(database, "SELECT sum FROM points WHERE point = ?"),
        value_(database, "SELECT factor, u, value FROM point_values WHERE point = ? ORDER BY factor") {}

  const Point& at(std::int64_t number) {
    if (point_.point.point == number) return point_;
    point_ = {};
    point_.point.point = number;
    if (head_.with(number).step()) point_.sum = head_.integer(0);
    head_.reset();
    Sum sum;
    sum.whole(number);
    value_.with(number);
    while (value_.step()) add_value(value_.integer(0), value_.real(1), value_.real(2), sum, point_.point);
    value_.reset();
    point_.found = sum.value();
    return point_;
  }
  static void add_value(std::int64_t factor, double u, double value, Sum& sum, StoredPoint& point) {
    point.u.push_back(u);
    point.values.push_back(value);
    sum.whole(factor);
    sum.real(u);
    sum.real(value);
  }

 private:
  sql::Statement head_;
  sql::Statement value_;
  Point point_{{-1, {}, {}}, 0, 0};
};

}  // namespace

std::string words(const RunPlace& place) {
  return fmt::format("run {} of '{}' at point {}", place.replicate, place.scenario, place.point);
}

void for_each_run(sql::Database& database, const std::function<void(Run&&)>& each, Details details,
                  Range range) {
  const Names names(database);
  sql::Statement head(database, fmt::format("{} WHERE run BETWEEN ? AND ? ORDER BY run", kRunColumns));
  sql::Statement value(
      database, "SELECT run, output, value FROM results WHERE run BETWEEN ? AND ? ORDER BY run, output");
  head.with(range.first, range.last);
  bool more = value.with(range.first, range.last).step();
  while (head.step()) {
    RunOnItsWay run(names, head);
    for (; more && value.integer(0) <= run.row(); more = value.step()) {
      if (value.integer(0) == run.row()) run.add(value.integer(1), value.real(2));
    }
    each(run.end(details));
  }
}

void for_each_run_by_place(sql::Database& database, const std::function<void(Run&&, const Point&)>& each) {
  const Names names(database);
  std::map<std::string_view, std::int64_t> scenarios;
  for (const auto& [number, scenario] : names.scenarios) {
    if (scenario.is_asked) scenarios[scenario.name] = number;
  }
  PointReader reader(database);
  sql::Statement point(database, "SELECT point FROM points WHERE point < ? ORDER BY point");
  sql::Statement head(database, fmt::format("{} WHERE point = ? AND scenario = ? AND replicate < ? "
                                            "ORDER BY replicate",
                                            kRunColumns));
  sql::Statement value(database, "SELECT output, value FROM results WHERE run = ? ORDER BY output");
  point.with(names.points);
  while (point.step()) {
    for (const auto& [name, scenario] : scenarios) {
      head.with(point.integer(0), scenario, names.replicates);
      while (head.step()) {
        RunOnItsWay run(names, head);
        value.with(run.row());
        while (value.step()) run.add(value.integer(0), value.real(1));
        each(run.end(Details::kLeftOut), reader.at(point.integer(0)));
      }
    }
  }
}

bool is_whole(sql::Database& database, std::int64_t row) {
  bool is_whole = false;
  for_each_run(database, [&](Run&& run) { is_whole = run.is_whole; }, Details::kLeftOut, {row, row});
  return is_whole;
}

void for_each_point(sql::Database& database, const std::function<void(Point&&)>& each, Range range) {
  sql::Statement head(database, "SELECT point, sum FROM points WHERE point BETWEEN ? AND ? ORDER BY point");
  sql::Statement value(database,
                       "SELECT point, factor, u, value FROM point_values WHERE point BETWEEN ? AND ? "
                       "ORDER BY point, factor");
  head.with(range.first, range.last);
  bool more = value.with(range.first, range.last).step();
  while (head.step()) {
    Point found;
    found.point.point = head.integer(0);
    found.sum = head.integer(1);
    Sum sum;
    sum.whole(found.point.point);
    for (; more && value.integer(0) <= found.point.point; more = value.step()) {
      if (value.integer(0) == found.point.point)
        PointReader::add_value(value.integer(1), value.real(2), value.real(3), sum, found.point);
    }
    found.found = sum.value();
    each(std::move(found));
  }
}

std::int64_t seal_run(sql::Database& database, std::int64_t row) {
  std::int64_t was = 0;
  std::int64_t is = 0;
  for_each_run(database,
               [&](Run&& run) {
                 was = run.sum;
                 is = run.found;
               },
               Details::kLeftOut, {row, row});
  sql::Statement(database, "UPDATE runs SET sum = ? WHERE run = ?").with(is, row).run();
  return was ^ is;
}

void seal_runs(sql::Database& database) {
  // Rows must not change while they are read, and not all of them need be held.
  constexpr std::int64_t kRowsAtOnce = 1 << 16;
  sql::Statement seal(database, "UPDATE runs SET sum = ? WHERE run = ?");
  const std::int64_t last = database.number("SELECT max(run) FROM runs");
  for (std::int64_t first = database.number("SELECT min(run) FROM runs"); first <= last;
       first += kRowsAtOnce) {
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    for_each_run(database,
                 [&](Run&& run) {
                   if (!run.is_sound()) found.emplace_back(run.row, run.found);
                 },
                 Details::kLeftOut, {first, first + kRowsAtOnce - 1});
    for (const auto& [row, sum] : found) seal.with(sum, row).run();
  }
}

void seal_study(sql::Database& database) { note(database, "study", sum_of_study(database)); }

bool is_study_sound(sql::Database& database) { return is_noted(database, "study", sum_of_study(database)); }

std::int64_t sum_of_runs(sql::Database& database) {
  sql::Statement row(database, "SELECT sum FROM runs");
  std::int64_t sum = 0;
  while (row.step()) sum ^= row.integer(0);
  return sum;
}

void note_runs(sql::Database& database, std::int64_t sum) { note(database, "runs", sum); }

bool are_runs_complete(sql::Database& database) { return is_noted(database, "runs", sum_of_runs(database)); }

void note_keys(sql::Database& database, std::int64_t hash) { note(database, "keys", hash); }

bool are_keys_checked(sql::Database& database, std::int64_t hash) { return is_noted(database, "keys", hash); }

}  // namespace sim::rows
