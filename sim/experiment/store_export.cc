#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sim/analysis/csv.h"
#include "sim/experiment/files.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/store.h"
#include "sim/experiment/store_schema.h"

namespace sim {
namespace {

/// The text of a CSV file, field by field.
class Csv {
 public:
  explicit Csv(std::initializer_list<std::string_view> header) {
    for (const std::string_view name : header) text(name);
    end();
  }
  explicit Csv(const std::vector<std::string>& header) {
    for (const std::string& name : header) text(name);
    end();
  }
  Csv& text(std::string_view value) { return field(csv_text(value)); }
  Csv& number(double value) { return field(exact_text(value)); }
  Csv& whole(std::int64_t value) { return field(std::to_string(value)); }
  Csv& place(const RunPlace& place) { return whole(place.point).text(place.scenario).whole(place.replicate); }
  void end() {
    all_ += kCsvLineEnd;
    first_ = true;
  }
  const std::string& all() const { return all_; }

 private:
  Csv& field(std::string_view written) {
    if (!first_) all_ += ',';
    first_ = false;
    all_ += written;
    return *this;
  }

  std::string all_;
  bool first_ = true;
};

Csv study_table(const StudyRecord& study) {
  Csv csv({"name", "title", "method", "points", "replicates", "seed"});
  csv.text(study.name).text(study.title).text(study.method).whole(study.points).whole(study.replicates);
  csv.text(std::to_string(study.seed)).end();
  return csv;
}

Csv factors_table(const StudyRecord& study) {
  Csv csv({"name", "unit", "says", "source", "confidence", "low", "high", "shape", "levels", "group_name"});
  for (const StoredFactor& f : study.factors) {
    csv.text(f.name).text(f.unit).text(f.says).text(f.source).text(f.confidence).number(f.low).number(f.high);
    csv.text(f.shape).whole(f.levels).text(f.group).end();
  }
  return csv;
}

Csv outputs_table(const StudyRecord& study) {
  Csv csv({"measure", "year", "unit", "says"});
  for (const Output& o : study.outputs) csv.text(o.measure).whole(o.year).text(o.unit).text(o.says).end();
  return csv;
}

Csv scenarios_table(const StudyRecord& study) {
  Csv csv({"name", "title", "hash"});
  for (const StoredScenario& s : study.scenarios) csv.text(s.name).text(s.title).text(s.hash).end();
  return csv;
}

Csv inputs_table(const StudyRecord& study) {
  Csv csv({"path", "hash"});
  for (const InputFile& input : study.inputs) csv.text(input.path).text(hash_text(input.hash)).end();
  return csv;
}

Csv builds_table(const std::vector<StoredBuild>& builds) {
  Csv csv({"build", "version", "revision", "changes", "compiler", "flags", "command_line"});
  std::int64_t number = 0;
  for (const auto& [build, command_line] : builds) {
    csv.whole(++number).text(build.version).text(build.commit).text(build.changes).text(build.compiler);
    csv.text(build.flags).text(command_line).end();
  }
  return csv;
}

Csv points_table(const StudyRecord& study, const std::vector<StoredPoint>& points) {
  Csv csv({"point", "factor", "u", "value"});
  for (const StoredPoint& p : points) {
    for (std::size_t i = 0; i < p.values.size(); ++i) {
      csv.whole(p.point).text(study.factors[i].name).number(p.u[i]).number(p.values[i]).end();
    }
  }
  return csv;
}

Csv runs_table(const std::vector<StoredRun>& runs) {
  Csv csv({"point", "scenario", "replicate", "key", "build", "error"});
  for (const StoredRun& run : runs) csv.place(run.place).text(run.key).whole(run.build).text(run.error).end();
  return csv;
}

Csv results_table(const StudyRecord& study, const std::vector<StoredRun>& runs) {
  Csv csv({"point", "scenario", "replicate", "measure", "year", "value"});
  for (const StoredRun& run : runs) {
    for (std::size_t i = 0; i < run.values.size(); ++i) {
      csv.place(run.place)
          .text(study.outputs[i].measure)
          .whole(study.outputs[i].year)
          .number(run.values[i])
          .end();
    }
  }
  return csv;
}

/// `points` and `runs` are sorted, and each run's point is there.
Csv wide_table(const StudyRecord& study, const std::vector<StoredPoint>& points,
               const std::vector<StoredRun>& runs) {
  Csv csv(schema::wide_columns(study));
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
  return csv;
}

}  // namespace

void export_csv(const Store& store, const std::filesystem::path& folder) {
  make_result_folder(folder);
  const auto write = [&folder](const char* name, const Csv& csv) {
    write_file_atomically(folder / name, csv.all());
  };
  const StudyRecord& study = store.study();
  // In this order: points and builds are there before the runs that name them, should someone be writing.
  const std::vector<StoredRun> runs = store.runs();
  const std::vector<StoredPoint> points = store.points();
  write("builds.csv", builds_table(store.builds()));
  write("study.csv", study_table(study));
  write("factors.csv", factors_table(study));
  write("outputs.csv", outputs_table(study));
  write("scenarios.csv", scenarios_table(study));
  write("inputs.csv", inputs_table(study));
  write("points.csv", points_table(study, points));
  write("runs.csv", runs_table(runs));
  write("results.csv", results_table(study, runs));
  write("wide.csv", wide_table(study, points, runs));
}

}  // namespace sim
