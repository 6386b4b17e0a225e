// The rule book compiled: every trade's ruling in every version, one look-up away. Made once a scenario and
// shared read-only by all runs.
#pragma once

#include <cstdint>
#include <vector>

#include "models/law/rule_book.h"

namespace chokepoint {

/// Places that no control of a version tells apart fall into one class, so that the table of a version is product x
/// class of origin x class of destination x class of headquarters x who names the buyer: a few thousand two-byte codes.
class RulingTable {
 public:
  RulingTable(const RuleBook& book, const Catalogue& catalogue, const PlaceNetwork& network);

  /// The same as RuleBook::rule, in a handful of nanoseconds.
  const Ruling& find(int version, const Trade& trade) const {
    const VersionTable& table = versions_[static_cast<std::size_t>(version)];
    std::size_t cell = trade.product.index();
    cell = cell * table.from_classes + table.from_class[trade.from.index()];
    cell = cell * table.to_classes + table.to_class[trade.to.index()];
    cell = cell * table.hq_classes + table.hq_class[trade.buyer_hq.index()];
    cell = (cell << table.namings.size()) + (trade.standing == 0 ? 0 : table.mix_of(trade.standing));
    return rulings_[table.codes[cell]];
  }

  /// All rulings that any trade gets.
  const std::vector<Ruling>& rulings() const { return rulings_; }
  std::size_t bytes() const;

 private:
  struct VersionTable {
    std::size_t from_classes = 0;
    std::size_t to_classes = 0;
    std::size_t hq_classes = 0;
    std::vector<std::uint8_t> from_class;  ///< by place
    std::vector<std::uint8_t> to_class;
    std::vector<std::uint8_t> hq_class;
    std::vector<std::uint8_t> namings;  ///< bits of LegalStanding that say something in the version
    std::vector<std::uint16_t> codes;   ///< into rulings_

    /// Which of the namings mean a buyer, as a number below 2^namings.
    std::size_t mix_of(LegalStanding standing) const {
      std::size_t mix = 0;
      for (std::size_t i = 0; i < namings.size(); ++i) mix |= std::size_t{standing >> namings[i] & 1} << i;
      return mix;
    }
  };
  VersionTable compile(const RuleBook& book, int version, std::size_t products, std::size_t places);
  std::uint16_t code_of(const Ruling& ruling);

  std::vector<Ruling> rulings_;
  std::vector<VersionTable> versions_;
};

}  // namespace chokepoint
