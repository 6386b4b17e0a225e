#include "sim/analysis/history_match.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "sim/engine/parallel.h"
#include "sim/engine/random.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"

namespace sim {
namespace {

// The share of particles that a step towards the targets keeps. Source: Au, Beck (2001), who use a tenth.
constexpr double kStepShare = 0.2;
// The nearest are found when so many steps in a row come closer by no more than this.
constexpr int kStalledSteps = 5;
constexpr double kStalled = 0.002;
constexpr double kAboutAsBad = 0.8;
// Of MatchOptions.
constexpr std::size_t kMostRank = 8;

void require_sound_match(std::size_t dimension, const std::vector<MatchTarget>& targets,
                         const MatchOptions& options) {
  if (dimension == 0) throw std::invalid_argument("there is no input to match");
  if (targets.empty()) throw std::invalid_argument("there is no target to match");
  for (const MatchTarget& target : targets) {
    if (!std::isfinite(target.value) || !(target.variance >= 0) || !std::isfinite(target.variance)) {
      throw std::invalid_argument(fmt::format("target {} has the value {} and the variance {}", target.name,
                                              target.value, target.variance));
    }
  }
  if (options.runs < Emulator::kLeastRuns || options.particles < 2 || options.sweeps == 0 ||
      options.most_waves == 0) {
    throw std::invalid_argument(
        fmt::format("history matching needs {} runs a wave, 2 particles, a sweep and a wave at least",
                    Emulator::kLeastRuns));
  }
  if (std::any_of(options.choices.begin(), options.choices.end(),
                  [&](std::size_t input) { return input >= dimension; }))
    throw std::invalid_argument("an input that chooses is none of the inputs");
  if (!(options.cut > 0) || options.rank == 0 || options.rank > std::min(kMostRank, targets.size())) {
    throw std::invalid_argument(
        fmt::format("the cut of {} must be positive, and the rank of {} lie between 1 and {}", options.cut,
                    options.rank, std::min(kMostRank, targets.size())));
  }
}

std::vector<double> column_of(const Matrix& rows, std::size_t column) {
  std::vector<double> values;
  for (const auto& row : rows) values.push_back(row[column]);
  return values;
}

}  // namespace

double family_cut(std::size_t targets, double level) {
  return normal_quantile((1 + std::pow(level, 1 / static_cast<double>(targets))) / 2);
}

double implausibility(const Emulator& emulator, const MatchTarget& target, std::span<const double> u) {
  const double miss = std::abs(emulator.mean(u) - target.value);
  return miss == 0 ? 0 : miss / std::sqrt(emulator.variance() + target.variance);
}

HistoryMatch::HistoryMatch(std::size_t dimension, std::vector<MatchTarget> targets, MatchOptions options)
    : dimension_(dimension),
      targets_(std::move(targets)),
      options_(std::move(options)),
      order_(targets_.size()) {
  require_sound_match(dimension_, targets_, options_);
  options_.particles = std::max(options_.particles, options_.runs);
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  particles_ = uniform_particles(options_.particles, dimension_, {options_.seed, spreads_++});
}

Matrix HistoryMatch::next_rows() const {
  if (empty()) throw std::logic_error("no point is left to run");
  if (reports_.empty()) {
    Plan plan;
    plan.method = Method::kLatinHypercube;
    plan.factors = dimension_;
    plan.samples = options_.runs;
    plan.seed = options_.seed;
    return points_of(plan);
  }
  Matrix rows;
  for (std::size_t i = 0; i < options_.runs; ++i) {
    rows.push_back(particles_.points[i * options_.particles / options_.runs]);
  }
  return rows;
}

void HistoryMatch::add_wave(const Matrix& rows, const Matrix& outputs) {
  if (rows.size() != outputs.size()) {
    throw std::invalid_argument(fmt::format("{} rows with the outputs of {}", rows.size(), outputs.size()));
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto in_cube = [](double u) { return u >= 0 && u < 1; };
    if (rows[row].size() != dimension_ || !std::all_of(rows[row].begin(), rows[row].end(), in_cube)) {
      throw std::invalid_argument(fmt::format("row {} is no point of a cube of {} inputs", row, dimension_));
    }
    if (outputs[row].size() != targets_.size()) {
      throw std::invalid_argument(
          fmt::format("row {} has {} outputs for {} targets", row, outputs[row].size(), targets_.size()));
    }
  }
  WaveReport report;
  report.runs = rows.size();
  for (const auto& row : outputs) {
    report.failed += std::any_of(row.begin(), row.end(), [](double y) { return std::isnan(y); });
  }
  rows_.insert(rows_.end(), rows.begin(), rows.end());
  outputs_.insert(outputs_.end(), outputs.begin(), outputs.end());
  waves_.push_back(fitted());
  std::set<std::size_t> active(active_.begin(), active_.end());
  for (const Emulator& emulator : waves_.back().emulators) {
    active.insert(emulator.inputs().begin(), emulator.inputs().end());
    report.targets.push_back({emulator.q2(), emulator.inputs(), emulator.variance(), emulator.luck_variance(),
                              emulator.runs(), 0, 0});
  }
  active_.assign(active.begin(), active.end());
  report.active = active_.size();
  narrow(report);
  reports_.push_back(std::move(report));
}

HistoryMatch::Wave HistoryMatch::fitted() const {
  std::vector<std::optional<Emulator>> found(targets_.size());
  for_each_run(targets_.size(), [&](std::size_t target) {
    found[target].emplace(rows_, column_of(outputs_, target), options_.most_inputs, options_.choices);
  });
  Wave wave{{}, std::vector<std::vector<std::size_t>>(dimension_)};
  for (std::size_t target = 0; target < targets_.size(); ++target) {
    for (const std::size_t input : found[target]->inputs()) wave.users[input].push_back(target);
    wave.emulators.push_back(std::move(*found[target]));
  }
  return wave;
}

double HistoryMatch::miss(const Wave& wave, std::span<const double> u, double most,
                          std::optional<std::size_t> column) const {
  std::array<double, kMostRank> kept{};
  const std::span<double> largest(kept.data(), options_.rank);  // falling
  // Those that a rank or an empty space forgives may be any.
  const bool by_column = column && options_.rank == 1 && unmet_.empty();
  for (const std::size_t target : by_column ? wave.users[*column] : order_) {
    const double own = implausibility(wave.emulators[target], targets_[target], u);
    if (own <= largest.back()) continue;
    largest.back() = own;
    for (std::size_t i = largest.size() - 1; i > 0 && largest[i] > largest[i - 1]; --i) {
      std::swap(largest[i], largest[i - 1]);
    }
    if (largest.back() > most) break;
  }
  return largest.back();
}

bool HistoryMatch::keeps(std::span<const double> u, std::optional<std::size_t> column) const {
  return !empty() && std::all_of(waves_.rbegin(), waves_.rend(), [&](const Wave& wave) {
    return miss(wave, u, options_.cut, column) <= options_.cut;
  });
}

std::vector<double> HistoryMatch::misses() const {
  std::vector<double> answer(particles_.points.size());
  for_each_run(answer.size(),
               [&](std::size_t i) { answer[i] = miss(waves_.back(), particles_.points[i], kInfinity); });
  return answer;
}

double HistoryMatch::least_miss(std::size_t target) const {
  double least = kInfinity;
  for (const auto& point : particles_.points) {
    least = std::min(least, implausibility(waves_.back().emulators[target], targets_[target], point));
  }
  return least;
}

double HistoryMatch::share_missing(std::size_t target) const {
  std::size_t count = 0;
  for (const auto& point : particles_.points) {
    count += implausibility(waves_.back().emulators[target], targets_[target], point) > options_.cut;
  }
  return static_cast<double>(count) / static_cast<double>(particles_.points.size());
}

/// Takes steps of kStepShare towards the cut, so that a space of a tiny share is found, and its share known.
/// Source of the steps: Au, Beck (2001), Probabilistic Engineering Mechanics 16(4).
void HistoryMatch::narrow(WaveReport& report) {
  for (std::size_t i = 0; i < targets_.size(); ++i) report.targets[i].ruled_out = share_missing(i);
  std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    return report.targets[a].ruled_out > report.targets[b].ruled_out;
  });
  const double before = log_share_;
  double last = kInfinity;
  int stalled = 0;
  for (double level = kInfinity; level > options_.cut && !order_.empty();) {
    const std::vector<double> all = misses();
    level = std::max(options_.cut, quantile(all, kStepShare));
    stalled = level < last * (1 - kStalled) ? 0 : stalled + 1;
    last = level;
    step_to(level, all);
    if (level > options_.cut &&
        (stalled >= kStalledSteps || (unmet_.empty() && log_share_ < std::log(options_.least_share)))) {
      drop_worst(report);
      last = kInfinity;
    }
  }
  const double half = normal_quantile((1 + kLevel) / 2) * std::sqrt(log_share_variance_);
  report.share_kept = {std::exp(log_share_),
                       {std::exp(log_share_ - half), std::min(1.0, std::exp(log_share_ + half))}};
  report.share_of_before = std::exp(log_share_ - before);
  if (unmet_.empty()) {
    forget_ruled_out();
    return;
  }
  report.share_kept = {0, {0, report.share_kept.interval.high}};
  report.share_of_before = 0;
  for (std::size_t i = 0; i < targets_.size(); ++i) report.targets[i].nearest = least_miss(i);
}

