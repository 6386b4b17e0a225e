// From the runs of a claim of the essay to its verdict, and to the parameter on which that hangs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/numeric/statistics.h"
#include "sim/report/table.h"
#include "tools/study/essay_file.h"
#include "tools/study/results.h"

namespace tools {

/// The whole interval lies in the claimed range, wholly outside, or neither; or nothing in the model speaks to it.
enum class EssayVerdict { kSupported, kContradicted, kUndecided, kNotRepresentable };
EssayVerdict verdict_of(const sim::Interval& interval, const ClaimedRange& claimed);
const char* word_of(EssayVerdict verdict);

/// A figure with its interval of 90 %: where runs lie, or how far the figure itself may be off.
struct Estimate {
  double value = 0;
  sim::Interval interval;
  sim::Behind behind = sim::Behind::kRange;
};
/// From a figure a run, without those that failed: their median with the 5 % and 95 % points, their mean with its t
/// interval, or the share that reaches the threshold with its Jeffreys interval. Without runs: NaN and the whole line.
Estimate estimate_of(const EssayClaim& claim, std::span<const double> figures);

/// The parameter that a figure follows most, or the one that the claim names.
struct Deciding {
  std::string parameter;
  double correlation = 0;
  double noise = 1;                ///< what the strongest of as many reaches by accident
  bool cites_essay = false;        ///< whether its prior does
  std::optional<double> flips_at;  ///< nothing: at no value in its range

  bool stands_out() const { return correlation > noise || -correlation > noise; }
};

/// Parameters as runs drew them.
struct DrawnParameters {
  std::vector<std::string> paths;
  std::vector<std::vector<double>> values;  ///< by parameter, then by run
  std::vector<sim::Parameter> priors;
};
/// Drawn anew: they follow from seed and replicate.
DrawnParameters drawn_parameters(const chokepoint::Scenario& scenario, std::uint64_t seed, int runs);

/// Nothing where the figure is the same in every run. `figures` by run, NaN where one failed.
std::optional<Deciding> deciding(const EssayClaim& claim, const DrawnParameters& drawn,
                                 std::span<const double> figures);

struct EssayFinding {
  Estimate estimate;
  int runs = 0;
  EssayVerdict verdict = EssayVerdict::kNotRepresentable;
  std::optional<Deciding> decides;
};
/// `runs`: how often parameters are drawn for a figure that needs no run.
EssayFinding find_out(const EssayClaim& claim, const Results& results, const Experiments::Sides& sides,
                      int runs);

}  // namespace tools
