// scenarios/directions.yaml: what the model must show, each claim an experiment over paired runs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/study/options.h"
#include "tools/study/side.h"

namespace tools {

/// Which way a claim goes. The first three speak of a change, the others of one policy alone.
enum class Expected { kLess, kMore, kNoLess, kAtLeast, kAtMost };

struct Direction {
  static constexpr const char* kName = "direction";
  std::string claim;
  Side base;
  std::optional<Side> change;
  sim::Reference measure;
  std::optional<sim::Reference> place;
  int year = 2027;
  Expected expect = Expected::kLess;
  std::optional<double> bound;
  std::optional<double> threshold;
  int runs = 40;

  template <class Visit>
  void fields(Visit& visit) {
    visit("claim", claim,
          {.says = "what should be seen, in a sentence without a full stop", .required = true});
    visit("base", base, {.says = "the policy it is asked of", .required = true});
    visit("change", change,
          {.says = "the policy it is compared with under the same random draws; none: base alone"});
    visit("measure", measure, {.says = "what is counted; describe lists the measures", .required = true});
    visit("place", place, {.says = "the place that a measure by place is asked of"});
    visit("year", year, {.says = "calendar year that is counted", .low = 1970, .high = 2200});
    visit("expect", expect,
          {.says = "less, more or no_less than in base; at_least or at_most the bound, without a change",
           .required = true});
    visit("bound", bound, {.says = "what the mean, or the share of runs, is held against"});
    visit("threshold", threshold,
          {.says = "count the share of runs that reach this instead of the mean of the measure"});
    visit("runs", runs, {.says = "runs of each side", .low = 2, .high = 1e6});
  }
  void check(sim::Checker& checker) const;

  bool is_of_change() const { return expect <= Expected::kNoLess; }
};

struct DirectionsFile {
  sim::Named<Direction> directions;

  template <class Visit>
  void fields(Visit& visit) {
    visit("directions", directions, {.says = "claims and their experiments", .required = true});
  }
};

/// Reads the file of a scenarios folder and adds every problem in it, also with the policies it names; nothing
/// when the folder has no such file.
DirectionsFile read_directions(const StudyOptions& options, sim::Problems& problems);

/// What the directions need run.
Experiments experiments_of(const DirectionsFile& file);

}  // namespace tools

template <>
struct sim::EnumNames<tools::Expected> {
  static constexpr const char* names[] = {"less", "more", "no_less", "at_least", "at_most"};
};
