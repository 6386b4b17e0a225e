#include "sim/experiment/store_merge.h"

#include <fcntl.h>
#include <unistd.h>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/interrupt.h"
#include "sim/experiment/store_lock.h"
#include "sim/experiment/store_rows.h"
#include "sim/experiment/store_schema.h"
#include "sim/experiment/store_sql.h"

namespace sim {
namespace {

namespace fs = std::filesystem;

/// The file that is made whole before it takes the place of another.
class Draft {
 public:
  explicit Draft(const fs::path& file)
      : final_(file), path_(file.parent_path() / fmt::format(".{}.merged", file.filename().string())) {
    remove();  // of a program that was killed
  }
  ~Draft() { remove(); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  const fs::path& path() const { return path_; }
  void keep() const {
    const int open = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool is_on_disk = open >= 0 && ::fsync(open) == 0;
    const int error = errno;
    if (open >= 0) ::close(open);
    if (!is_on_disk || ::rename(path_.c_str(), final_.c_str()) != 0)
      throw StoreError(sql::sentence(final_, sql::Use::kWrite,
                                     std::generic_category().message(is_on_disk ? errno : error)));
  }

 private:
  void remove() const {
    std::error_code ignored;
    fs::remove(path_, ignored);
    fs::remove(path_.string() + "-journal", ignored);
  }

  fs::path final_;
  fs::path path_;
};

/// Why a store may not be laid to others of a study; empty: it may.
std::string refusal(sql::Database& part, const StudyRecord& study) {
  const StudyRecord was = schema::study(part, schema::Which::kAll);
  const std::vector<std::string> differences = schema::differences(study, was);
  if (!differences.empty()) return fmt::format("it is of another study: {}", fmt::join(differences, "; "));
  if (was.text != study.text || was.points != study.points || was.replicates != study.replicates)
    return fmt::format(
        "it was made when the study asked for something else ({} points and {} replicates here, {} and {} "
        "in the others)",
        was.points, was.replicates, study.points, study.replicates);
  return "";
}

/// The build of the runs in a store, where there is one other than `build`.
std::optional<Build> other_build(sql::Database& part, const std::optional<Build>& build) {
  for (const StoredBuild& made : schema::builds(part)) {
    if (made.runs > 0 && build && made.build != *build) return made.build;
  }
  return std::nullopt;
}

std::optional<Build> build_of(sql::Database& part) {
  for (const StoredBuild& made : schema::builds(part)) {
    if (made.runs > 0) return made.build;
  }
  return std::nullopt;
}

/// Throws StoreError when something in it is not as it was written.
void require_as_written(sql::Database& part) {
  const sql::Reading at_once(part);
  std::string wrong;
  const auto note = [&](const std::string& what) {
    if (wrong.empty()) wrong = what;
  };
  rows::for_each_point(part, [&](rows::Point&& point) {
    if (!point.is_sound()) note(fmt::format("point {}", point.point.point));
  });
  rows::for_each_run(part, [&](rows::Run&& run) {
    if (!run.is_sound()) note(rows::words(run.run.place));
  });
  if (!wrong.empty()) part.refuse(fmt::format("it is damaged: {} is not as written", wrong));
  if (!rows::are_runs_complete(part)) part.refuse("it is damaged: runs are gone");
}

/// Every part that cannot be laid to the others, a line each; the study is that of the first that can be read.
std::vector<std::string> refusals(const std::vector<fs::path>& parts, Builds builds) {
  std::vector<std::string> all;
  std::optional<StudyRecord> study;
  std::optional<Build> build;
  for (const fs::path& path : parts) {
    heed_interrupt();
    try {
      sql::Database part(path, sql::Use::kRead);
      const sql::Stoppable stoppable(part);
      schema::require_sound(part);
      if (!rows::is_study_sound(part))
        part.refuse("it is damaged: the record of its study is not as written");
      if (!study) study = schema::study(part, schema::Which::kAll);
      if (const std::string why = refusal(part, *study); !why.empty()) part.refuse(why);
      if (!build) build = build_of(part);
      if (const auto other = other_build(part, build); other && builds == Builds::kOne)
        part.refuse(fmt::format("its runs were made by another program ({}; the others: {})", words(*other),
                                words(*build)));
      require_as_written(part);
    } catch (const StoreError& error) {
      all.emplace_back(error.what());
    }
  }
  return all;
}

// What follows works on a store "main", to which a part is attached as "part". Numbers of scenarios, outputs and builds are
// each store's own.

constexpr const char* kSamePlaces = R"(
DROP TABLE IF EXISTS temp.same;
CREATE TEMP TABLE same AS SELECT m.run AS mine, p.run AS other, m.error IS NULL AS mine_is_done,
    p.error IS NULL AS other_is_done, m.key = p.key AS is_same_key
  FROM part.runs p JOIN part.scenarios ps ON ps.scenario = p.scenario JOIN main.scenarios ms ON ms.name = ps.name
  JOIN main.runs m ON m.point = p.point AND m.scenario = ms.scenario AND m.replicate = p.replicate;
)";

/// Of those that succeeded in both, one whose numbers are others.
constexpr const char* kOtherNumbers = R"(
SELECT s.other FROM same s WHERE mine_is_done AND other_is_done AND (NOT is_same_key OR EXISTS (
    SELECT 1 FROM part.results p JOIN part.outputs po ON po.output = p.output
      JOIN main.outputs mo ON mo.measure = po.measure AND mo.year = po.year
      LEFT JOIN main.results m ON m.run = s.mine AND m.output = mo.output
    WHERE p.run = s.other AND m.value IS NOT p.value)) LIMIT 1
)";

constexpr const char* kOtherPoint =
    "SELECT p.point FROM part.points p JOIN main.points m USING (point) WHERE m.sum != p.sum LIMIT 1";

/// Failures that the part has a result of go, and what it has less of than is there is left.
constexpr const char* kMakeRoom = R"(
DELETE FROM main.details WHERE run IN (SELECT mine FROM same WHERE NOT mine_is_done AND other_is_done);
DELETE FROM main.runs WHERE run IN (SELECT mine FROM same WHERE NOT mine_is_done AND other_is_done);
DELETE FROM same WHERE NOT mine_is_done AND other_is_done;
)";

