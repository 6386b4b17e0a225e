#include "sim/analysis/surrogate.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <boost/math/distributions/students_t.hpp>

#include "sim/analysis/regression.h"
#include "sim/analysis/sobol_indices.h"
#include "sim/analysis/surrogate_module.h"
#include "sim/engine/random.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"

namespace sim {
namespace {

constexpr Purpose kFolds{"surrogate.folds"};
constexpr std::size_t kFoldCount = 10;
constexpr std::size_t kLeastRuns = 20;
constexpr std::size_t kSaltelliBasePoints = 1024;

/// The runs, inputs in the units of the fit.
struct Runs {
  Matrix inputs;
  std::vector<double> outputs;
  std::vector<int> levels;  ///< by input
};

using detail::Fit;
using detail::Shares;
using Recipe = std::function<Fit(const Runs& runs, const std::vector<std::size_t>& kept)>;

/// A level's place such that L levels have the variance of a uniform input: polynomials up to the first
/// degree are then orthonormal, and two levels stand where those of the second degree vanish.
double stretched(double u, int levels) {
  return levels < 2 ? u : 0.5 + (u - 0.5) / std::sqrt(1 - 1.0 / levels / levels);
}

template <class T>
std::vector<T> chosen(const std::vector<T>& all, const std::vector<std::size_t>& kept) {
  std::vector<T> some;
  for (const std::size_t input : kept) some.push_back(all[input]);
  return some;
}

Matrix columns_of(const Matrix& rows, const std::vector<std::size_t>& kept) {
  Matrix result;
  for (const std::vector<double>& row : rows) result.push_back(chosen(row, kept));
  return result;
}

struct Model {
  std::vector<std::size_t> kept;
  Fit fit;
};

Model train(const Runs& runs, std::size_t most, const Recipe& recipe) {
  std::vector<std::size_t> kept = strongest(runs.inputs, runs.outputs, most);
  Fit fit = recipe(runs, kept);
  return {std::move(kept), std::move(fit)};
}

/// By row its fold, all folds as large but for one run.
std::vector<std::size_t> folds_of(std::size_t runs) {
  std::vector<std::pair<double, std::size_t>> order(runs);
  for (std::size_t i = 0; i < runs; ++i) order[i] = {RandomStreams{}.uniform(i, 0, kFolds), i};
  std::sort(order.begin(), order.end());
  std::vector<std::size_t> folds(runs);
  for (std::size_t i = 0; i < runs; ++i) folds[order[i].second] = i % kFoldCount;
  return folds;
}

struct Validated {
  double q2 = 0;
  std::vector<Model> models;  ///< by the fold that each has not seen
};

Validated cross_validated(const Runs& runs, std::size_t most, const Recipe& recipe) {
  const std::vector<std::size_t> folds = folds_of(runs.outputs.size());
  const double mean = std::accumulate(runs.outputs.begin(), runs.outputs.end(), 0.0) /
                      static_cast<double>(runs.outputs.size());
  double errors = 0;
  double squares = 0;
  Validated answer;
  for (std::size_t fold = 0; fold < kFoldCount; ++fold) {
    Runs seen{{}, {}, runs.levels};
    Runs unseen = seen;
    for (std::size_t i = 0; i < folds.size(); ++i) {
      Runs& side = folds[i] == fold ? unseen : seen;
      side.inputs.push_back(runs.inputs[i]);
      side.outputs.push_back(runs.outputs[i]);
    }
    answer.models.push_back(train(seen, most, recipe));
    const Model& model = answer.models.back();
    const std::vector<double> predicted = model.fit.predict(columns_of(unseen.inputs, model.kept));
    for (std::size_t i = 0; i < predicted.size(); ++i) {
      errors += std::pow(unseen.outputs[i] - predicted[i], 2);
      squares += std::pow(unseen.outputs[i] - mean, 2);
    }
  }
  answer.q2 = 1 - errors / squares;
  return answer;
}

Recipe chaos_of(double spread) {
  return [spread](const Runs& runs, const std::vector<std::size_t>& kept) {
    return detail::surrogate_fits().chaos(columns_of(runs.inputs, kept), runs.outputs,
                                          chosen(runs.levels, kept), spread);
  };
}

std::vector<Recipe> chaos_recipes() { return {chaos_of(0.5), chaos_of(0.75), chaos_of(1)}; }

/// Scales sought on all runs. The likelihood has poor local maxima, which a start from the total indices of a
/// chaos expansion avoids: the more an input does, the shorter its scale.
std::vector<Recipe> kriging_recipes(const Runs& runs) {
  const std::vector<std::size_t> kept = strongest(runs.inputs, runs.outputs, kMostKrigingInputs);
  const Matrix rows = columns_of(runs.inputs, kept);
  std::vector<double> start;
  for (const double total : chaos_of(0.75)(runs, kept).shares().total) {
    start.push_back(0.5 / std::sqrt(std::clamp(total, 0.01, 1.0)));
  }
  std::vector<Recipe> recipes;
  for (const double nugget : {1e-4, 0.03, 0.3}) {
    const std::vector<double> found =
        detail::surrogate_fits().kriging_scales(rows, runs.outputs, start, nugget);
    std::vector<double> scales(runs.levels.size(), 1);  // also of inputs that only a fold's screening keeps
    for (std::size_t i = 0; i < kept.size(); ++i) scales[kept[i]] = found[i];
    recipes.push_back([scales, nugget](const Runs& part, const std::vector<std::size_t>& inputs) {
      return detail::surrogate_fits().kriging(columns_of(part.inputs, inputs), part.outputs,
                                              chosen(scales, inputs), nugget);
    });
  }
  return recipes;
}

/// By input of the runs, 0 where the model does not know it.
Shares shares_of(const Model& model, const std::vector<int>& levels) {
  Shares own;
  if (model.fit.shares) {
    own = model.fit.shares();
  } else {
    Plan plan;
    plan.method = Method::kSaltelli;
    plan.factors = model.kept.size();
    plan.samples = kSaltelliBasePoints;
    plan.seed = 1;
    plan.levels = chosen(levels, model.kept);
    Matrix points = points_of(plan);
    for (std::vector<double>& point : points) {
      for (std::size_t i = 0; i < point.size(); ++i) point[i] = stretched(point[i], plan.levels[i]);
    }
    const SobolIndices indices = sobol_indices(plan, model.fit.predict(points));
    for (std::size_t i = 0; i < plan.factors; ++i) {
      own.first.push_back(indices.first[i].value);
      own.total.push_back(indices.total[i].value);
    }
  }
  Shares shares{std::vector<double>(levels.size(), 0), std::vector<double>(levels.size(), 0)};
  for (std::size_t i = 0; i < model.kept.size(); ++i) {
    shares.first[model.kept[i]] = own.first[i];
    shares.total[model.kept[i]] = own.total[i];
  }
  return shares;
}

/// value -+ t x standard error of the delete-a-group jackknife.
Index jackknifed(double value, const std::vector<double>& without_a_fold, double level) {
  const auto k = static_cast<double>(without_a_fold.size());
  const double mean = std::accumulate(without_a_fold.begin(), without_a_fold.end(), 0.0) / k;
  double squares = 0;
  for (const double other : without_a_fold) squares += (other - mean) * (other - mean);
  const double half = boost::math::quantile(boost::math::students_t(k - 1), (1 + level) / 2) *
                      std::sqrt(squares * (k - 1) / k);
  return {value, {value - half, value + half}};
}

void set_indices(SurrogateIndices& answer, const Model& model, const std::vector<Model>& folds,
                 const std::vector<int>& levels, double level) {
  const Shares shares = shares_of(model, levels);
  std::vector<Shares> others;
  for (const Model& fold : folds) others.push_back(shares_of(fold, levels));
  for (const std::size_t input : model.kept) {
    std::vector<double> first;
    std::vector<double> total;
    for (const Shares& other : others) {
      first.push_back(other.first[input]);
      total.push_back(other.total[input]);
    }
    answer.first[input] = jackknifed(shares.first[input], first, level);
    answer.total[input] = jackknifed(shares.total[input], total, level);
  }
}

/// The runs that did not fail. Throws as regression() where it would not.
Runs runs_of(const Matrix& inputs, std::span<const double> outputs, const std::vector<int>& levels) {
  const std::size_t width = inputs.empty() ? 0 : inputs.front().size();
  if (!levels.empty() && levels.size() != width) throw std::invalid_argument("levels are not one an input");
  Runs runs{{}, {}, levels.empty() ? std::vector<int>(width, 0) : levels};
  for (std::size_t row = 0; row < outputs.size(); ++row) {
    if (!all_ran(outputs.subspan(row, 1))) continue;
    runs.inputs.push_back(inputs[row]);
    runs.outputs.push_back(outputs[row]);
    for (std::size_t i = 0; i < width; ++i) {
      runs.inputs.back()[i] = stretched(inputs[row][i], runs.levels[i]);
    }
  }
  return runs;
}

std::string too_few(const Runs& runs, std::size_t inputs) {
  const std::size_t needed = std::max(kLeastRuns, 3 * (inputs + 1));
  if (runs.outputs.size() < needed) {
    return fmt::format("{} runs are too few for a surrogate of {} inputs, which needs {}",
                       runs.outputs.size(), inputs, needed);
  }
  const auto [least, most] = std::minmax_element(runs.outputs.begin(), runs.outputs.end());
  return *least == *most ? "the output does not vary" : "";
}

}  // namespace

SurrogateIndices surrogate_indices(Surrogate kind, const Matrix& inputs, std::span<const double> outputs,
                                   const std::vector<int>& levels, double level) {
  if (!(level > 0 && level < 1)) throw std::invalid_argument("an interval's level must lie between 0 and 1");
  const std::size_t most = kind == Surrogate::kChaos ? kMostChaosInputs : kMostKrigingInputs;
  SurrogateIndices answer;
  answer.inputs = strongest(inputs, outputs, most);  // refuses what makes no sample
  Runs runs = runs_of(inputs, outputs, levels);
  const Index unknown{kNan, {kNan, kNan}};
  answer.first = answer.total = std::vector<Index>(runs.levels.size(), unknown);
  answer.runs = runs.outputs.size();
  answer.dropped = outputs.size() - answer.runs;
  answer.q2 = kNan;
  answer.refusal = too_few(runs, answer.inputs.size());
  if (!answer.refusal.empty()) return answer;
  standardise(runs.outputs);  // fits are scaled for it, and shares do not mind
  const std::shared_ptr<void> quiet = detail::surrogate_fits().quiet();
  try {
    std::optional<Recipe> best;
    Validated validated;
    for (const Recipe& recipe : kind == Surrogate::kChaos ? chaos_recipes() : kriging_recipes(runs)) {
      Validated found = cross_validated(runs, most, recipe);
      if (best && !(found.q2 > validated.q2)) continue;
      best = recipe;
      validated = std::move(found);
    }
    answer.q2 = validated.q2;
    if (answer.q2 >= kLeastQ2) {
      set_indices(answer, train(runs, most, *best), validated.models, runs.levels, level);
      return answer;
    }
    answer.refusal = fmt::format(
        "the surrogate explains too little of runs it has not seen: Q2 is {:.2f}, below {:.2f}; more runs "
        "may help, unless random draws have most of the variance",
        answer.q2, kLeastQ2);
  } catch (const std::runtime_error& error) {
    answer.refusal = fmt::format("no surrogate could be fitted: {}", error.what());
  }
  return answer;
}

}  // namespace sim
