#include "models/controls/quota.h"

namespace chokepoint {

void Quota::check(sim::Checker& checker) const {
  if (per_buyer_units || total_units || share_of_home_units) return;
  checker.problem("kind", "a quota without a ceiling",
                  "give per_buyer_units, total_units or share_of_home_units");
}

void Quota::resolve(const Names& names, std::string_view control) {
  goods.resolve(names, control);
  journey.resolve(names);
}

}  // namespace chokepoint
