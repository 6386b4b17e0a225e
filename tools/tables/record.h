// The published record, and what runs say beside it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sim/input/fields.h"
#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// Kinds of figures by which the model's misses are pooled: sold worldwide by designers, sold legally to China,
/// made in China, smuggled into it, prices in China over those abroad, largest sites, stocks of nations and
/// fleets, what labs have and what their models can do.
enum class FigureKind { kSupply, kLegal, kDomestic, kSmuggling, kPrice, kSite, kStock, kCapability };

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

/// Reads scenarios/record.yaml. Throws sim::BadInput with every problem.
RecordFile read_record(const std::filesystem::path& file);

/// A figure a row; the second scenario, where there is one, is run at central values.
sim::Table record_table(const Results& results, const RecordFile& record);

/// Figures that are not set beside the model, and why.
sim::Table left_out_table(const RecordFile& record);

}  // namespace tools

template <>
struct sim::EnumNames<tools::FigureKind> {
  static constexpr const char* names[] = {"supply", "legal", "domestic", "smuggling",
                                          "price",  "site",  "stock",    "capability"};
};
