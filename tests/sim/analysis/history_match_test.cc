#include "sim/analysis/history_match.h"

#include <cmath>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/parallel.h"
#include "sim/numeric/constants.h"
#include "tests/support/match_toy.h"
#include "tests/support/reference.h"

namespace sim {
namespace {

using tests::kToyTruth;

TEST_CASE("the space shrinks wave by wave and keeps the truth") {
  const HistoryMatch match = tests::matched_toy(tests::toy_targets(kToyTruth, 1));
  CHECK(match.is_done());
  CHECK_FALSE(match.empty());
  CHECK(match.keeps(kToyTruth));
  CHECK(match.unmet().empty());
  double last = 1;
  for (const WaveReport& wave : match.waves()) {
    CHECK(wave.share_kept.value <= last);
    CHECK(wave.share_kept.interval.low < wave.share_kept.value);
    CHECK(wave.share_kept.interval.high > wave.share_kept.value);
    last = wave.share_kept.value;
  }
  CHECK(last < 0.05);
  for (const auto& point : match.particles().points) REQUIRE(match.keeps(point));
  CHECK(match.active().size() >= 6);
}

TEST_CASE("the share of the space is that of uniform points") {
  MatchOptions options = tests::toy_options();
  options.particles = 1000;
  const HistoryMatch match = tests::matched_toy(tests::toy_targets(kToyTruth, 1), options);
  const Particles all = uniform_particles(100000, 8, {99, 0});
  double kept = 0;
  for (const auto& point : all.points) kept += match.keeps(point) ? 1e-5 : 0;
  CHECK(match.waves().back().share_kept.value == doctest::Approx(kept).epsilon(0.25));
}

TEST_CASE("a tiny space is found in steps, with its share") {
  MatchOptions options;
  options.runs = 300;
  options.most_waves = 1;
  std::vector<MatchTarget> targets;
  for (int i = 0; i < 8; ++i) targets.push_back({"y", 0.4, 0.01 * 0.01});
  HistoryMatch match(8, targets, options);
  match.add_wave(match.next_rows(), match.next_rows());  // the outputs are the inputs
  // Each input within 3 x 0.01 of 0.4.
  CHECK(match.waves()[0].share_kept.value == doctest::Approx(std::pow(0.06, 8)).epsilon(0.5));
  CHECK(match.waves()[0].share_kept.interval.low < std::pow(0.06, 8));
  CHECK(match.waves()[0].share_kept.interval.high > std::pow(0.06, 8));
  CHECK(match.waves()[0].targets[3].ruled_out == doctest::Approx(0.94).epsilon(0.03));
}

TEST_CASE("whether a point is kept is told as well from the one input that changed") {
  const HistoryMatch match = tests::matched_toy(tests::toy_targets(kToyTruth, 1));
  int out = 0;
  for (std::size_t i = 0; i < 300; ++i) {
    std::vector<double> u = match.particles().points[i];
    u[i % 8] = match.particles().points[(i + 1) % 300][i % 8];
    CHECK(match.keeps(u, i % 8) == match.keeps(u));
    out += !match.keeps(u);
  }
  CHECK(out > 30);
}

TEST_CASE("a target that nobody can meet leaves nothing and is named") {
  std::vector<MatchTarget> targets = tests::toy_targets(kToyTruth, 1);
  targets[3].value = 5;
  const HistoryMatch match = tests::matched_toy(targets);
  CHECK(match.empty());
  CHECK(match.is_done());
  CHECK(match.unmet() == std::vector<std::size_t>{3});
  CHECK(match.waves().back().share_kept.value == 0);
  CHECK(match.waves().back().targets[3].nearest > match.options().cut);
  CHECK(match.waves().back().targets[2].nearest < match.options().cut);
  CHECK_FALSE(match.keeps(kToyTruth));
  CHECK_THROWS_AS(match.next_rows(), std::logic_error);
}

TEST_CASE("with a rank of 2 one target may be missed") {
  std::vector<MatchTarget> targets = tests::toy_targets(kToyTruth, 1);
  targets[3].value = 5;
  MatchOptions options = tests::toy_options();
  options.rank = 2;
  const HistoryMatch match = tests::matched_toy(targets, options);
  CHECK_FALSE(match.empty());
  CHECK(match.keeps(kToyTruth));
}

TEST_CASE("runs that failed are counted and the rest is matched") {
  HistoryMatch match(8, tests::toy_targets(kToyTruth, 1), tests::toy_options());
  const Matrix rows = match.next_rows();
  Matrix outputs = tests::toy_runs(rows, 1000);
  for (std::size_t i = 0; i < rows.size(); i += 10) outputs[i].assign(5, kNan);
  outputs[1][2] = kNan;
  match.add_wave(rows, outputs);
  const WaveReport& wave = match.waves()[0];
  CHECK(wave.runs == 200);
  CHECK(wave.failed == 21);
  CHECK(wave.targets[0].runs == 180);
  CHECK(wave.targets[2].runs == 179);
  CHECK(match.keeps(kToyTruth));
}

TEST_CASE("a wave is the same from stored runs, and on any number of threads") {
  const auto targets = tests::toy_targets(kToyTruth, 1);
  const Threads alone(1);
  const HistoryMatch one = tests::matched_toy(targets);
  const Threads several(4);
  HistoryMatch again(8, targets, tests::toy_options());
  for (std::size_t wave = 0; wave < one.waves().size(); ++wave) {
    const Matrix rows = again.next_rows();
    again.add_wave(rows, tests::toy_runs(rows, 1000 * (wave + 1)));
    CHECK(again.waves()[wave].share_kept.value == one.waves()[wave].share_kept.value);
  }
  CHECK(again.particles().points == one.particles().points);
}

TEST_CASE("a wave that rules out little is the last") {
  std::vector<MatchTarget> targets = tests::toy_targets(kToyTruth, 1);
  for (MatchTarget& target : targets) target.variance = 100;
  const HistoryMatch match = tests::matched_toy(targets);
  CHECK(match.waves().size() == 1);
  CHECK(match.waves()[0].share_kept.value == 1);
}

TEST_CASE("an implausibility counts what the emulator and the observation may be off") {
  Matrix rows;
  std::vector<double> outputs;
  for (int i = 0; i < 20; ++i) {
    rows.push_back({0.5});
    outputs.push_back(i % 2);
  }
  const Emulator emulator(rows, outputs);  // 0.5, with a variance of 0.25 (20 / 19)^2
  const double variance = 0.25 * std::pow(20.0 / 19, 2);
  CHECK(implausibility(emulator, {"y", 3.5, 1}, rows[0]) == doctest::Approx(3 / std::sqrt(1 + variance)));
  CHECK(family_cut(1, 0.95) == doctest::Approx(1.96).epsilon(0.001));
  CHECK(family_cut(60) > 3.5);
}

TEST_CASE("what makes no match is refused") {
  CHECK_THROWS_AS(HistoryMatch(0, {{"y", 1, 1}}), std::invalid_argument);
  CHECK_THROWS_AS(HistoryMatch(3, {}), std::invalid_argument);
  CHECK_THROWS_AS(HistoryMatch(3, {{"y", kNan, 1}}), std::invalid_argument);
  CHECK_THROWS_AS(HistoryMatch(3, {{"y", 1, -1}}), std::invalid_argument);
  MatchOptions second;
  second.rank = 2;
  CHECK_THROWS_AS(HistoryMatch(3, {{"y", 1, 1}}, second), std::invalid_argument);
  HistoryMatch match(2, {{"y", 1, 1}});
  CHECK_THROWS_AS(match.add_wave({{0.5, 0.5}}, {}), std::invalid_argument);
  CHECK_THROWS_AS(match.add_wave({{0.5, 1.5}}, {{1}}), std::invalid_argument);
  CHECK_THROWS_AS(match.add_wave({{0.5, 0.5}}, {{1, 2}}), std::invalid_argument);
  CHECK_THROWS_AS(match.emulators(), std::logic_error);
}

}  // namespace
}  // namespace sim