/// Goes on without the target that most speaks against all points: of those about as implausible as the worst, the
/// one that alone rules out most.
void HistoryMatch::drop_worst(const WaveReport& report) {
  std::vector<double> means(targets_.size(), 0);
  for (const std::size_t target : order_) {
    for (const auto& point : particles_.points) {
      means[target] += implausibility(waves_.back().emulators[target], targets_[target], point);
    }
  }
  const double about = kAboutAsBad * *std::max_element(means.begin(), means.end());
  const auto worst = std::max_element(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    const auto rank = [&](std::size_t i) {
      return std::tuple(means[i] >= about, report.targets[i].ruled_out, means[i]);
    };
    return rank(a) < rank(b);
  });
  unmet_.push_back(*worst);
  order_.erase(worst);
}

void HistoryMatch::step_to(double level, const std::vector<double>& misses) {
  std::vector<double> weights;
  Particles inside{{}, particles_.family};  // one column: whether a particle is
  for (const double miss : misses) {
    weights.push_back(miss <= level ? 1 : 0);
    inside.points.push_back({weights.back()});
  }
  const auto n = static_cast<double>(weights.size());
  const double kept = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (unmet_.empty()) log_share_ += std::log(kept / n);
  const double safe = (kept + 0.5) / (n + 1);  // no certainty where all or nearly none are kept
  if (unmet_.empty()) log_share_variance_ += (1 - safe) / (safe * effective_size(inside, {0}));
  const RandomStreams streams{options_.seed, spreads_++};
  Matrix points;
  particles_.family = systematic(weights, weights.size(), 0.5);
  for (const std::size_t i : particles_.family) points.push_back(particles_.points[i]);
  particles_.points = std::move(points);
  const auto log_density = [&](const Candidate& at) {
    if (miss(waves_.back(), at.u, level, at.column) > level) return -kInfinity;
    for (std::size_t wave = waves_.size() - 1; wave-- > 0;) {
      if (miss(waves_[wave], at.u, options_.cut, at.column) > options_.cut) return -kInfinity;
    }
    return 0.0;
  };
  move_particles(particles_, log_density, active_, moves(), streams);
}

void HistoryMatch::forget_ruled_out() {
  Matrix rows;
  Matrix outputs;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!keeps(rows_[i])) continue;
    rows.push_back(std::move(rows_[i]));
    outputs.push_back(std::move(outputs_[i]));
  }
  rows_ = std::move(rows);
  outputs_ = std::move(outputs);
}

bool HistoryMatch::is_done() const {
  if (reports_.empty()) return false;
  return empty() || reports_.size() >= options_.most_waves ||
         reports_.back().share_of_before > 1 - options_.least_shrink;
}

const std::vector<Emulator>& HistoryMatch::emulators() const {
  if (waves_.empty()) throw std::logic_error("no wave was added");
  return waves_.back().emulators;
}

}  // namespace sim
