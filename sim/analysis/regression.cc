#include "sim/analysis/regression.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/engine/parallel.h"
#include "sim/engine/random.h"
#include "sim/numeric/cholesky.h"
#include "sim/numeric/constants.h"

namespace sim {
namespace {

constexpr Purpose kShuffle{"regression.shuffle"};

using Column = std::vector<double>;

/// Mean 0 and length 1; false when the values are equal.
bool to_unit_length(Column& values) {
  if (values.empty()) return false;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  if (*least == *most) return false;
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  for (double& value : values) value = (value - mean) / std::sqrt(squares);
  return squares > 0;
}

/// By input: correlation, standardised coefficient, partial correlation; then R2. The last column is the
/// output.
std::vector<double> linear_model(std::vector<Column> columns) {
  const std::size_t inputs = columns.size() - 1;
  std::vector<double> answer(3 * inputs + 1, kNan);
  if (!to_unit_length(columns.back())) return answer;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < inputs; ++i) {
    if (to_unit_length(columns[i])) kept.push_back(i);
  }
  kept.push_back(inputs);
  const std::size_t y = kept.size() - 1;
  const Column ones(kept.size(), 1);
  Matrix correlation(kept.size(), ones);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Column& a = columns[kept[i]];
      correlation[i][j] = correlation[j][i] =
          std::inner_product(a.begin(), a.end(), columns[kept[j]].begin(), 0.0);
    }
  }
  for (std::size_t i = 0; i < y; ++i) answer[kept[i]] = correlation[i][y];
  if (columns.back().size() <= kept.size()) return answer;
  const std::optional<Cholesky> factor = Cholesky::of(correlation);
  if (!factor) return answer;
  const Matrix p = factor->inverse();
  for (std::size_t i = 0; i < y; ++i) {
    answer[inputs + kept[i]] = -p[i][y] / p[y][y];
    answer[2 * inputs + kept[i]] = -p[i][y] / std::sqrt(p[i][i] * p[y][y]);
  }
  answer.back() = 1 - 1 / p[y][y];
  return answer;
}

/// Columns, inputs and then the output, of the rows that ran.
std::vector<Column> columns_of(const Matrix& inputs, std::span<const double> outputs) {
  if (inputs.size() != outputs.size()) {
    throw std::invalid_argument(
        fmt::format("{} outputs are not one for each of {} rows", outputs.size(), inputs.size()));
  }
  std::vector<Column> columns((inputs.empty() ? 0 : inputs.front().size()) + 1);
  for (std::size_t row = 0; row < inputs.size(); ++row) {
    const std::vector<double>& values = inputs[row];
    if (values.size() + 1 != columns.size()) throw std::invalid_argument("rows of inputs differ in length");
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) {
      throw std::invalid_argument(fmt::format("row {} has an input that is not finite", row));
    }
    if (!all_ran(outputs.subspan(row, 1))) continue;
    for (std::size_t i = 0; i < values.size(); ++i) columns[i].push_back(values[i]);
    columns.back().push_back(outputs[row]);
  }
  return columns;
}

/// linear_model() of the values and then of the ranks, of some of the rows.
std::vector<double> both_models(const std::vector<Column>& columns, std::span<const std::size_t> picks) {
  std::vector<Column> values(columns.size());
  std::vector<Column> ranks;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (const std::size_t row : picks) values[i].push_back(columns[i][row]);
    ranks.push_back(ranks_of(values[i]));
  }
  std::vector<double> all = linear_model(std::move(values));
  const std::vector<double> of_ranks = linear_model(std::move(ranks));
  all.insert(all.end(), of_ranks.begin(), of_ranks.end());
  return all;
}

/// The three measures of values and the three of ranks, as both_models() lists them.
Families families_of(std::size_t inputs) {
  Families families;
  for (std::size_t model = 0; model < 2; ++model) {
    for (std::size_t measure = 0; measure < 3; ++measure) {
      std::vector<std::size_t> family(inputs);
      std::iota(family.begin(), family.end(), model * (3 * inputs + 1) + measure * inputs);
      families.push_back(std::move(family));
    }
  }
  return families;
}

std::vector<double> shuffled(std::vector<double> values, std::uint64_t times) {
  for (std::size_t i = values.size(); i > 1; --i) {
    const double u = RandomStreams{0, times}.uniform4(i, 0, kShuffle).u[0];
    std::swap(values[i - 1], values[std::min(static_cast<std::size_t>(u * static_cast<double>(i)), i - 1)]);
  }
  return values;
}

