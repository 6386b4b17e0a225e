#include "models/law/licence_review.h"

#include <algorithm>

#include <fmt/format.h>

namespace chokepoint {

void ReviewTerms::check(sim::Checker& checker) const {
  for (std::size_t i = 1; i < odds_from.size(); ++i) {
    const sim::Date before = odds_from[i - 1].from;
    if (odds_from[i].from > before) continue;
    checker.problem("odds_from",
                    fmt::format("{} does not come after {}", odds_from[i].from.iso(), before.iso()),
                    "dates rise");
  }
}

std::size_t ReviewTerms::begun_by(sim::Date day) const {
  const auto later = [day](const OddsFrom& odds) { return odds.from > day; };
  return static_cast<std::size_t>(std::ranges::find_if(odds_from, later) - odds_from.begin());
}

const ReviewTerms& LicenceReview::terms(ReviewPolicy policy) const {
  switch (policy) {
    case ReviewPolicy::kPresumptionOfApproval:
      return presumption_of_approval;
    case ReviewPolicy::kCaseByCase:
      return case_by_case;
    case ReviewPolicy::kPresumptionOfDenial:
      break;
  }
  return presumption_of_denial;
}

}  // namespace chokepoint
