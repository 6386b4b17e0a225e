#include "sim/experiment/store_schema.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "sim/numeric/hash.h"

namespace sim::schema {
namespace {

/// "CHKP": tells a store from other SQLite files.
constexpr std::int64_t kApplication = 0x43484B50;
/// Of the tables below. A change of them that an older program could not read needs another number.
constexpr std::int64_t kVersion = 2;
/// What an older program neither has nor misses.
constexpr const char* kWorkTable = R"(
CREATE TABLE IF NOT EXISTS work (done INTEGER NOT NULL, asked INTEGER NOT NULL) STRICT;
INSERT INTO work SELECT 0, 0 WHERE NOT EXISTS (SELECT * FROM work);
)";
/// Columns that a view can have in SQLite.
constexpr std::size_t kMostColumns = 2000;

constexpr const char* kTables = R"(
CREATE TABLE study (name TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, method TEXT NOT NULL,
  points INTEGER NOT NULL, replicates INTEGER NOT NULL, seed TEXT NOT NULL) STRICT;
CREATE TABLE builds (build INTEGER PRIMARY KEY, version TEXT NOT NULL, revision TEXT NOT NULL,
  changes TEXT NOT NULL, compiler TEXT NOT NULL, flags TEXT NOT NULL, program TEXT NOT NULL,
  command_line TEXT NOT NULL) STRICT;
CREATE TABLE inputs (input INTEGER PRIMARY KEY, path TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE factors (factor INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, unit TEXT NOT NULL,
  says TEXT NOT NULL, source TEXT NOT NULL, confidence TEXT NOT NULL, low REAL, high REAL, shape TEXT NOT NULL,
  levels INTEGER NOT NULL, group_name TEXT NOT NULL) STRICT;
CREATE TABLE outputs (output INTEGER PRIMARY KEY, measure TEXT NOT NULL, unit TEXT NOT NULL,
  says TEXT NOT NULL, year INTEGER NOT NULL, place INTEGER, UNIQUE (measure, year)) STRICT;
CREATE TABLE scenarios (scenario INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  hash TEXT NOT NULL, resolved TEXT NOT NULL, place INTEGER) STRICT;
CREATE TABLE points (point INTEGER PRIMARY KEY, sum INTEGER NOT NULL) STRICT;
CREATE TABLE point_values (point INTEGER NOT NULL REFERENCES points, factor INTEGER NOT NULL REFERENCES factors,
  u REAL NOT NULL, value REAL NOT NULL, PRIMARY KEY (point, factor)) STRICT, WITHOUT ROWID;
CREATE TABLE runs (run INTEGER PRIMARY KEY, point INTEGER NOT NULL REFERENCES points,
  scenario INTEGER NOT NULL REFERENCES scenarios, replicate INTEGER NOT NULL, key TEXT NOT NULL,
  build INTEGER NOT NULL REFERENCES builds, error TEXT, sum INTEGER NOT NULL,
  UNIQUE (point, scenario, replicate)) STRICT;
CREATE TABLE results (run INTEGER NOT NULL REFERENCES runs, output INTEGER NOT NULL REFERENCES outputs,
  value REAL, PRIMARY KEY (run, output)) STRICT, WITHOUT ROWID;
CREATE TABLE details (run INTEGER PRIMARY KEY REFERENCES runs, bytes BLOB NOT NULL) STRICT;
CREATE TABLE checksums (of TEXT PRIMARY KEY, sum INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIEW results_named AS SELECT r.point, s.name AS scenario, r.replicate, o.measure, o.year, o.unit, v.value
  FROM results v JOIN runs r USING (run) JOIN scenarios s USING (scenario) JOIN outputs o USING (output), study t
  WHERE r.point < t.points AND r.replicate < t.replicates AND s.place IS NOT NULL AND o.place IS NOT NULL;
)";

/// Columns of the wide view before the factors.
constexpr const char* kFirstColumns[] = {"point", "scenario", "replicate", "build", "error"};

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

/// A look-up a column, so that the view answers at once for a few runs and without sorting for all.
std::string wide_view(sql::Database& database, const StudyRecord& study) {
  const std::vector<std::string> names = wide_columns(study);
  std::size_t at = std::size(kFirstColumns);
  std::string sql = "CREATE VIEW wide AS SELECT r.point, s.name AS scenario, r.replicate, r.build, r.error";
  for (std::size_t factor = 1; factor <= study.factors.size(); ++factor) {
    sql += fmt::format(",\n  (SELECT value FROM point_values WHERE point = r.point AND factor = {}) AS {}",
                       factor, quoted_name(names[at++]));
  }
  sql::Statement output(database, "SELECT output FROM outputs WHERE place IS NOT NULL ORDER BY place");
  while (output.step()) {
    sql += fmt::format(",\n  (SELECT value FROM results WHERE run = r.run AND output = {}) AS {}",
                       output.integer(0), quoted_name(names[at++]));
  }
  return sql +
         "\n  FROM runs r JOIN scenarios s USING (scenario), study t"
         "\n  WHERE r.point < t.points AND r.replicate < t.replicates AND s.place IS NOT NULL";
}

std::uint64_t whole_number(const std::string& text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::vector<std::string> wide_columns(const StudyRecord& study) {
  std::vector<std::string> names(std::begin(kFirstColumns), std::end(kFirstColumns));
  for (const StoredFactor& factor : study.factors) names.push_back(factor.name);
  for (const Output& output : study.outputs)
    names.push_back(fmt::format("{}_{}", output.measure, output.year));
  return names;
}

void require_distinct_columns(const StudyRecord& study) {
  const std::vector<std::string> names = wide_columns(study);
  if (names.size() > kMostColumns) {
    throw std::invalid_argument(
        fmt::format("a study of {} factors and {} outputs is too wide for a store: {} at most",
                    study.factors.size(), study.outputs.size(), kMostColumns - std::size(kFirstColumns)));
  }
  std::set<std::string> seen;  // SQL does not tell A from a
  for (std::string name : names) {
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    if (!seen.insert(name).second) {
      throw std::invalid_argument(fmt::format("two columns of the results would be named '{}'", name));
    }
  }
}

bool is_empty(sql::Database& database) {
  return database.number("PRAGMA application_id") == 0 &&
         database.number("SELECT count(*) FROM sqlite_schema") == 0;
}

void require_sound(sql::Database& database) {
  if (database.number("PRAGMA application_id") != kApplication) database.refuse("it is no results store");
  const std::int64_t version = database.number("PRAGMA user_version");
  if (version != kVersion) {
    database.refuse(
        fmt::format("it is a results store of version {}, this program knows {}", version, kVersion));
  }
  std::string found = database.text("PRAGMA integrity_check(1)");
  std::replace(found.begin(), found.end(), '\n', ' ');
  if (found != "ok") database.refuse_as_damaged("it is damaged: " + found);
}

void make(sql::Database& database, const StudyRecord& study) {
  database.run(fmt::format("PRAGMA application_id = {}", kApplication));
  database.run(fmt::format("PRAGMA user_version = {}", kVersion));
  database.run(kTables);
  update(database, study);
}

void update(sql::Database& database, const StudyRecord& study) {
  database.run(kWorkTable);
  database.run("DELETE FROM study; DELETE FROM inputs");
  sql::Statement(database, "INSERT INTO study VALUES (?, ?, ?, ?, ?, ?, ?)")
      .with(study.name, study.title, study.text, study.method, study.points, study.replicates,
            std::to_string(study.seed))
      .run();
  int number = 0;
  for (const InputFile& input : study.inputs) {
    sql::Statement(database, "INSERT INTO inputs VALUES (?, ?, ?)")
        .with(++number, input.path, hex(input.hash))
        .run();
  }
  // Rows that runs refer to are changed, not replaced; what the study no longer asks for loses its place in it.
  database.run("UPDATE outputs SET place = NULL; UPDATE scenarios SET place = NULL");
  number = 0;
  for (const StoredFactor& f : study.factors) {
    sql::Statement(database, R"(INSERT INTO factors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (factor) DO UPDATE SET name = excluded.name, unit = excluded.unit, says = excluded.says,
      source = excluded.source, confidence = excluded.confidence, low = excluded.low, high = excluded.high,
      shape = excluded.shape, levels = excluded.levels, group_name = excluded.group_name)")
        .with(++number, f.name, f.unit, f.says, f.source, f.confidence, f.low, f.high, f.shape, f.levels,
              f.group)
        .run();
  }
  number = 0;
  for (const Output& o : study.outputs) {
    sql::Statement(database, R"(INSERT INTO outputs (measure, unit, says, year, place) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (measure, year) DO UPDATE SET unit = excluded.unit, says = excluded.says, place = excluded.place)")
        .with(o.measure, o.unit, o.says, o.year, ++number)
        .run();
  }
  for (const Output& o : study.beside) {
    sql::Statement(database, R"(INSERT INTO outputs (measure, unit, says, year) VALUES (?, ?, ?, ?)
      ON CONFLICT (measure, year) DO UPDATE SET unit = excluded.unit, says = excluded.says)")
        .with(o.measure, o.unit, o.says, o.year)
        .run();
  }
  number = 0;
  for (const StoredScenario& s : study.scenarios) {
    sql::Statement(database,
                   R"(INSERT INTO scenarios (name, title, hash, resolved, place) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET title = excluded.title, hash = excluded.hash, resolved = excluded.resolved,
      place = excluded.place)")
        .with(s.name, s.title, s.hash, s.resolved, ++number)
        .run();
  }
  database.run("DROP VIEW IF EXISTS wide");
  database.run(wide_view(database, study));
}

std::int64_t number_of_build(sql::Database& database, const StudyRecord& study) {
  const Build& b = study.build;
  sql::Statement find(database, R"(SELECT build FROM builds
    WHERE version = ? AND revision = ? AND changes = ? AND compiler = ? AND flags = ? AND program = ?)");
  if (find.with(b.version, b.commit, b.changes, b.compiler, b.flags, b.program).step())
    return find.integer(0);
  const std::int64_t number = database.number("SELECT count(*) FROM builds") + 1;
  sql::Statement(database, "INSERT INTO builds VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .with(number, b.version, b.commit, b.changes, b.compiler, b.flags, b.program, study.command_line)
      .run();
  return number;
}

StudyRecord study(sql::Database& database, Which which) {
  StudyRecord study;
  const char* const asked = which == Which::kAll ? "" : "WHERE place IS NOT NULL";
  sql::Statement head(database, "SELECT name, title, text, method, points, replicates, seed FROM study");
  if (!head.step()) database.refuse("it is damaged: it names no study");
  study.name = head.text(0);
  study.title = head.text(1);
  study.text = head.text(2);
  study.method = head.text(3);
  study.points = head.integer(4);
  study.replicates = head.integer(5);
  study.seed = whole_number(head.text(6));
  sql::Statement f(database,
                   R"(SELECT name, unit, says, source, confidence, low, high, shape, levels, group_name
    FROM factors ORDER BY factor)");
  while (f.step()) {
    study.factors.push_back({f.text(0), f.text(1), f.text(2), f.text(3), f.text(4), f.real(5), f.real(6),
                             f.text(7), static_cast<int>(f.integer(8)), f.text(9)});
  }
  sql::Statement o(database,
                   fmt::format("SELECT measure, unit, says, year FROM outputs {} ORDER BY place", asked));
  while (o.step()) study.outputs.push_back({o.text(0), o.text(1), o.text(2), static_cast<int>(o.integer(3))});
  sql::Statement s(database,
                   fmt::format("SELECT name, title, resolved, hash FROM scenarios {} ORDER BY place", asked));
  while (s.step()) study.scenarios.push_back({s.text(0), s.text(1), s.text(2), s.text(3)});
  sql::Statement i(database, "SELECT path, hash FROM inputs ORDER BY input");
  while (i.step()) {
    InputFile input{i.text(0)};
    const std::string hash = i.text(1);
    std::from_chars(hash.data(), hash.data() + hash.size(), input.hash, 16);
    study.inputs.push_back(std::move(input));
  }
  return study;
}

StoredWork work(sql::Database& database) {
  if (database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'work'") == 0) return {};
  return {database.number("SELECT sum(done) FROM work"), database.number("SELECT sum(asked) FROM work")};
}

std::vector<StoredBuild> builds(sql::Database& database) {
  sql::Statement b(database, R"(SELECT version, revision, changes, compiler, flags, program, command_line,
    (SELECT count(*) FROM runs WHERE build = b.build AND error IS NULL) FROM builds b ORDER BY build)");
  std::vector<StoredBuild> builds;
  while (b.step())
    builds.push_back(
        {{b.text(0), b.text(1), b.text(2), b.text(3), b.text(4), b.text(5)}, b.text(6), b.integer(7)});
  return builds;
}

}  // namespace sim::schema
