#include "sim/analysis/emulator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "sim/analysis/bootstrap.h"
#include "sim/numeric/cholesky.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"

namespace sim {
namespace {

// The chance that forward selection takes an input when none has any effect.
constexpr double kFalseInput = 0.1;
// The share of an output's variance that counts as rounding.
constexpr double kExact = 1e-18;
// A polynomial with more terms than this share of the runs is not tried.
constexpr double kMostTermsPerEmulatorRun = 0.4;

/// Which terms a polynomial of the first inputs has: 1, all x; of second degree x^2; of third degree x^3; and the
/// products of two of the first `crossed`. Inputs of two values have no powers: those would be the same column.
struct Form {
  std::size_t inputs = 0;
  int degree = 1;
  std::size_t crossed = 0;

  /// The most that it may have.
  std::size_t terms() const {
    return 1 + inputs * static_cast<std::size_t>(degree) + crossed * (crossed - (crossed > 0)) / 2;
  }
};

/// An input that chooses, as it enters a fit: the middle of the half of the unit interval in which it lies.
double chosen_half(double u) { return u < 0.5 ? 0.25 : 0.75; }

/// A run's terms in the order of Form: 1, x, x^2, x^3, products.
std::vector<double> terms_at(const Form& form, const std::vector<const std::vector<double>*>& columns,
                             const std::vector<bool>& chooses, std::size_t run) {
  std::vector<double> terms{1};
  for (int degree = 1; degree <= form.degree; ++degree) {
    for (std::size_t i = 0; i < form.inputs; ++i) {
      if (degree > 1 && chooses[i]) continue;
      const double x = (*columns[i])[run];
      terms.push_back(degree == 1 ? x : degree == 2 ? x * x : x * x * x);
    }
  }
  for (std::size_t i = 1; i < form.crossed; ++i) {
    for (std::size_t j = 0; j < i; ++j) terms.push_back((*columns[i])[run] * (*columns[j])[run]);
  }
  return terms;
}

struct LeastSquares {
  std::vector<double> coefficients;
  std::vector<double> residuals;  ///< by run
  std::vector<double> left_out;   ///< by run, of the fit without it
  double error = 0;               ///< mean square of left_out
};

/// By normal equations of columns scaled to length 1; nothing when they are collinear.
std::optional<LeastSquares> least_squares(const Matrix& rows, const std::vector<double>& outputs) {
  const std::size_t terms = rows.front().size();
  std::vector<double> scale(terms, 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < terms; ++i) scale[i] += row[i] * row[i];
  }
  for (double& length : scale) {
    if (!(length > 0)) return std::nullopt;
    length = 1 / std::sqrt(length);
  }
  Matrix normal(terms, std::vector<double>(terms, 0));
  std::vector<double> moments(terms, 0);
  for (std::size_t run = 0; run < rows.size(); ++run) {
    for (std::size_t i = 0; i < terms; ++i) {
      const double x = rows[run][i];
      for (std::size_t j = 0; j <= i; ++j) normal[i][j] += x * rows[run][j];
      moments[i] += x * outputs[run] * scale[i];
    }
  }
  for (std::size_t i = 0; i < terms; ++i) {
    for (std::size_t j = 0; j <= i; ++j) normal[i][j] *= scale[i] * scale[j];
  }
  const auto factor = Cholesky::of(normal);
  if (!factor) return std::nullopt;
  LeastSquares fit{factor->solve(moments), {}, {}, 0};
  for (std::size_t i = 0; i < terms; ++i) fit.coefficients[i] *= scale[i];
  std::vector<double> scaled(terms);
  for (std::size_t run = 0; run < rows.size(); ++run) {
    const auto& row = rows[run];
    for (std::size_t i = 0; i < terms; ++i) scaled[i] = row[i] * scale[i];
    const std::vector<double> white = factor->whiten(scaled);
    const double leverage = std::inner_product(white.begin(), white.end(), white.begin(), 0.0);
    fit.residuals.push_back(outputs[run] -
                            std::inner_product(row.begin(), row.end(), fit.coefficients.begin(), 0.0));
    if (!(leverage < 1 - 1e-9)) return std::nullopt;
    fit.left_out.push_back(fit.residuals.back() / (1 - leverage));
    fit.error += fit.left_out.back() * fit.left_out.back() / static_cast<double>(rows.size());
  }
  return fit;
}

/// The runs that did not fail.
struct Ran {
  std::vector<std::vector<double>> columns;  ///< by input; mean 0 and variance 1 where it varies
  std::vector<bool> varies;
  std::vector<bool> chooses;
  std::vector<double> outputs;
  std::vector<std::size_t> rows;  ///< by run

