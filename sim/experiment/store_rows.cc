#include "sim/experiment/store_rows.h"

#include <bit>
#include <cmath>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "sim/experiment/manifest.h"
#include "sim/experiment/store_detail.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/hash.h"

namespace sim::rows {
namespace {

/// hash_of() of fields that are told apart: no single changed bit leaves it the same.
class Sum {
 public:
  void whole(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(bits >> shift);
  }
  /// As the store gives it back: one NaN, no -0.
  void real(double value) {
    whole(std::isnan(value) ? -1 : std::bit_cast<std::int64_t>(value == 0 ? 0.0 : value));
  }
  void text(std::string_view value) {
    whole(static_cast<std::int64_t>(value.size()));
    bytes_ += value;
  }
  std::int64_t value() const { return static_cast<std::int64_t>(hash_of(bytes_)); }

 private:
  std::string bytes_;
};

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

  std::map<std::int64_t, Output> outputs;
  std::map<std::int64_t, Scenario> scenarios;
  std::size_t outputs_asked = 0;
  std::int64_t points = 0;
  std::int64_t replicates = 0;
};

std::string only(const char* column, std::optional<std::int64_t> number) {
  return number ? fmt::format(" WHERE {} = {}", column, *number) : "";
}

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

}  // namespace

std::string words(const RunPlace& place) {
  return fmt::format("run {} of '{}' at point {}", place.replicate, place.scenario, place.point);
}

void for_each_run(sql::Database& database, const std::function<void(Run&&)>& each,
                  std::optional<std::int64_t> row) {
  const Names names(database);
  sql::Statement head(database,
                      fmt::format("SELECT run, point, scenario, replicate, key, build, error, sum, "
                                  "(SELECT bytes FROM details WHERE run = runs.run) FROM runs{} ORDER BY run",
                                  only("run", row)));
  sql::Statement value(database, fmt::format("SELECT run, output, value FROM results{} ORDER BY run, output",
                                             only("run", row)));
  bool more = value.step();
  while (head.step()) {
    Run found;
    found.row = head.integer(0);
    const auto scenario = names.scenarios.find(head.integer(2));
    found.run.place = {head.integer(1), scenario == names.scenarios.end() ? "?" : scenario->second.name,
                       head.integer(3)};
    found.run.key = head.text(4);
    found.run.build = head.integer(5);
    found.run.error = head.text(6);
    found.sum = head.integer(7);
    const std::string detail = head.text(8);
    Sum sum;
    for (const std::int64_t whole : {found.run.place.point, found.run.place.replicate, found.run.build})
      sum.whole(whole);
    for (const std::string_view text :
         {std::string_view(found.run.place.scenario), std::string_view(found.run.key),
          std::string_view(found.run.error), std::string_view(detail)})
      sum.text(text);
    if (found.run.error.empty()) found.run.values.assign(names.outputs_asked, kNan);
    std::size_t there = 0;
    for (; more && value.integer(0) <= found.row; more = value.step()) {
      if (value.integer(0) < found.row) continue;
      const auto output = names.outputs.find(value.integer(1));
      sum.text(output == names.outputs.end() ? "?" : output->second.measure);
      sum.whole(output == names.outputs.end() ? 0 : output->second.year);
      sum.real(value.real(2));
      if (output == names.outputs.end() || !output->second.asked || !found.run.error.empty()) continue;
      found.run.values[*output->second.asked] = value.real(2);
      ++there;
    }
    found.found = sum.value();
    found.is_asked = scenario != names.scenarios.end() && scenario->second.is_asked &&
                     found.run.place.point < names.points && found.run.place.replicate < names.replicates;
    found.is_whole = !found.run.error.empty() || there == names.outputs_asked;
    if (found.is_sound()) found.run.detail = inflated(detail);
    each(std::move(found));
  }
}

bool is_whole(sql::Database& database, std::int64_t row) {
  bool is_whole = false;
  for_each_run(
      database, [&](Run&& run) { is_whole = run.is_whole; }, row);
  return is_whole;
}

void for_each_point(sql::Database& database, const std::function<void(Point&&)>& each,
                    std::optional<std::int64_t> number) {
  sql::Statement head(database,
                      fmt::format("SELECT point, sum FROM points{} ORDER BY point", only("point", number)));
  sql::Statement value(
      database, fmt::format("SELECT point, factor, u, value FROM point_values{} ORDER BY point, factor",
                            only("point", number)));
  bool more = value.step();
  while (head.step()) {
    Point found;
    found.point.point = head.integer(0);
    found.sum = head.integer(1);
    Sum sum;
    sum.whole(found.point.point);
    for (; more && value.integer(0) <= found.point.point; more = value.step()) {
      if (value.integer(0) < found.point.point) continue;
      found.point.u.push_back(value.real(2));
      found.point.values.push_back(value.real(3));
      sum.whole(value.integer(1));
      sum.real(found.point.u.back());
      sum.real(found.point.values.back());
    }
    found.found = sum.value();
    each(std::move(found));
  }
}

std::int64_t seal_run(sql::Database& database, std::int64_t row) {
  std::int64_t was = 0;
  std::int64_t is = 0;
  for_each_run(
      database,
      [&](Run&& run) {
        was = run.sum;
        is = run.found;
      },
      row);
  sql::Statement(database, "UPDATE runs SET sum = ? WHERE run = ?").with(is, row).run();
  return was ^ is;
}

void seal_point(sql::Database& database, std::int64_t number) {
  std::int64_t sum = 0;
  for_each_point(
      database, [&](Point&& point) { sum = point.found; }, number);
  sql::Statement(database, "UPDATE points SET sum = ? WHERE point = ?").with(sum, number).run();
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

}  // namespace sim::rows
