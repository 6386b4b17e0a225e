#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/files.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/store.h"
#include "sim/experiment/store_schema.h"
#include "sim/numeric/hash.h"
#include "sim/report/csv.h"

namespace sim {
namespace {

/// A CSV file, field by field. What is written waits in a buffer of bounded size.
class Csv {
 public:
  Csv(const std::filesystem::path& path, const std::vector<std::string>& header) : file_(path) {
    for (const std::string& name : header) text(name);
    end();
  }
  Csv& text(std::string_view value) { return field(csv_text(value)); }
  Csv& number(double value) { return field(exact_text(value)); }
  Csv& whole(std::int64_t value) { return field(std::to_string(value)); }
  Csv& place(const RunPlace& place) { return whole(place.point).text(place.scenario).whole(place.replicate); }
  void end() {
    waiting_ += kCsvLineEnd;
    first_ = true;
    if (waiting_.size() > kMostWaiting) flush();
  }
  void keep() {
    flush();
    file_.keep();
  }

 private:
  static constexpr std::size_t kMostWaiting = 1 << 20;

  Csv& field(std::string_view written) {
    if (!first_) waiting_ += ',';
    first_ = false;
    waiting_ += written;
    return *this;
  }
  void flush() {
    file_.append(waiting_);
    waiting_.clear();
  }

  AtomicFile file_;
  std::string waiting_;
  bool first_ = true;
};

void write_study(const std::filesystem::path& path, const StudyRecord& study) {
  Csv csv(path, {"name", "title", "method", "points", "replicates", "seed"});
  csv.text(study.name).text(study.title).text(study.method).whole(study.points).whole(study.replicates);
  csv.text(std::to_string(study.seed)).end();
  csv.keep();
}

void write_factors(const std::filesystem::path& path, const StudyRecord& study) {
  Csv csv(path,
          {"name", "unit", "says", "source", "confidence", "low", "high", "shape", "levels", "group_name"});
  for (const StoredFactor& f : study.factors) {
    csv.text(f.name).text(f.unit).text(f.says).text(f.source).text(f.confidence).number(f.low).number(f.high);
    csv.text(f.shape).whole(f.levels).text(f.group).end();
  }
  csv.keep();
}

void write_outputs(const std::filesystem::path& path, const StudyRecord& study) {
  Csv csv(path, {"measure", "year", "unit", "says"});
  for (const Output& o : study.outputs) csv.text(o.measure).whole(o.year).text(o.unit).text(o.says).end();
  csv.keep();
}

void write_scenarios(const std::filesystem::path& path, const StudyRecord& study) {
  Csv csv(path, {"name", "title", "hash"});
  for (const StoredScenario& s : study.scenarios) csv.text(s.name).text(s.title).text(s.hash).end();
  csv.keep();
}

void write_inputs(const std::filesystem::path& path, const StudyRecord& study) {
  Csv csv(path, {"path", "hash"});
  for (const InputFile& input : study.inputs) csv.text(input.path).text(hex(input.hash)).end();
  csv.keep();
}

void write_builds(const std::filesystem::path& path, const std::vector<StoredBuild>& builds) {
  Csv csv(path, {"build", "version", "revision", "changes", "compiler", "flags", "program", "command_line"});
  std::int64_t number = 0;
  for (const auto& [build, command_line, runs] : builds) {
    csv.whole(++number).text(build.version).text(build.commit).text(build.changes).text(build.compiler);
    csv.text(build.flags).text(build.program).text(command_line).end();
  }
  csv.keep();
}

void write_points(const std::filesystem::path& path, const StudyRecord& study,
                  const std::vector<StoredPoint>& points) {
  Csv csv(path, {"point", "factor", "u", "value"});
  for (const StoredPoint& p : points) {
    for (std::size_t i = 0; i < p.values.size(); ++i) {
      csv.whole(p.point).text(study.factors[i].name).number(p.u[i]).number(p.values[i]).end();
    }
  }
  csv.keep();
}

void write_runs(const std::filesystem::path& path, const std::vector<StoredRun>& runs) {
  Csv csv(path, {"point", "scenario", "replicate", "key", "build", "error"});
  for (const StoredRun& run : runs) csv.place(run.place).text(run.key).whole(run.build).text(run.error).end();
  csv.keep();
}

void write_results(const std::filesystem::path& path, const StudyRecord& study,
                   const std::vector<StoredRun>& runs) {
  Csv csv(path, {"point", "scenario", "replicate", "measure", "year", "value"});
  for (const StoredRun& run : runs) {
    for (std::size_t i = 0; i < run.values.size(); ++i) {
      csv.place(run.place)
          .text(study.outputs[i].measure)
          .whole(study.outputs[i].year)
          .number(run.values[i])
          .end();
    }
  }
  csv.keep();
}

/// `points` and `runs` are sorted, and each run's point is there.
void write_wide(const std::filesystem::path& path, const StudyRecord& study,
                const std::vector<StoredPoint>& points, const std::vector<StoredRun>& runs) {
  Csv csv(path, schema::wide_columns(study));
  auto point = points.begin();
  for (const StoredRun& run : runs) {
    while (point->point != run.place.point) ++point;
    csv.place(run.place).whole(run.build).text(run.error);
    for (const double value : point->values) csv.number(value);
    for (const double value : run.values) csv.number(value);
    if (run.values.empty()) {
      for (std::size_t i = 0; i < study.outputs.size(); ++i) csv.text("");
    }
    csv.end();
  }
  csv.keep();
}

}  // namespace

void export_csv(const Store& store, const std::filesystem::path& folder) {
  make_result_folder(folder);
  const StudyRecord& study = store.study();
  // In this order: points and builds are there before the runs that name them, should someone be writing.
  const std::vector<StoredRun> runs = store.runs();
  const std::vector<StoredPoint> points = store.points();
  write_builds(folder / "builds.csv", store.builds());
  write_study(folder / "study.csv", study);
  write_factors(folder / "factors.csv", study);
  write_outputs(folder / "outputs.csv", study);
  write_scenarios(folder / "scenarios.csv", study);
  write_inputs(folder / "inputs.csv", study);
  write_points(folder / "points.csv", study, points);
  write_runs(folder / "runs.csv", runs);
  write_results(folder / "results.csv", study, runs);
  write_wide(folder / "wide.csv", study, points, runs);
}

}  // namespace sim