  std::optional<LeastSquares> fit(const std::vector<std::size_t>& inputs, const Form& form) const {
    std::vector<const std::vector<double>*> chosen;
    std::vector<bool> two_valued;
    for (const std::size_t input : inputs) {
      chosen.push_back(&columns[input]);
      two_valued.push_back(chooses[input]);
    }
    Matrix all;
    for (std::size_t run = 0; run < outputs.size(); ++run)
      all.push_back(terms_at(form, chosen, two_valued, run));
    return least_squares(all, outputs);
  }
};

Ran ran_of(const Matrix& rows, std::span<const double> outputs, std::span<const std::size_t> choices) {
  if (rows.size() != outputs.size()) {
    throw std::invalid_argument(
        fmt::format("{} outputs are not one for each of {} rows", outputs.size(), rows.size()));
  }
  Ran ran;
  ran.columns.resize(rows.empty() ? 0 : rows.front().size());
  ran.chooses.resize(ran.columns.size());
  for (const std::size_t input : choices) ran.chooses.at(input) = true;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row].size() != ran.columns.size()) {
      throw std::invalid_argument("rows of inputs differ in length");
    }
    if (!std::all_of(rows[row].begin(), rows[row].end(), [](double u) { return std::isfinite(u); })) {
      throw std::invalid_argument(fmt::format("row {} has an input that is not finite", row));
    }
    if (!all_ran(outputs.subspan(row, 1))) continue;
    for (std::size_t i = 0; i < ran.columns.size(); ++i)
      ran.columns[i].push_back(ran.chooses[i] ? chosen_half(rows[row][i]) : rows[row][i]);
    ran.outputs.push_back(outputs[row]);
    ran.rows.push_back(row);
  }
  for (auto& column : ran.columns) ran.varies.push_back(standardise(column));
  return ran;
}

/// The share of the residuals' sum of squares that a column and its square explain, as if no other were in the fit.
double explained(const std::vector<double>& column, const std::vector<double>& residuals) {
  const auto n = static_cast<double>(column.size());
  double skew = 0;
  double fourth = 0;
  for (const double x : column) {
    skew += x * x * x / n;
    fourth += x * x * x * x / n;
  }
  // The square without its mean and what the column says of it has this variance; 0 of a column of two values.
  const double variance = fourth - 1 - skew * skew;
  double of_column = 0;
  double of_square = 0;
  double squares = 0;
  for (std::size_t run = 0; run < column.size(); ++run) {
    const double x = column[run];
    of_column += x * residuals[run] / n;
    of_square += (x * x - 1 - skew * x) * residuals[run] / n;
    squares += residuals[run] * residuals[run] / n;
  }
  return (of_column * of_column + (variance > 1e-6 ? of_square * of_square / variance : 0)) / squares;
}

/// The inputs that matter, each chosen on what those before it leave. Under no effect n times the share
/// explained is about chi-squared with two degrees of freedom.
std::vector<std::size_t> selected(const Ran& ran, std::size_t most) {
  std::vector<std::size_t> inputs;
  const auto runs = static_cast<double>(ran.outputs.size());
  const double line = 2 * std::log(static_cast<double>(ran.columns.size()) / kFalseInput) / runs;
  std::vector<double> residuals = ran.outputs;
  if (!standardise(residuals)) return {};
  while (inputs.size() < most) {
    const double left = std::inner_product(residuals.begin(), residuals.end(), residuals.begin(), 0.0);
    if (left < kExact * runs) break;
    double highest = line;
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < ran.columns.size(); ++i) {
      if (!ran.varies[i] || std::find(inputs.begin(), inputs.end(), i) != inputs.end()) continue;
      const double share = explained(ran.columns[i], residuals);
      if (share <= highest) continue;
      highest = share;
      next = i;
    }
    if (!next) break;
    inputs.push_back(*next);
    auto fit = ran.fit(inputs, {inputs.size(), 2, 0});
    if (!fit) fit = ran.fit(inputs, {inputs.size(), 1, 0});
    if (!fit) break;
    residuals = std::move(fit->residuals);
  }
  return inputs;
}

/// Those to choose from, simplest first.
std::vector<Form> forms_of(std::size_t inputs, std::size_t runs) {
  std::vector<Form> forms;
  if (inputs == 0) return forms;
  for (const int degree : {1, 2, 3}) {
    for (const std::size_t crossed : {0UL, 3UL, 6UL, kMostEmulatorInputs}) {
      const Form form{inputs, degree, degree == 1 ? 0 : std::min(crossed, inputs)};
      const bool new_one = forms.empty() || forms.back().terms() != form.terms();
      const double most = kMostTermsPerEmulatorRun * static_cast<double>(runs);
      if (new_one && static_cast<double>(form.terms()) <= most) forms.push_back(form);
    }
  }
  return forms;
}

