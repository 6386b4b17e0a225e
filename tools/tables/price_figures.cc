#include "tools/tables/price_figures.h"

#include <algorithm>
#include <cmath>

#include "sim/analysis/ratio.h"
#include "sim/numeric/constants.h"
#include "tools/tables/notes.h"

namespace tools {
namespace {

std::vector<double> sums(const chokepoint::PriceTerms& terms, const AmountOf& amount_of, double scale) {
  std::vector<double> all;
  for (const chokepoint::PriceTerm& term : terms) {
    const std::vector<double> values = amount_of(term.amount, term.role);
    all.resize(values.size(), 0);
    for (std::size_t run = 0; run < values.size(); ++run) all[run] += term.sign * values[run] / scale;
  }
  return all;
}

std::vector<double> less(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> differences;
  for (std::size_t run = 0; run < std::min(a.size(), b.size()); ++run) differences.push_back(a[run] - b[run]);
  return differences;
}

}  // namespace

PriceFigure price_figure(const chokepoint::PriceTerms& terms, const AmountOf& policy, const AmountOf& first,
                         double scale) {
  const std::vector<double> own = sums(terms, policy, scale);
  return {sim::mean_with_interval(finite(own)),
          sim::mean_with_interval(finite(less(own, sums(terms, first, scale))))};
}

PriceFigure denied_per_million(const AmountOf& policy, const AmountOf& first) {
  const auto million = [](const AmountOf& of) {
    return sums(chokepoint::enforcement_money(), of, sim::kMillion);
  };
  const Pairs whole = pair_up(sums(chokepoint::denied_by_enforcement(), policy, 1), million(policy));
  const Pairs step = pair_up(
      less(sums(chokepoint::stock_kept_out(), policy, 1), sums(chokepoint::stock_kept_out(), first, 1)),
      less(million(policy), million(first)));
  return {sim::ratio_of_means(whole.left, whole.right), price_of_step(step.left, step.right)};
}

sim::Mean price_of_step(const std::vector<double>& denied, const std::vector<double>& million) {
  sim::Mean ratio = sim::ratio_of_means(denied, million);
  if (!std::isfinite(ratio.interval.low) || !std::isfinite(ratio.interval.high)) ratio.value = std::nan("");
  return ratio;
}

}  // namespace tools
