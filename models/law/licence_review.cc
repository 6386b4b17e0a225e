#include "models/law/licence_review.h"

namespace chokepoint {

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
