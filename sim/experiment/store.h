// Results of a study in one SQLite file: every run that was paid for is kept, and none is run twice.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/manifest.h"

namespace sim {

/// A store could not be used. what() is one sentence with the file and the reason.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The file is no longer what SQLite wrote: cut short, or overwritten.
class DamagedStore : public StoreError {
 public:
  using StoreError::StoreError;
};

/// A store holds something else than it was opened for, and nothing of it was changed.
class OtherStudy : public StoreError {
 public:
  using StoreError::StoreError;
};

/// One thing that a study varies.
struct StoredFactor {
  std::string name;
  std::string unit;
  std::string says;  ///< what it is
  std::string source;
  std::string confidence;
  double low = 0;  ///< in `unit`, as is `high`
  double high = 0;
  std::string shape;  ///< of its distribution: "uniform"
  int levels = 0;     ///< 0: continuous
  std::string group;  ///< factors that move together; empty: none
};

/// One number that is kept of a run: a measure at the end of a year.
struct Output {
  std::string measure;
  std::string unit;
  std::string says;
  int year = 0;
};

struct StoredScenario {
  std::string name;
  std::string title;
  std::string resolved;  ///< the whole YAML; of what is not kept, whom it must credit
  std::string hash;      ///< of `resolved`
};

/// What a store is asked for; two are the same study when one can go on with what was made for the other (see
/// open_for).
struct StudyRecord {
  std::string name;
  std::string title;
  std::string text;             ///< the study file as resolved
  std::string method;           ///< of the design: "sobol"
  std::int64_t points = 0;      ///< rows of the design
  std::int64_t replicates = 0;  ///< of each point under each scenario
  std::uint64_t seed = 0;
  std::vector<StoredFactor> factors;  ///< names are unique
  std::vector<Output> outputs;        ///< pairs of measure and year are unique
  /// Kept of each run besides, none of them among `outputs`: not shown, but there when a study asks for them.
  std::vector<Output> beside{};
  /// Whether a design of more points has those of fewer; where not, a store goes on with as many points only.
  bool grows = true;
  std::vector<StoredScenario> scenarios;
  Build build;  ///< the program that writes; of a store that is read, the last of builds()
  std::vector<InputFile> inputs;
  std::string command_line;
};

/// A row of the design: for every factor, in the study's order, its place in the unit cube and its value.
struct StoredPoint {
  std::int64_t point = 0;
  std::vector<double> u;       ///< in [0, 1]
  std::vector<double> values;  ///< in the factors' units
};

/// The design of a study: its point of a number below StudyRecord::points, with one finite u and value a factor. The
/// same whenever it is asked, and for any thread.
using PointAt = std::function<StoredPoint(std::int64_t point)>;

/// Where a run stands in the study. At most one run is kept for each.
struct RunPlace {
  std::int64_t point = 0;
  std::string scenario;
  std::int64_t replicate = 0;

  // NOLINTNEXTLINE(modernize-use-nullptr): misread by clang-tidy 14
  auto operator<=>(const RunPlace&) const = default;
};

struct StoredRun {
  RunPlace place;
  std::string key;               ///< run_key() of sim/experiment/run_key.h
  std::string error;             ///< empty: it succeeded
  std::vector<double> values;    ///< one an output; empty when it failed
  std::string detail;            ///< bytes that only the build that ran it understands; empty: none
  std::int64_t build = 0;        ///< which of builds() ran it, from 1; filled in by the store
  std::vector<double> beside{};  ///< to write: one for each that is kept besides; empty when it failed
};

/// Work that runs took, and that they would have taken each by itself, in a unit of the program's own.
struct StoredWork {
  std::int64_t done = 0;
  std::int64_t asked = 0;
};

struct StoredBuild {
  Build build;
  std::string command_line;  ///< of the first time that this build wrote
  std::int64_t runs = 0;     ///< of those that are there, how many it made that succeeded
};

/// The file opens as it is in anything that reads SQLite. It is written in short transactions with a rollback
/// journal, so at any moment others may read it, and a program that is killed or loses power loses at most the
/// runs under way and those not yet written (see add). What a killed program may leave beside it is cleared by
/// whoever opens it next: "<file>-journal", which belongs to the file and must travel with it, and
/// "<file>-lock". An undefined number (NaN) is stored as NULL, -0 as 0; infinities are stored as they are, and
/// read back as Inf in R and Python.
///
/// What a study asks for may change between openings: what was run for other levels, scenarios, outputs or more
/// replicates stays in the file and is not shown until it is asked for again. Each run, each point and the study's
/// record carry a checksum (FNV-1a), which is compared whenever they are read.
class Store {
 public:
  /// Opens or makes the store of a study, to write into it. What is there of a former study stays, at the points of
  /// the design that have the same values. What is not as it was written is removed, to be run again (see repairs).
  /// A new build is a further row of builds().
  /// Someone who asks to stop meanwhile (interrupt.h) is heard at once, by Interrupted; nothing was changed then.
  /// Throws OtherStudy, with all that differs, when seed, method, factors (names, ranges, shapes, groups; not the
  /// number of levels), units of outputs or hashes of scenarios are others; StoreError when it is being written by
  /// another program, is damaged as a file, is no store, or cannot be written; std::invalid_argument when two columns
  /// of its wide table would have one name.
  static Store open_for(const std::filesystem::path& file, const StudyRecord& study, PointAt design);

