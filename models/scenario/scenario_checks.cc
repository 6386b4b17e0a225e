// What no single field of a scenario can say is wrong: sums of shares, orders of dates, a span of nothing.
#include <algorithm>

#include <fmt/format.h>

#include "models/scenario/scenario_input.h"

namespace chokepoint {
namespace {

/// Shares are written in decimals; sums of them are off by rounding.
constexpr double kRounding = 1e-9;
/// A span beyond this is a slip of the pen.
constexpr int kMostYears = 100;

double sum_of(const Named<double>& weights) {
  double sum = 0;
  for (const auto& entry : weights) sum += entry.value;
  return sum;
}

void check_weights(const Named<double>& weights, sim::Checker& checker, const char* name = "places") {
  if (sum_of(weights) > 0) return;
  checker.problem(name, weights.empty() ? "no places" : "the weights of all places are 0",
                  "at least one is above 0");
}

}  // namespace

void SpanInput::check(sim::Checker& checker) const {
  if (last < first) {
    checker.problem("last", fmt::format("last day {} comes before first day {}", last.iso(), first.iso()),
                    "a run needs a week at least");
  } else if (last.year() - first.year() > kMostYears) {
    checker.problem("last", fmt::format("from {} to {} is too long", first.iso(), last.iso()),
                    fmt::format("at most {} years", kMostYears));
  }
}

void AbroadInput::check(sim::Checker& checker) const {
  double sum = 0;
  for (const auto& entry : named) sum += entry.value.share;
  if (sum > 1 + kRounding) {
    checker.problem("named", fmt::format("the shares of the named add up to {:.6g}", sum),
                    "shares of the spending: at most 1 in all");
  }
  if (others > 0) check_weights(places, checker);
}

void ChineseInput::check(sim::Checker& checker) const {
  double sum = others_share.hyperscaler + others_share.state + others_share.startup;
  for (const auto& entry : named) sum += entry.value.share;
  if (sum > 1 + kRounding) {
    checker.problem("named", fmt::format("the shares of the named and others_share add up to {:.6g}", sum),
                    "shares of the spending: at most 1 in all");
  }
  check_weights(arms_in, checker, "arms_in");
}

void SellersInput::check(sim::Checker& checker) const {
  if (places.find("US") != nullptr) return;
  checker.problem("places", "no sellers in 'US'", "buyers in places without sellers turn to them");
}

void FrontsInput::check(sim::Checker& checker) const { check_weights(places, checker); }

void SupplyInput::check(sim::Checker& checker) const {
  for (const auto& house : packaging) {
    std::vector<sim::Date> days;
    for (const auto& designer : designers) {
      if (designer.value.packaging.name != house.name) continue;
      for (const Series::Point& point : designer.value.share.points) days.push_back(point.date);
    }
    std::sort(days.begin(), days.end());
    for (const sim::Date day : days) {
      double sum = 0;
      for (const auto& designer : designers) {
        if (designer.value.packaging.name == house.name) sum += designer.value.share.linear(day);
      }
      if (sum <= 1 + kRounding) continue;
      checker.problem("designers",
                      fmt::format("the shares of packaging house '{}' add up to {:.6g} on {}", house.name,
                                  sum, day.iso()),
                      "at most 1 in all");
      break;
    }
  }
}

}  // namespace chokepoint