constexpr const char* kCopy = R"(
INSERT INTO main.builds (version, revision, changes, compiler, flags, program, command_line)
  SELECT version, revision, changes, compiler, flags, program, command_line FROM part.builds p
  WHERE NOT EXISTS (SELECT 1 FROM main.builds m WHERE m.version = p.version AND m.revision = p.revision
    AND m.changes = p.changes AND m.compiler = p.compiler AND m.flags = p.flags AND m.program = p.program);
INSERT INTO main.points SELECT * FROM part.points p WHERE NOT EXISTS (SELECT 1 FROM main.points m WHERE m.point = p.point);
INSERT INTO main.point_values SELECT * FROM part.point_values p
  WHERE NOT EXISTS (SELECT 1 FROM main.point_values m WHERE m.point = p.point);
DROP TABLE IF EXISTS temp.base;
CREATE TEMP TABLE base AS SELECT coalesce(max(run), 0) AS run FROM main.runs;
INSERT INTO main.runs SELECT p.run + base.run, p.point, ms.scenario, p.replicate, p.key, mb.build, p.error, p.sum
  FROM base, part.runs p JOIN part.scenarios ps ON ps.scenario = p.scenario JOIN main.scenarios ms ON ms.name = ps.name
  JOIN part.builds pb ON pb.build = p.build JOIN main.builds mb ON mb.version = pb.version AND mb.revision = pb.revision
    AND mb.changes = pb.changes AND mb.compiler = pb.compiler AND mb.flags = pb.flags AND mb.program = pb.program
  WHERE p.run NOT IN (SELECT other FROM same);
INSERT INTO main.results SELECT p.run + base.run, mo.output, p.value
  FROM base, part.results p CROSS JOIN part.outputs po ON po.output = p.output
  CROSS JOIN main.outputs mo ON mo.measure = po.measure AND mo.year = po.year
  WHERE p.run NOT IN (SELECT other FROM same);
INSERT INTO main.details SELECT p.run + base.run, p.bytes FROM base, part.details p
  WHERE p.run NOT IN (SELECT other FROM same);
)";

/// Whether a row that was copied has another build's number than it had, which its checksum holds.
constexpr const char* kHasOtherNumbers = R"(
SELECT count(*) FROM part.builds p JOIN main.builds m ON m.version = p.version AND m.revision = p.revision
    AND m.changes = p.changes AND m.compiler = p.compiler AND m.flags = p.flags AND m.program = p.program
  WHERE m.build != p.build
)";

