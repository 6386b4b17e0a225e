// Which inputs of a model are not ruled out by what was observed. Wave by wave: run the model where nothing speaks
// against it yet, fit emulators there, and rule out where even they, with all they may be off, cannot meet a target.
// What is ruled out is safe; what is left need not be good. Sources: Craig, Goldstein, Seheult, Smith (1997), Pressure
// Matching for Hydrocarbon Reservoirs; Vernon, Goldstein, Bower (2010), Bayesian Analysis 5(4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/analysis/bootstrap.h"
#include "sim/analysis/emulator.h"
#include "sim/analysis/particles.h"
#include "sim/experiment/design.h"

namespace sim {

/// Of a particle, however few inputs are active.
inline constexpr std::size_t kMovesAtLeast = 10;

/// What was observed of one output.
struct MatchTarget {
  std::string name;
  double value = 0;
  /// Of the observation, and of what the model leaves out (discrepancy); squared units of the output. Random draws
  /// are not part of it: the emulator's variance holds them.
  double variance = 0;
};

struct MatchOptions {
  std::size_t runs = 1000;  ///< of the model, a wave
  /// A point is ruled out when the `rank`-th largest of its implausibilities exceeds it. By Pukelsheim (1994), The
  /// Three Sigma Rule, 95 % of any distribution with one mode lie within 3; of many targets one misses by accident:
  /// use family_cut() or a rank of 2 or 3.
  double cut = 3;
  std::size_t rank = 1;
  std::size_t most_waves = 6;
  /// A wave that rules out a smaller share of what was left is the last.
  double least_shrink = 0.1;
  /// A smaller share of the cube counts as none.
  double least_share = 1e-40;
  std::size_t particles = 1000;  ///< that stand for the space; as many as `runs` at least
  /// Moves of each particle by active input, whenever particles are spread anew; and kMovesAtLeast.
  std::size_t sweeps = 2;
  std::size_t most_inputs = kMostEmulatorInputs;
  std::vector<std::size_t> choices;  ///< inputs that choose between two forms
  std::uint64_t seed = 1;
};

/// The cut that the largest of so many independent Gaussian implausibilities keeps below with probability `level`.
double family_cut(std::size_t targets, double level = 0.99);

/// |emulator's mean - value| / sqrt(emulator's variance + target's variance); 0 / 0 is 0.
double implausibility(const Emulator& emulator, const MatchTarget& target, std::span<const double> u);

struct TargetReport {
  double q2 = 0;  ///< of the emulator, on the runs that it was fitted to
  std::vector<std::size_t> inputs;
  double variance = 0;       ///< of the emulator, random draws included
  double luck_variance = 0;  ///< NaN without repeated points
  std::size_t runs = 0;      ///< that it was fitted to, of this wave and of those before
  double ruled_out = 0;      ///< share of the space before the wave that this target alone rules out
  /// Least implausibility found among points that meet the targets that are not unmet(); 0 unless the wave left
  /// nothing.
  double nearest = 0;
};

struct WaveReport {
  std::size_t runs = 0;    ///< of this wave
  std::size_t failed = 0;  ///< of these: some output is NaN
  std::size_t active = 0;  ///< inputs that any emulator of any wave uses
  /// Of the cube, left after the wave; as an estimate and, within factors of it, an interval of level kLevel from
  /// the sampling of the space alone.
  Index share_kept;
  double share_of_before = 0;  ///< of the space before the wave, left after it
  std::vector<TargetReport> targets;
};

/// Made by the caller's steps, so that runs can be stored and a study resumed: the state is a function of the waves
/// added, in their order, and a wave's rows of the waves before.
///   HistoryMatch match(dimension, targets);
///   while (!match.is_done()) { rows = match.next_rows(); match.add_wave(rows, run(rows)); }
class HistoryMatch {
 public:
  /// Throws std::invalid_argument without dimension, targets, or with options or targets that make no sense.
  HistoryMatch(std::size_t dimension, std::vector<MatchTarget> targets, MatchOptions options = {});

  /// First a Latin hypercube, then points that no wave has ruled out, evenly from the space. Throws
  /// std::logic_error when done by being empty.
  Matrix next_rows() const;
  /// outputs[row][target]; NaN for what a failed run does not give. Throws std::invalid_argument when their lengths
  /// differ or rows lie outside the cube.
  void add_wave(const Matrix& rows, const Matrix& outputs);
  /// The last wave ruled out too little to go on, waves are used up, or nothing is left.
  bool is_done() const;
  /// Nothing is left: no point meets all targets.
  bool empty() const { return !unmet_.empty(); }
  /// Targets that had to be left out, one after the other, before points were found that meet the rest: those that
  /// contradict the model or each other. Which of several that contradict each other is named, is that which alone
  /// rules out most. None unless empty().
  const std::vector<std::size_t>& unmet() const { return unmet_; }

  /// Whether no wave rules out the point. With a column: of a point that differs from one that is kept in it only, for
  /// which few emulators need be asked.
  bool keeps(std::span<const double> u, std::optional<std::size_t> column = {}) const;
  /// Evenly from the space that is left; when empty points that meet all targets but the unmet().
  const Particles& particles() const { return particles_; }
  const std::vector<WaveReport>& waves() const { return reports_; }
  /// Of the last wave, by target. Throws std::logic_error before the first.
  const std::vector<Emulator>& emulators() const;
  const std::vector<MatchTarget>& targets() const { return targets_; }
  const MatchOptions& options() const { return options_; }
  std::size_t dimension() const { return dimension_; }
  /// Inputs that any emulator of any wave uses, rising; the others are as they were in the cube.
  const std::vector<std::size_t>& active() const { return active_; }
  /// Of each particle whenever they are spread anew.
  std::size_t moves() const { return kMovesAtLeast + options_.sweeps * active_.size(); }

 private:
  struct Wave {
    std::vector<Emulator> emulators;              ///< by target
    std::vector<std::vector<std::size_t>> users;  ///< by input the targets whose emulators use it
  };

  /// The rank-th largest implausibility in a wave; any number above `most` once it must exceed that. With a column:
  /// any number up to `most` if it is no more, given that it was no more before the column changed.
  double miss(const Wave& wave, std::span<const double> u, double most,
              std::optional<std::size_t> column = {}) const;
  std::vector<double> misses() const;  ///< of the last wave, by particle
  double share_missing(std::size_t target) const;
  Wave fitted() const;
  double least_miss(std::size_t target) const;
  void narrow(WaveReport& report);
  void drop_worst(const WaveReport& report);
  void step_to(double level, const std::vector<double>& misses);
  void forget_ruled_out();

  std::size_t dimension_;
  std::vector<MatchTarget> targets_;
  MatchOptions options_;
  Matrix rows_;     ///< of all waves that no wave has ruled out since
  Matrix outputs_;  ///< of these
  std::vector<Wave> waves_;
  std::vector<std::size_t> order_;  ///< of targets: those that rule out most first
  std::vector<std::size_t> active_;
  std::vector<WaveReport> reports_;
  Particles particles_;
  std::uint64_t spreads_ = 0;
  double log_share_ = 0;
  double log_share_variance_ = 0;
  std::vector<std::size_t> unmet_;
};

}  // namespace sim