/// What turns an input into its column of Ran.
std::pair<double, double> centre_and_scale(const Matrix& rows, const Ran& ran, std::size_t input) {
  const auto n = static_cast<double>(ran.rows.size());
  const auto value = [&](std::size_t row) {
    return ran.chooses[input] ? chosen_half(rows[row][input]) : rows[row][input];
  };
  double mean = 0;
  double variance = 0;
  for (const std::size_t row : ran.rows) mean += value(row) / n;
  for (const std::size_t row : ran.rows) variance += std::pow(value(row) - mean, 2) / n;
  return {mean, 1 / std::sqrt(variance)};
}

/// Pooled variance within groups of rows that are the same.
double variance_within(const Matrix& rows, std::span<const double> outputs, std::vector<std::size_t> order) {
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return rows[a] != rows[b] ? rows[a] < rows[b] : a < b; });
  double squares = 0;
  std::size_t freedom = 0;
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    double sum = 0;
    while (last < order.size() && rows[order[last]] == rows[order[first]]) sum += outputs[order[last++]];
    const double mean = sum / static_cast<double>(last - first);
    for (std::size_t i = first; i < last; ++i) squares += std::pow(outputs[order[i]] - mean, 2);
    freedom += last - first - 1;
  }
  return freedom == 0 ? kNan : squares / static_cast<double>(freedom);
}

}  // namespace

Emulator::Emulator(const Matrix& rows, std::span<const double> outputs, std::size_t most_inputs,
                   std::span<const std::size_t> choices)
    : coefficients_{0}, residuals_(rows.size(), kNan) {
  const Ran ran = ran_of(rows, outputs, choices);
  runs_ = ran.rows.size();
  failed_ = rows.size() - runs_;
  luck_variance_ = variance_within(rows, outputs, ran.rows);
  if (runs_ < kLeastRuns) {
    variance_ = kInfinity;
    return;
  }
  const auto fitting = static_cast<std::size_t>(kMostTermsPerEmulatorRun * static_cast<double>(runs_)) - 1;
  const std::vector<std::size_t> inputs =
      selected(ran, std::min({most_inputs, kMostEmulatorInputs, fitting}));
  Form chosen{0, 0, 0};
  std::optional<LeastSquares> best = ran.fit({}, chosen);
  const double of_constant = best->error;
  for (const Form& form : forms_of(inputs.size(), runs_)) {
    auto fit = ran.fit(inputs, form);
    if (!fit || !(fit->error < best->error)) continue;
    best = std::move(fit);
    chosen = form;
  }
  inputs_.assign(inputs.begin(), inputs.begin() + static_cast<std::ptrdiff_t>(chosen.inputs));
  degree_ = chosen.degree;
  crossed_ = chosen.crossed;
  coefficients_ = std::move(best->coefficients);
  variance_ = best->error;
  q2_ = of_constant > 0 ? 1 - variance_ / of_constant : 0;
  for (std::size_t run = 0; run < runs_; ++run) residuals_[ran.rows[run]] = best->left_out[run];
  for (const std::size_t input : inputs_) {
    const auto [centre, scale] = centre_and_scale(rows, ran, input);
    chooses_.push_back(ran.chooses[input]);
    centre_.push_back(centre);
    scale_.push_back(scale);
  }
}

double Emulator::mean(std::span<const double> u) const {
  std::array<double, kMostEmulatorInputs> x{};
  const std::size_t count = inputs_.size();
  for (std::size_t i = 0; i < count; ++i) {
    const double at = u[inputs_[i]];
    x[i] = ((chooses_[i] ? chosen_half(at) : at) - centre_[i]) * scale_[i];
  }
  const double* next = coefficients_.data();
  double sum = *next++;
  if (degree_ > 0) {
    for (std::size_t i = 0; i < count; ++i) sum += *next++ * x[i];
  }
  for (std::size_t i = 0; degree_ > 1 && i < count; ++i) {
    if (!chooses_[i]) sum += *next++ * x[i] * x[i];
  }
  for (std::size_t i = 0; degree_ > 2 && i < count; ++i) {
    if (!chooses_[i]) sum += *next++ * x[i] * x[i] * x[i];
  }
  for (std::size_t i = 1; i < crossed_; ++i) {
    double row = 0;
    for (std::size_t j = 0; j < i; ++j) row += *next++ * x[j];
    sum += row * x[i];
  }
  return sum;
}

}  // namespace sim
