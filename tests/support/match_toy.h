// A cheap noisy model with known inputs, to be matched to what was observed of it.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/analysis/history_match.h"
#include "sim/engine/random.h"

namespace tests {

inline constexpr sim::Purpose kToyNoise{"tests.match_toy.noise"};

/// Standard normal draw `draw` of a run.
inline double toy_noise(std::uint64_t run, std::uint64_t draw) {
  return sim::normal_quantile(sim::RandomStreams{7, 0}.uniform(run, 0, kToyNoise, draw));
}

/// Five outputs of the first six inputs, curved, each with noise of deviation 0.1 of its own and 0.1 that all share.
inline std::vector<double> toy_outputs(const std::vector<double>& u, std::uint64_t run) {
  std::vector<double> y{2 * u[0] + u[1] * u[1], std::exp(u[1]) - u[2], u[2] + 2 * u[3] * u[0],
                        u[3] + std::sqrt(0.1 + u[4]), 2 * u[5] - u[4] * u[1]};
  for (std::size_t i = 0; i < y.size(); ++i) y[i] += 0.1 * toy_noise(run, i) + 0.1 * toy_noise(run, 9);
  return y;
}

/// Runs numbered from `first`, which have draws of their own.
inline sim::Matrix toy_runs(const sim::Matrix& rows, std::uint64_t first) {
  sim::Matrix outputs;
  for (std::size_t i = 0; i < rows.size(); ++i) outputs.push_back(toy_outputs(rows[i], first + i));
  return outputs;
}

/// What a run of the truth gives, observed with deviation 0.05.
inline std::vector<sim::MatchTarget> toy_targets(const std::vector<double>& truth, std::uint64_t run) {
  std::vector<sim::MatchTarget> targets;
  for (const double y : toy_outputs(truth, run)) {
    const std::size_t i = targets.size();
    targets.push_back({"y" + std::to_string(i), y + 0.05 * toy_noise(run, 20 + i), 0.05 * 0.05});
  }
  return targets;
}

inline sim::MatchOptions toy_options() {
  sim::MatchOptions options;
  options.runs = 200;
  options.particles = 300;
  options.most_waves = 3;
  options.cut = sim::family_cut(5);
  return options;
}

/// All its waves, of a toy with eight inputs of which two do nothing.
inline sim::HistoryMatch matched_toy(const std::vector<sim::MatchTarget>& targets,
                                     const sim::MatchOptions& options = toy_options()) {
  sim::HistoryMatch match(8, targets, options);
  while (!match.is_done()) {
    const sim::Matrix rows = match.next_rows();
    match.add_wave(rows, toy_runs(rows, 1000 * (match.waves().size() + 1)));
  }
  return match;
}

inline const std::vector<double> kToyTruth{0.3, 0.6, 0.2, 0.7, 0.5, 0.8, 0.5, 0.5};

}  // namespace tests
