#include "models/law/entity_list.h"

namespace chokepoint {

void EntityList::resolve(const Names& names, std::string_view control) {
  goods.resolve(names, control);
  journey.resolve(names);
  naming = names.naming(control);
  for (const auto& entity : entities) names.place(entity.value.place);
}

std::optional<Opinion> EntityList::rule(const Trade& trade) const {
  const Truth truth = goods.caught[trade.product];
  if (!means(trade) || truth == Truth::kNo || !journey.covers(trade)) return std::nullopt;
  Opinion opinion;
  if (truth == Truth::kYes) {
    opinion.ruling = outcome.ruling();
  } else {
    opinion.ruling.verdict = Verdict::kUnknown;
  }
  return opinion;
}

const sim::Named<ListedEntity>::Entry* EntityList::find(std::string_view buyer) const {
  for (const auto& entity : entities.entries) {
    const ListedEntity& listed = entity.value;
    if (same_name(listed.name, buyer) || same_name(entity.name, buyer)) return &entity;
    for (const std::string& other : listed.also) {
      if (same_name(other, buyer)) return &entity;
    }
  }
  return nullptr;
}

}  // namespace chokepoint
