// How applications fare: the odds that one is granted and the time it takes, by the policy under which it is
// reviewed. Odds may be dated: authorities were kinder in some years than in others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/law/roles.h"

namespace chokepoint {

/// Odds from a day on.
struct OddsFrom {
  static constexpr const char* kName = "odds";
  sim::Date from;
  sim::Parameter odds;

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "first day", .required = true});
    visit("odds", odds,
          {.says = "chance that an application is granted from then on",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

struct ReviewTerms {
  sim::Parameter approval_odds;
  std::vector<OddsFrom> odds_from;
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
    visit("odds_from", odds_from, {.says = "odds that take their place, each from its day"});
    visit("median_days", median_days,
          {.says = "median time to a decision", .unit = "days", .low = 0, .high = 3650, .required = true});
    visit(
        "spread", spread,
        {.says = "standard deviation of the logarithm of that time", .low = 0, .high = 3, .required = true});
    visit("source", source, {.says = "where this is from"});
  }
  void check(sim::Checker& checker) const;

  /// How many of the dated odds have begun by a day.
  std::size_t begun_by(sim::Date day) const;
  /// The odds in force with the first `begun` dated ones behind.
  const sim::Parameter& odds(std::size_t begun) const {
    return begun == 0 ? approval_odds : odds_from[begun - 1].odds;
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