/// Work counts for the runs that it gave, which are new here or not.
void add_work(sql::Database& main, const MergedStore& merged) {
  if (merged.runs == 0 || main.number("SELECT count(*) FROM part.sqlite_schema WHERE name = 'work'") == 0)
    return;
  const double share = static_cast<double>(merged.new_runs) / static_cast<double>(merged.runs);
  sql::Statement(main, R"(UPDATE main.work SET
    done = done + CAST(round(? * (SELECT sum(done) FROM part.work)) AS INTEGER),
    asked = asked + CAST(round(? * (SELECT sum(asked) FROM part.work)) AS INTEGER))")
      .with(share, share)
      .run();
}

/// Refuses what stands at one place and is not the same.
void require_same_runs(sql::Database& main, const fs::path& part) {
  sql::Statement point(main, kOtherPoint);
  if (point.step())
    throw StoreError(sql::sentence(
        part, sql::Use::kRead,
        fmt::format("its point {} has other values than that of the others", point.integer(0))));
  sql::Statement run(main, kOtherNumbers);
  if (!run.step()) return;
  sql::Statement place(main,
                       R"(SELECT point, name, replicate FROM part.runs JOIN part.scenarios USING (scenario)
    WHERE run = ?)");
  place.with(run.integer(0)).step();
  throw StoreError(sql::sentence(
      part, sql::Use::kRead,
      fmt::format("its {} has another result than the same run elsewhere: one of them was made by another "
                  "program or on a machine that computes otherwise",
                  rows::words({place.integer(0), place.text(1), place.integer(2)}))));
}

MergedStore add_part(sql::Database& main, const fs::path& path) {
  MergedStore merged{path};
  sql::Statement(main, "ATTACH ? AS part").with(fs::absolute(path).string()).run();
  {
    sql::Transaction changes(main);
    merged.runs = main.number("SELECT count(*) FROM part.runs");
    const std::int64_t before = main.number("SELECT count(*) FROM main.runs");
    main.run(kSamePlaces);
    require_same_runs(main, path);
    main.run(
        "DELETE FROM main.results WHERE run IN (SELECT mine FROM same WHERE NOT mine_is_done AND other_is_done)");
    main.run(kMakeRoom);
    main.run(kCopy);
    merged.new_runs = main.number("SELECT count(*) FROM main.runs") - before;
    add_work(main, merged);
    if (main.number(kHasOtherNumbers) > 0) rows::seal_runs(main);
    changes.commit();
  }
  main.run("DETACH part");
  return merged;
}

}  // namespace

std::vector<MergedStore> merge_stores(const fs::path& file, const std::vector<fs::path>& parts,
                                      Builds builds) {
  const WriterLock lock(file);
  std::vector<fs::path> all = parts;
  std::error_code ignored;
  if (fs::exists(file, ignored)) all.insert(all.begin(), file);
  if (all.empty()) return {};
  if (const std::vector<std::string> refused = refusals(all, builds); !refused.empty())
    throw StoreError(fmt::format("{}", fmt::join(refused, "\n")));
  const Draft draft(file);
  std::vector<MergedStore> merged;
  {
    sql::Database first(all.front(), sql::Use::kRead);
    const sql::Stoppable stoppable(first);
    sql::Statement(first, "VACUUM INTO ?").with(draft.path().string()).run();
  }
  {
    sql::Database main(draft.path(), sql::Use::kWrite);
    const sql::Stoppable stoppable(main);
    // It is put on the disk once, whole.
    main.run("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF");
    if (all.size() > parts.size()) {
      all.erase(all.begin());
    } else {
      const std::int64_t runs = main.number("SELECT count(*) FROM runs");
      merged.push_back({all.front(), runs, runs});
      all.erase(all.begin());
    }
    for (const fs::path& part : all) {
      heed_interrupt();
      merged.push_back(add_part(main, part));
    }
    sql::Transaction changes(main);
    rows::seal_study(main);
    rows::note_runs(main, rows::sum_of_runs(main));
    changes.commit();
  }
  draft.keep();
  return merged;
}

RunCounts count_runs(const fs::path& file) {
  sql::Database database(file, sql::Use::kRead);
  const sql::Reading at_once(database);
  if (schema::is_empty(database)) return {};
  return {database.number("SELECT count(*) FROM runs WHERE error IS NULL"),
          database.number("SELECT count(*) FROM runs WHERE error IS NOT NULL")};
}

}  // namespace sim
