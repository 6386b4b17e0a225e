// How applications fare: the odds that one is granted and the time it takes, by the policy under which it is
// reviewed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/law/roles.h"

namespace chokepoint {

struct ReviewTerms {
  sim::Parameter approval_odds;
  sim::Parameter median_days;  ///< of a log-normal delay
  sim::Parameter spread;       ///< standard deviation of the delay's logarithm
  std::string source;

  template <class Visit>
  void fields(Visit& visit) {
    visit("approval_odds", approval_odds,
          {.says = "chance that an application is granted",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("median_days", median_days,
          {.says = "median time to a decision", .unit = "days", .low = 0, .high = 3650, .required = true});
    visit(
        "spread", spread,
        {.says = "standard deviation of the logarithm of that time", .low = 0, .high = 3, .required = true});
    visit("source", source, {.says = "where this is from"});
  }
};

struct LicenceReview {
  static constexpr const char* kKind = "licence_review";
  using TheRoles = Roles<ReviewsLicences>;

  ReviewTerms presumption_of_approval;
  ReviewTerms case_by_case;
  ReviewTerms presumption_of_denial;

  template <class Visit>
  void fields(Visit& visit) {
    visit("presumption_of_approval", presumption_of_approval,
          {.says = "terms where approval is presumed", .required = true});
    visit("case_by_case", case_by_case, {.says = "terms case by case", .required = true});
    visit("presumption_of_denial", presumption_of_denial,
          {.says = "terms where denial is presumed", .required = true});
  }
  void resolve(const Names&, std::string_view) {}
  const ReviewTerms& terms(ReviewPolicy policy) const;
  std::string why_not(const Trade&, const Catalogue&, const PlaceNetwork&) const {
    return "no licence is needed";
  }
};

static_assert(ControlKind<LicenceReview>,
              "what a kind does and the roles that it names are the same (roles.h)");

}  // namespace chokepoint