  /// Opens a store for reading. Throws StoreError when there is none, it is no store, or it is damaged; Interrupted.
  static Store read(const std::filesystem::path& file);

  /// Writes what was added and closes. An error of this last writing is lost: flush() first.
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  const StudyRecord& study() const;
  /// What open_for() found damaged and removed, a sentence each.
  const std::vector<std::string>& repairs() const;

  // What is there of what the study asks for, with all that was added before. Throw StoreError, also when something is
  // not as it was written: what() names it.

  enum class Which { kSucceeded, kAll };
  /// The keys of the runs that are there. A run is left to do when its place is not in it, as when it lacks an output;
  /// where the key is another, an outdated run stands there, and add() would refuse to overwrite it.
  std::map<RunPlace, std::string> keys(Which which = Which::kSucceeded) const;
  std::vector<StoredRun> runs() const;      ///< by place; those that lack no output
  std::vector<StoredPoint> points() const;  ///< by number; those that a run was added of

  // The same, one after the other, of a store that memory does not hold. What `each` throws ends it. That something was
  // not as it was written may be found, and thrown, after some were given.

  /// What a run is to the study: done, failed, without an output that is asked for, or not asked for at all.
  enum class Standing { kDone, kFailed, kLacking, kNotAsked };
  /// Every run in the order in which they were written, without its detail.
  void for_each_run(const std::function<void(StoredRun&&, Standing)>& each) const;
  /// Those of runs(), by place, without details, each with its point.
  void for_each_run_by_place(const std::function<void(const StoredRun&, const StoredPoint&)>& each) const;
  /// Those of points().
  void for_each_point(const std::function<void(StoredPoint&&)>& each) const;

  std::vector<StoredBuild> builds() const;  ///< in the order they first wrote
  StoredWork work() const;                  ///< of all who wrote and counted it
  struct Counts {
    std::size_t done = 0;  ///< succeeded
    std::size_t failed = 0;
    std::size_t not_asked = 0;  ///< kept of former studies
  };
  Counts counts() const;

  /// Whether note_checked() was last called with that hash, and no run was added since by who did not call it.
  bool is_checked(std::uint64_t hash) const;

  // To write; only for a store that open_for() gave.

  /// Notes what the keys of all runs that the study asks for were compared with, so that whoever asks for the same need
  /// not compare them again. Throws StoreError.
  void note_checked(std::uint64_t hash);

  /// Adds a run, and the point of the design that it is of. For any thread; returns at once, unless more than some
  /// megabytes wait to be written. A thread of the store writes them in batches: every second, or every 256 runs. A run that is there already is replaced only when it
  /// had failed or lacked an output. Throws StoreError when former runs could not be written, and
  /// std::invalid_argument when the study has no such place, or there is not one value an output, also of those
  /// besides (none when it failed).
  void add(StoredRun run);

  /// Counts work; written with the runs. For any thread.
  void add_work(const StoredWork& work);

  /// Waits until all that was added is on disk. Throws StoreError when that failed (full disk, read-only, the
  /// file gone, a run that succeeded with another key at its place): what() names the file and the reason. What is on disk
  /// already is not lost, and after an error nothing more is written.
  void flush() const;

 private:
  struct Inside;
  explicit Store(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// Writes tidy CSV (RFC 4180; numbers exact, NaN as nothing, Inf and -Inf) into a folder, which is made when
/// it is not there, each file whole or not at all, in a memory that does not grow with the store:
///   results.csv    a row for each output of each run that succeeded: point, scenario, replicate, measure, year,
///                  value
///   wide.csv       a row a run: point, scenario, replicate, build, error, the factors, measure_year columns
///   runs.csv       a row a run, with its key and error
///   points.csv     a row for each factor of each point of a run: its place in the unit cube and its value
///   study.csv, factors.csv, outputs.csv, scenarios.csv, inputs.csv, builds.csv
///   salib_problem.json  of a design with factors: their names, bounds and groups, as SALib takes them
/// The text of the study and of the resolved scenarios stays in the store. All is sorted by content: a store
/// that was killed and resumed gives the same bytes as one that never was. Throws StoreError, FileError.
void export_csv(const Store& store, const std::filesystem::path& folder);

/// A column of a table or view of the file, for those who read it with other tools.
struct StoreColumn {
  std::string_view table;
  std::string_view name;  ///< in <> when it stands for several
  std::string_view unit;
  std::string_view says;
};
/// All of them, table by table.
std::span<const StoreColumn> store_columns();

}  // namespace sim
