// Parameters against the published record: history matching (sim/analysis/history_match.h) and what is left of belief.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/analysis/history_match.h"
#include "sim/analysis/posterior.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"
#include "tools/study/options.h"
#include "tools/study/record_file.h"

namespace tools {

struct CalibrateOptions {
  StudyOptions study;  ///< runs: of the model, a wave
  sim::Date through = record_end();
  std::size_t most_waves = 5;
  std::size_t points = 500;  ///< of the posterior
  std::size_t trials = 0;    ///< synthetic records on which the method is tried
};

/// A figure on record as the model is asked for it: its logarithm.
struct CalibrationTarget {
  std::string name;
  Target figure;
  double log_value = 0;
  double record_sd =
      0;  ///< of the logarithm: half the published 90 % range; without one that of the median figure
  double discrepancy = 0;  ///< of its kind, learned from runs of the prior
  /// Logarithms of what the model says: runs of the first wave, which are of the prior; what emulators and random draws
  /// say of draws of the posterior. NaN where there are none.
  sim::Spread before{sim::kNan, sim::kNan, sim::kNan};
  sim::Spread after{sim::kNan, sim::kNan, sim::kNan};
};

/// A parameter that chooses between two forms of a mechanism.
struct FormChoice {
  std::size_t input = 0;  ///< among the paths
  std::array<std::string, 2> forms;
};

/// How often the truth was found in a trial.
struct Trials {
  std::size_t trials = 0;
  std::size_t asked = 0;   ///< informed parameters of all trials
  std::size_t inside = 0;  ///< of them, those whose 90 % interval held the truth
  std::size_t held = 0;    ///< trials in which at least 80 % of the informed were inside
};

struct Calibration {
  std::vector<std::string> paths;  ///< of the parameters, by column of points: those with a range
  std::vector<FormChoice> choices;
  std::vector<std::string> says;  ///< what each is
  std::vector<CalibrationTarget> targets;
  std::vector<std::string> left_out;  ///< figures after the last day, or 0
  std::vector<sim::WaveReport> waves;
  std::vector<std::string> unmet;  ///< targets that contradict the model or each other
  std::vector<std::size_t> active;
  sim::Posterior posterior;
  Trials trials;
  bool interrupted = false;
};

/// Two parameters with a rank correlation beyond this among draws of the posterior count as not told apart.
inline constexpr double kLeastLikeness = 0.3;

/// Runs waves of `history` to the last day and narrows; what was run is kept under the options' folder, and the same
/// command goes on there. Throws sim::BadInput, sim::OtherStudy when the folder is of another question.
Calibration calibrate(const CalibrateOptions& options);

/// The posterior's points as a file that runs can draw from: a column a parameter that the record informs or that another
/// one's value hangs on (`active`), a row a draw; where in its prior a value lies, from 0 to 1.
std::string posterior_csv(const Calibration& calibration);

}  // namespace tools
