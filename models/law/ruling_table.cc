#include "models/law/ruling_table.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace chokepoint {
namespace {

using sim::Id;

/// Places by class: those that are in the same of all sets.
struct Classes {
  std::vector<std::uint8_t> of_place;
  std::vector<Id<Place>> example;  ///< one place of each class
};

Classes classes_of(const std::vector<PlaceSet>& sets, std::size_t places) {
  Classes classes;
  for (const Id<Place> place : sim::ids<Place>(places)) {
    const auto alike = [&](Id<Place> other) {
      return std::all_of(sets.begin(), sets.end(), [&](const PlaceSet& set) {
        return set.test(place.index()) == set.test(other.index());
      });
    };
    const auto found = std::find_if(classes.example.begin(), classes.example.end(), alike);
    classes.of_place.push_back(static_cast<std::uint8_t>(found - classes.example.begin()));
    if (found == classes.example.end()) classes.example.push_back(place);
  }
  return classes;
}

}  // namespace

RulingTable::RulingTable(const RuleBook& book, const Catalogue& catalogue, const PlaceNetwork& network) {
  for (std::size_t version = 0; version < book.versions().size(); ++version) {
    versions_.push_back(compile(book, static_cast<int>(version), catalogue.size(), network.places()));
  }
}

RulingTable::VersionTable RulingTable::compile(const RuleBook& book, int version, std::size_t products,
                                               std::size_t places) {
  PlaceSets sets;
  for (const ControlInForce& control : book.versions()[static_cast<std::size_t>(version)].controls) {
    with_role<TellsPlacesApart>(control.control, [&](const auto& kind) { kind.mention(sets); });
  }
  const Classes from = classes_of(sets.from, places);
  const Classes to = classes_of(sets.to, places);
  const Classes hq = classes_of(sets.buyer_hq, places);
  VersionTable table{from.example.size(),
                     to.example.size(),
                     hq.example.size(),
                     from.of_place,
                     to.of_place,
                     hq.of_place,
                     {},
                     {}};
  const LegalStanding in_force = book.namings_in(version);
  for (std::uint8_t bit = 0; bit < 32; ++bit) {
    if ((in_force >> bit & 1) != 0) table.namings.push_back(bit);
  }
  Trade trade;
  for (const Id<Product> product : sim::ids<Product>(products)) {
    trade.product = product;
    for (const Id<Place> start : from.example) {
      trade.from = start;
      for (const Id<Place> end : to.example) {
        trade.to = end;
        for (const Id<Place> seat : hq.example) {
          trade.buyer_hq = seat;
          for (std::size_t mix = 0; mix < std::size_t{1} << table.namings.size(); ++mix) {
            trade.standing = 0;
            for (std::size_t i = 0; i < table.namings.size(); ++i)
              trade.standing |= static_cast<LegalStanding>(mix >> i & 1) << table.namings[i];
            table.codes.push_back(code_of(book.rule(version, trade)));
          }
        }
      }
    }
  }
  return table;
}

std::uint16_t RulingTable::code_of(const Ruling& ruling) {
  const auto found = std::find(rulings_.begin(), rulings_.end(), ruling);
  const auto code = static_cast<std::size_t>(found - rulings_.begin());
  if (code > std::numeric_limits<std::uint16_t>::max())
    throw std::length_error("the law has more different rulings than 65,536, which a run tells apart");
  if (found == rulings_.end()) rulings_.push_back(ruling);
  return static_cast<std::uint16_t>(code);
}

std::size_t RulingTable::bytes() const {
  std::size_t sum = rulings_.size() * sizeof(Ruling);
  for (const VersionTable& version : versions_) {
    sum += version.codes.size() * sizeof(std::uint16_t) + version.from_class.size() +
           version.to_class.size() + version.hq_class.size();
  }
  return sum;
}

}  // namespace chokepoint
