#include "models/controls/entity_list.h"

#include <algorithm>
#include <cctype>

namespace chokepoint {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

void EntityList::resolve(const Names& names, std::string_view control) {
  goods.resolve(names, control);
  journey.resolve(names);
  for (const auto& entity : entities) names.places({entity.value.place}, PlaceSet());
}

std::optional<Opinion> EntityList::rule(const Trade& trade) const {
  const Truth truth = goods.caught[trade.product];
  if (!trade.listed || truth == Truth::kNo || !journey.covers(trade)) return std::nullopt;
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
