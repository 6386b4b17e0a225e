#include "models/law/headquarters_rule.h"

#include <fmt/format.h>

namespace chokepoint {

void HeadquartersRule::resolve(const Names& names, std::string_view control) {
  goods.resolve(names, control);
  journey.resolve(names);
  who.resolve(names, control);
  headquarters = names.places(headquartered_in, PlaceSet());
}

std::optional<Opinion> HeadquartersRule::rule(const Trade& trade) const {
  const Truth truth = goods.caught[trade.product];
  if (truth == Truth::kNo || !journey.covers(trade) || !who.covers(trade) ||
      !headquarters.test(trade.buyer_hq.index()))
    return std::nullopt;
  Opinion opinion;
  opinion.enforced = enforced;
  if (!enforced) opinion.remark = "in the book, but not enforced";
  if (truth == Truth::kYes) {
    opinion.ruling = outcome.ruling();
  } else {
    opinion.ruling.verdict = Verdict::kUnknown;
  }
  return opinion;
}

std::string HeadquartersRule::why_not(const Trade& trade, const Catalogue&,
                                      const PlaceNetwork& network) const {
  if (!headquarters.test(trade.buyer_hq.index()))
    return fmt::format("a buyer headquartered in {} is not meant", network.name[trade.buyer_hq]);
  if (!journey.covers(trade)) return fmt::format("does not speak of goods to {}", network.name[trade.to]);
  return "the chip is not among its goods";
}

void HeadquartersRule::mention(PlaceSets& sets) const {
  sets.mention(journey);
  sets.buyer_hq.push_back(headquarters);
}

}  // namespace chokepoint