/// Inputs that do not change while the output does: what every shuffle shares.
struct FixedInputs {
  std::vector<Column> columns;    ///< standardised; those that vary
  std::optional<Matrix> inverse;  ///< of their correlations, where there are rows enough for a model

  explicit FixedInputs(std::vector<Column> inputs) {
    for (Column& column : inputs) {
      if (to_unit_length(column)) columns.push_back(std::move(column));
    }
    if (columns.empty() || columns.front().size() <= columns.size() + 1) return;
    Matrix correlation(columns.size(), Column(columns.size(), 1));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j)
        correlation[i][j] = correlation[j][i] =
            std::inner_product(columns[i].begin(), columns[i].end(), columns[j].begin(), 0.0);
    }
    if (const auto factor = Cholesky::of(correlation)) inverse = factor->inverse();
  }

  /// The largest strength with a standardised output. With A the inverse and b = A r the coefficients of the
  /// correlations r, the partial correlation is b_i / sqrt(A_ii (1 - r b) + b_i^2).
  double largest(const Column& output) const {
    std::vector<double> r;
    for (const Column& column : columns)
      r.push_back(std::inner_product(column.begin(), column.end(), output.begin(), 0.0));
    double most = 0;
    if (!inverse) {
      for (const double correlation : r) most = std::max(most, std::abs(correlation));
      return most;
    }
    std::vector<double> b;
    for (const Column& row : *inverse)
      b.push_back(std::inner_product(row.begin(), row.end(), r.begin(), 0.0));
    const double rest = 1 - std::inner_product(r.begin(), r.end(), b.begin(), 0.0);
    for (std::size_t i = 0; i < b.size(); ++i)
      most = std::max(most, std::abs(b[i]) / std::sqrt((*inverse)[i][i] * rest + b[i] * b[i]));
    return most;
  }
};

}  // namespace

std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
    for (std::size_t i = first; i < last; ++i) ranks[order[i]] = static_cast<double>(first + 1 + last) / 2;
  }
  return ranks;
}

Regression regression(const Matrix& inputs, std::span<const double> outputs, double level, Holds holds) {
  const std::vector<Column> columns = columns_of(inputs, outputs);
  const std::size_t rows = columns.back().size();
  const std::vector<Index> all = with_intervals(
      rows, level, [&](std::span<const std::size_t> picks) { return both_models(columns, picks); },
      holds == Holds::kFamily ? families_of(columns.size() - 1) : Families{});
  auto next = all.begin();
  const auto take = [&] {
    next += static_cast<std::ptrdiff_t>(columns.size() - 1);
    return std::vector<Index>(next - static_cast<std::ptrdiff_t>(columns.size() - 1), next);
  };
  Regression answer;
  answer.pearson = take();
  answer.src = take();
  answer.pcc = take();
  answer.r2 = *next++;
  answer.spearman = take();
  answer.srrc = take();
  answer.prcc = take();
  answer.rank_r2 = *next;
  answer.rows = rows;
  answer.dropped = outputs.size() - rows;
  return answer;
}

std::vector<double> strengths(const Matrix& inputs, std::span<const double> outputs) {
  std::vector<Column> columns = columns_of(inputs, outputs);
  const std::size_t count = columns.size() - 1;
  for (Column& column : columns) column = ranks_of(column);
  const std::vector<double> model = linear_model(std::move(columns));
  std::vector<double> sizes;
  for (std::size_t i = 0; i < count; ++i) {
    const double partial = model[2 * count + i];
    sizes.push_back(std::abs(std::isnan(partial) ? model[i] : partial));
  }
  return sizes;
}

double noise_line(const Matrix& inputs, std::span<const double> outputs, double level) {
  std::vector<Column> columns = columns_of(inputs, outputs);
  for (Column& column : columns) column = ranks_of(column);
  Column output = std::move(columns.back());
  columns.pop_back();
  if (!to_unit_length(output)) return kNan;
  const FixedInputs fixed(std::move(columns));
  if (fixed.columns.empty()) return kNan;
  std::vector<double> largest(kResamples);
  for_each_run(largest.size(), [&](std::size_t i) { largest[i] = fixed.largest(shuffled(output, i)); });
  return quantile(largest, level);
}

std::vector<std::size_t> strongest(const Matrix& inputs, std::span<const double> outputs, std::size_t most) {
  const std::vector<double> sizes = strengths(inputs, outputs);
  const std::size_t count = sizes.size();
  const auto strength = [&](std::size_t i) { return std::isnan(sizes[i]) ? -1 : sizes[i]; };
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return strength(a) != strength(b) ? strength(a) > strength(b) : a < b;
  });
  order.resize(std::min(most, count));
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace sim
