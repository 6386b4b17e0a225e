// The published record: scenarios/record.yaml, and what a run says of each of its figures.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "models/record/outcome.h"
#include "sim/input/fields.h"
#include "tools/study/figure_kind.h"

namespace tools {

/// One published figure.
struct Target {
  static constexpr const char* kName = "figure";
  std::string says;
  FigureKind kind = FigureKind::kSupply;
  sim::Reference measure;
  sim::Date date;
  std::optional<double> low;
  double value = 0;
  std::optional<double> high;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("says", says, {.says = "what the figure is", .required = true});
    visit("kind", kind, {.says = "with which figures its miss is pooled", .required = true});
    visit("measure", measure, {.says = "the measure it is set beside", .required = true});
    visit("date", date, {.says = "day it speaks of, or the end of the year of a flow", .required = true});
    visit("low", low, {.says = "low end as published", .low = 0});
    visit("value", value, {.says = "the figure", .low = 0, .required = true});
    visit("high", high, {.says = "high end as published", .low = 0});
    visit("source", source, {.says = "who published it", .required = true});
    visit("confidence", confidence, {.says = "how sure it is", .required = true});
  }
};

struct RecordFile {
  sim::Named<Target> record;
  sim::Named<std::string> left_out;

  template <class Visit>
  void fields(Visit& visit) {
    visit("record", record, {.says = "published figures", .required = true});
    visit("left_out", left_out, {.says = "published figures that are not set beside the model, and why"});
  }
};

/// The last day of figures that parameters are fitted to where nothing else is said: what came later is to be predicted.
sim::Date record_end();

/// Reads scenarios/record.yaml. Throws sim::BadInput with every problem.
RecordFile read_record(const std::filesystem::path& file);

/// What a run says of a figure: a flow of its year or quarter, or what stood on its day; NaN when it has no such day.
double value_of(const chokepoint::RunOutcome& outcome, const Target& target, const sim::Calendar& calendar);

}  // namespace tools
