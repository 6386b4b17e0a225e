// The figures of a price, from runs of a policy and of those beside it: one code for `price` and for T6.
#pragma once

#include <functional>
#include <vector>

#include "models/record/price.h"
#include "sim/numeric/statistics.h"

namespace tools {

/// An amount of one policy in a role, run by run; NaN where the run is not there.
using AmountOf =
    std::function<std::vector<double>(const chokepoint::PriceAmount& amount, chokepoint::PriceRole role)>;

/// A figure, and how much more of it than under the first policy, run by run; NaN where nobody can tell.
struct PriceFigure {
  sim::Mean mean;
  sim::Mean less_first;
};

/// In units of `scale`.
PriceFigure price_figure(const chokepoint::PriceTerms& terms, const AmountOf& policy, const AmountOf& first,
                         double scale = 1);

/// H100e that enforcement denied over what it cost so far, million USD; and what was denied more than under the first
/// policy over what it cost more: the price of the step from one to the other.
PriceFigure denied_per_million(const AmountOf& policy, const AmountOf& first);

/// What a million USD more denies more, from runs of two policies; NaN where nobody can tell whether the money
/// differs at all.
sim::Mean price_of_step(const std::vector<double>& denied, const std::vector<double>& million);

/// Why sales to China forgone may exceed those forgone worldwide.
inline constexpr const char* kSoldElsewhere =
    "Where sales to China forgone exceed those worldwide, what is kept from China while chips are scarce is "
    "sold to others instead, arms abroad and fronts included.";

}  // namespace tools
