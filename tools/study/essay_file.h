// scenarios/essay.yaml: the claims of the essay "On DeepSeek and Export Controls", each with what in the model speaks to
// it and the range in which it would be right.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tools/study/options.h"
#include "tools/study/side.h"

namespace tools {

/// What speaks to a claim: a figure that follows from inputs and drawn parameters without a run; a measure of a policy;
/// the same less that of another under the same random draws; by how much either changes from one end of a parameter's
/// range to the other; nothing in the model.
enum class Evidence { kExact, kLevel, kDifference, kSlope, kNotRepresentable };

/// Whose interval is held against the claim: that of the runs, or that of their mean.
enum class Over { kRuns, kMean };

struct ClaimedRange {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

struct EssayClaim {
  static constexpr const char* kName = "claim";
  std::string claim;
  std::string where;
  Evidence kind = Evidence::kLevel;
  Side base;
  std::optional<Side> change;
  std::optional<sim::Reference> figure;
  std::optional<sim::Reference> measure;
  int year = 2027;
  std::optional<int> since;
  std::optional<double> threshold;
  Over over = Over::kRuns;
  std::optional<double> at_least;
  std::optional<double> at_most;
  std::optional<sim::Reference> hangs_on;
  std::vector<sim::Reference> cites;
  std::string built_in;
  std::string why;
  std::string see;

  template <class Visit>
  void fields(Visit& visit) {
    visit("claim", claim,
          {.says = "what the essay says, in a sentence without a full stop", .required = true});
    visit("where", where, {.says = "the part of the essay", .required = true});
    visit("kind", kind, {.says = "what in the model speaks to it", .required = true});
    visit("base", base, {.says = "the policy it is asked of", .required = true});
    visit("change", change,
          {.says = "the policy whose measure less that of base is counted, under the same random draws"});
    visit("figure", figure, {.says = "of kind exact: the figure that follows without a run"});
    visit("measure", measure, {.says = "what is counted; describe lists the measures"});
    visit("year", year, {.says = "calendar year that is counted", .low = 1970, .high = 2200});
    visit("since", since,
          {.says = "count the measure over what it was at the end of this year", .low = 1970, .high = 2200});
    visit("threshold", threshold,
          {.says = "count the share of runs that reach this instead of the measure itself"});
    visit("over", over, {.says = "whether the interval is that of the runs or that of their mean"});
    visit("at_least", at_least, {.says = "the least that the claim allows"});
    visit("at_most", at_most, {.says = "the most that the claim allows"});
    visit("hangs_on", hangs_on,
          {.says = "the parameter that is looked at; none: the one that the figure follows most"});
    visit("cites", cites, {.says = "inputs that were set by the essay, so that the claim is not tested"});
    visit("built_in", built_in,
          {.says = "the equation that was taken from the essay, so that the claim is not tested"});
    visit("why", why, {.says = "of what is not representable: what the model lacks"});
    visit("see", see, {.says = "the command that shows it", .required = true});
  }
  void check(sim::Checker& checker) const;

  ClaimedRange claimed() const {
    return {at_least.value_or(ClaimedRange{}.low), at_most.value_or(ClaimedRange{}.high)};
  }
  bool is_tested() const { return cites.empty() && built_in.empty(); }
  bool needs_runs() const { return kind != Evidence::kExact && kind != Evidence::kNotRepresentable; }
};

struct EssayFile {
  sim::Named<EssayClaim> claims;

  template <class Visit>
  void fields(Visit& visit) {
    visit("claims", claims, {.says = "claims and what speaks to them", .required = true});
  }
};

/// Reads the file of a scenarios folder and adds every problem in it, also with the policies and inputs it names;
/// nothing when the folder has no such file.
EssayFile read_essay(const StudyOptions& options, sim::Problems& problems);

/// What the claims need run.
Experiments experiments_of(const EssayFile& file, int runs);

}  // namespace tools

template <>
struct sim::EnumNames<tools::Evidence> {
  static constexpr const char* names[] = {"exact", "level", "difference", "slope", "not_representable"};
};
template <>
struct sim::EnumNames<tools::Over> {
  static constexpr const char* names[] = {"runs", "mean"};
};
