#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "sim/experiment/files.h"
#include "sim/experiment/interrupt.h"
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
    if (waiting_.size() <= kMostWaiting) return;
    heed_interrupt();
    flush();
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

/// The problem as SALib has it, to analyse the runs with: names and bounds in the order of the design's columns.
void write_salib_problem(const std::filesystem::path& path, const StudyRecord& study) {
  nlohmann::ordered_json problem;
  problem["num_vars"] = study.factors.size();
  for (const StoredFactor& factor : study.factors) {
    problem["names"].push_back(factor.name);
    problem["bounds"].push_back({factor.low, factor.high});
    // One that moves alone is a group of its own there.
    problem["groups"].push_back(factor.group.empty() ? factor.name : factor.group);
  }
  const bool is_grouped = std::ranges::any_of(study.factors, [](const auto& f) { return !f.group.empty(); });
  if (!is_grouped) problem.erase("groups");
  write_file_atomically(path, problem.dump(2) + "\n");
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

void write_points(const std::filesystem::path& path, const Store& store) {
  const StudyRecord& study = store.study();
  Csv csv(path, {"point", "factor", "u", "value"});
  store.for_each_point([&](StoredPoint&& p) {
    for (std::size_t i = 0; i < p.values.size(); ++i) {
      csv.whole(p.point).text(study.factors[i].name).number(p.u[i]).number(p.values[i]).end();
    }
  });
  csv.keep();
}

/// The files with rows of runs, which are read once for all of them.
class RunFiles {
 public:
  RunFiles(const std::filesystem::path& folder, const StudyRecord& study)
      : study_(study),
        runs_(folder / "runs.csv", {"point", "scenario", "replicate", "key", "build", "error"}),
        results_(folder / "results.csv", {"point", "scenario", "replicate", "measure", "year", "value"}),
        wide_(folder / "wide.csv", schema::wide_columns(study)) {}

  void add(const StoredRun& run, const StoredPoint& point) {
    runs_.place(run.place).text(run.key).whole(run.build).text(run.error).end();
    wide_.place(run.place).whole(run.build).text(run.error);
    for (const double value : point.values) wide_.number(value);
    for (std::size_t i = 0; i < run.values.size(); ++i) {
      wide_.number(run.values[i]);
      results_.place(run.place).text(study_.outputs[i].measure).whole(study_.outputs[i].year);
      results_.number(run.values[i]).end();
    }
    if (run.values.empty()) {
      for (std::size_t i = 0; i < study_.outputs.size(); ++i) wide_.text("");
    }
    wide_.end();
  }
  void keep() {
    for (Csv* csv : {&runs_, &results_, &wide_}) csv->keep();
  }

 private:
  const StudyRecord& study_;
  Csv runs_;
  Csv results_;
  Csv wide_;
};

}  // namespace

void export_csv(const Store& store, const std::filesystem::path& folder) {
  make_result_folder(folder);
  const StudyRecord& study = store.study();
  write_study(folder / "study.csv", study);
  write_factors(folder / "factors.csv", study);
  write_outputs(folder / "outputs.csv", study);
  if (!study.factors.empty()) write_salib_problem(folder / "salib_problem.json", study);
  write_scenarios(folder / "scenarios.csv", study);
  write_inputs(folder / "inputs.csv", study);
  // In this order: points and builds are there of all runs, should someone be writing.
  RunFiles files(folder, study);
  store.for_each_run_by_place([&](const StoredRun& run, const StoredPoint& point) { files.add(run, point); });
  write_points(folder / "points.csv", store);
  write_builds(folder / "builds.csv", store.builds());
  files.keep();
}

}  // namespace sim
