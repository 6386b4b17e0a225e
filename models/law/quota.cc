#include "models/law/quota.h"

#include <algorithm>
#include <cmath>

namespace chokepoint {

void Quota::check(sim::Checker& checker) const {
  if (per_buyer_units || total_units || share_of_home_units) return;
  checker.problem("kind", "a quota without a ceiling",
                  "give per_buyer_units, total_units or share_of_home_units");
}

void Quota::resolve(const Names& names, std::string_view control) {
  goods.resolve(names, control);
  journey.resolve(names);
  who.resolve(names, control);
  headquarters =
      names.places(headquartered_in, PlaceSet().set()) & ~names.places(not_headquartered_in, PlaceSet());
  worth.assign(names.catalogue.size(), 1);
  if (unit == QuotaUnit::kChips) return;
  // A chip whose TPP was not published counts as one unit: nothing is known that would weigh more.
  for (const sim::Id<Product> product : sim::ids(worth)) {
    const double tpp = names.catalogue.chip[product].tpp.value_or(1);
    worth[product] = std::max<std::int64_t>(1, std::llround(tpp));
  }
}

}  // namespace chokepoint
