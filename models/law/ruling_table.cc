#include "models/law/ruling_table.h"

#include <algorithm>
#include <utility>

namespace chokepoint {
namespace {

using sim::Id;

/// Places by class, those that are in the same of all sets, and the number of classes.
struct Classes {
  std::vector<std::uint8_t> of_place;
  std::size_t count = 0;
};

Classes classes_of(const std::vector<PlaceSet>& sets, std::size_t places) {
  Classes classes;
  std::vector<Id<Place>> examples;
  for (const Id<Place> place : sim::ids<Place>(places)) {
    const auto alike = [&](Id<Place> other) {
      return std::all_of(sets.begin(), sets.end(), [&](const PlaceSet& set) {
        return set.test(place.index()) == set.test(other.index());
      });
    };
    const auto found = std::find_if(examples.begin(), examples.end(), alike);
    classes.of_place.push_back(static_cast<std::uint8_t>(found - examples.begin()));
    if (found == examples.end()) examples.push_back(place);
  }
  classes.count = examples.size();
  return classes;
}

}  // namespace

RulingTable::RulingTable(std::size_t versions, std::size_t products, std::size_t places)
    : places_(places), versions_(versions), ruling_of_(kMostNumbers) {
  for (VersionTable& version : versions_) version.parts = std::vector<std::atomic<Part*>>(products);
}

void RulingTable::lay_out(VersionTable& table, const RuleBook& book, int version) const {
  PlaceSets sets;
  for (const ControlInForce& control : book.versions()[static_cast<std::size_t>(version)].controls) {
    with_role<TellsPlacesApart>(*control.control, [&](const auto& kind) { kind.mention(sets); });
  }
  Classes from = classes_of(sets.from, places_);
  Classes to = classes_of(sets.to, places_);
  Classes hq = classes_of(sets.buyer_hq, places_);
  table.from_classes = from.count;
  table.to_classes = to.count;
  table.hq_classes = hq.count;
  table.from_class = std::move(from.of_place);
  table.to_class = std::move(to.of_place);
  table.hq_class = std::move(hq.of_place);
  const LegalStanding in_force = book.namings_in(version);
  for (std::uint8_t bit = 0; bit < 32; ++bit) {
    if ((in_force >> bit & 1) != 0) table.namings.push_back(bit);
  }
}

RulingTable::Part& RulingTable::part_of(const RuleBook& book, int version, Id<Product> product) const {
  const std::lock_guard lock(mutex_);
  VersionTable& table = versions_[static_cast<std::size_t>(version)];
  std::atomic<Part*>& slot = table.parts[product.index()];
  if (Part* part = slot.load(std::memory_order_relaxed)) return *part;  // another thread was first
  if (table.from_class.empty()) lay_out(table, book, version);
  Part& part =
      parts_.emplace_back((table.from_classes * table.to_classes * table.hq_classes) << table.namings.size());
  slot.store(&part, std::memory_order_release);
  return part;
}

const Ruling& RulingTable::worked_out(const RuleBook& book, int version, const Trade& trade,
                                      Cell& cell) const {
  const Ruling ruling = book.rule(version, trade);
  const std::lock_guard lock(mutex_);
  const auto known = std::find(rulings_.begin(), rulings_.end(), ruling);
  const auto number = static_cast<std::size_t>(known - rulings_.begin()) + 1;
  const bool is_new = known == rulings_.end();
  const Ruling& kept = is_new ? rulings_.emplace_back(ruling) : *known;
  if (number >= kMostNumbers) return kept;
  if (is_new) ruling_of_[number] = &kept;
  cell.store(static_cast<std::uint16_t>(number), std::memory_order_release);
  return kept;
}

std::size_t RulingTable::bytes() const {
  const std::lock_guard lock(mutex_);
  std::size_t sum = rulings_.size() * sizeof(Ruling);
  for (const Part& part : parts_) sum += part.size() * sizeof(Cell);
  return sum;
}

}  // namespace chokepoint
