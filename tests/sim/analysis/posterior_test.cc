#include "sim/analysis/posterior.h"

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/parallel.h"
#include "sim/engine/random.h"
#include "sim/numeric/constants.h"
#include "tests/support/match_toy.h"

namespace sim {
namespace {

constexpr Purpose kNoise{"posterior_test.noise"};
constexpr Purpose kTruth{"posterior_test.truth"};

/// Two outputs, 10 a + 4 b and 10 b, each with noise of deviation 0.3, of which `common` is shared; observed at 7 and 4
/// with a variance of 0.16.
HistoryMatch linear_match(double common = 0) {
  MatchOptions options;
  options.runs = 2000;
  options.particles = 2000;
  options.most_waves = 1;
  options.cut = 6;
  HistoryMatch match(5, {{"y", 7, 0.16}, {"z", 4, 0.16}}, options);
  const Matrix rows = match.next_rows();
  Matrix outputs;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto draw = [i](std::uint64_t k) {
      return normal_quantile(RandomStreams{1, 0}.uniform(i, 0, kNoise, k));
    };
    const double shared = 0.3 * common * draw(0);
    const double own = 0.3 * std::sqrt(1 - common * common);
    outputs.push_back({10 * rows[i][1] + 4 * rows[i][2] + shared + own * draw(1),
                       10 * rows[i][2] + shared + own * draw(2)});
  }
  match.add_wave(rows, outputs);
  return match;
}

TEST_CASE("a linear model with Gaussian errors has its known posterior") {
  const Posterior found = posterior(linear_match(), 2000, 3);
  const std::vector<Informed> inputs = informed(found);
  // b = z / 10 with variance s / 100, a = (y - 4 b) / 10 with variance (s + 0.16 s) / 100, and s = 0.16 + 0.09.
  CHECK(std::abs(inputs[1].mean - (7 - 1.6) / 10) < 0.004);
  CHECK(std::abs(inputs[2].mean - 0.4) < 0.004);
  CHECK(inputs[1].ratio.value == doctest::Approx(12 * 0.25 * 1.16 / 100).epsilon(0.12));
  CHECK(inputs[2].ratio.value == doctest::Approx(12 * 0.25 / 100).epsilon(0.12));
  CHECK(inputs[1].informed);
  CHECK(inputs[2].informed);
  CHECK_FALSE(inputs[0].informed);
  CHECK(inputs[0].spread.low == doctest::Approx(0.05).epsilon(0.3));
  CHECK(found.effective > 400);
  CHECK(std::abs(found.memory) < 0.5);
}

TEST_CASE("noise that two targets share is counted once") {
  // Errors of covariance ((0.25, 0.072), (0.072, 0.25)): a has variance (0.25 + 0.04 - 0.8 0.072) / 100.
  const std::vector<Informed> inputs = informed(posterior(linear_match(std::sqrt(0.8)), 2000, 3));
  CHECK(inputs[1].ratio.value == doctest::Approx(12 * (0.29 - 0.8 * 0.072) / 100).epsilon(0.12));
}

TEST_CASE("the evidence is the mean likelihood over the cube") {
  // The cut leaves all that counts: the mean over the cube is 1 / 100, the area that outputs of a unit square cover,
  // over the share of the cube that is left.
  const HistoryMatch match = linear_match();
  const double share = match.waves().back().share_kept.value;
  CHECK(posterior(match, 2000, 3).log_evidence == doctest::Approx(std::log(0.01 / share)).epsilon(0.05));
}

TEST_CASE("inputs that make up for each other are a pair") {
  MatchOptions options;
  options.runs = 200;
  HistoryMatch match(4, {{"sum", 1, 0.001}}, options);
  const Matrix rows = match.next_rows();
  Matrix outputs;
  for (const auto& u : rows) outputs.push_back({u[1] + u[3]});
  match.add_wave(rows, outputs);
  const std::vector<InputPair> found = correlated_pairs(posterior(match, 500, 1).points);
  REQUIRE(found.size() == 1);
  CHECK(found[0].first == 1);
  CHECK(found[0].second == 3);
  CHECK(found[0].correlation < -0.8);
}

TEST_CASE("a posterior is the same with one seed on any number of threads, and another with another") {
  const HistoryMatch match = tests::matched_toy(tests::toy_targets(tests::kToyTruth, 1));
  const Threads alone(1);
  const Posterior one = posterior(match, 100, 5);
  const Threads several(4);
  CHECK(posterior(match, 100, 5).points == one.points);
  CHECK(posterior(match, 100, 6).points != one.points);
  CHECK(one.points.size() == 100);
}

TEST_CASE("of many truths nine in ten lie within their intervals") {
  constexpr int kTruths = 100;
  std::vector<int> covered(6, 0);
  for (int truth = 0; truth < kTruths; ++truth) {
    std::vector<double> u(8);
    for (std::size_t i = 0; i < 8; ++i) u[i] = RandomStreams{5, 0}.uniform(truth, i, kTruth);
    const HistoryMatch match = tests::matched_toy(tests::toy_targets(u, 500 + truth));
    if (match.empty()) continue;
    const std::vector<Informed> inputs = informed(posterior(match, 300, 1));
    for (std::size_t i = 0; i < 6; ++i) {
      covered[i] += u[i] >= inputs[i].spread.low && u[i] <= inputs[i].spread.high;
    }
  }
  for (const int count : covered) CHECK(count >= 0.82 * kTruths);  // one in 200 falls below by chance
  int all = 0;
  for (const int count : covered) all += count;
  CHECK(all >= 0.86 * 6 * kTruths);
  CHECK(all <= 0.95 * 6 * kTruths);
}

TEST_CASE("points of one family say nothing for certain, and alike ones less than others") {
  Posterior found{Matrix(400, {0.5, 0}), std::vector<std::size_t>(400, 0)};
  for (std::size_t i = 0; i < 400; ++i) {
    found.points[i][0] = 0.4 + 0.2 * RandomStreams{2, 0}.uniform(i / 20, 0, kTruth);
    found.points[i][1] = RandomStreams{2, 0}.uniform(i, 1, kTruth);
  }
  CHECK_FALSE(informed(found)[0].informed);
  for (std::size_t i = 0; i < 400; ++i) found.family[i] = i / 20;
  const Interval together = informed(found)[0].ratio.interval;
  CHECK(informed(found)[0].informed);
  CHECK_FALSE(informed(found)[1].informed);
  for (std::size_t i = 0; i < 400; ++i) found.family[i] = i;
  const Interval apart = informed(found)[0].ratio.interval;
  CHECK(together.high - together.low > 2 * (apart.high - apart.low));
}

TEST_CASE("when all runs fail nothing is ruled out and nothing informed") {
  HistoryMatch match(8, tests::toy_targets(tests::kToyTruth, 1), tests::toy_options());
  match.add_wave(match.next_rows(), Matrix(200, std::vector<double>(5, kNan)));
  CHECK(match.is_done());
  CHECK(match.waves()[0].share_kept.value == 1);
  for (const Informed& input : informed(posterior(match, 300, 1))) CHECK_FALSE(input.informed);
}

TEST_CASE("no posterior without points, without a wave or in an empty space") {
  std::vector<MatchTarget> targets = tests::toy_targets(tests::kToyTruth, 1);
  CHECK_THROWS_AS(posterior(HistoryMatch(8, targets), 10, 1), std::logic_error);
  CHECK_THROWS_AS(posterior(linear_match(), 0, 1), std::invalid_argument);
  CHECK_THROWS_AS(informed(Posterior{{{0.5}}, {0}}), std::invalid_argument);
  targets[3].value = 5;
  CHECK_THROWS_AS(posterior(tests::matched_toy(targets), 10, 1), std::logic_error);
}

}  // namespace
}  // namespace sim
