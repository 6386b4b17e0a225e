// The rule book as a table: every trade's ruling in every version, one look-up away. Shared by all runs of a scenario; a
// ruling is worked out when it is first asked for, as most never are.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include "models/law/rule_book.h"

namespace chokepoint {

/// Places that no control of a version tells apart fall into one class, so that the part of a product is class of origin
/// x class of destination x class of headquarters x who names the buyer: some hundred cells. For any thread.
class RulingTable {
 public:
  /// For a rule book of so many versions; each call of find() brings that book, or one that says the same.
  RulingTable(std::size_t versions, std::size_t products, std::size_t places);

  /// The same as RuleBook::rule, in a handful of nanoseconds once it was asked.
  const Ruling& find(const RuleBook& book, int version, const Trade& trade) const {
    VersionTable& table = versions_[static_cast<std::size_t>(version)];
    Part* part = table.parts[trade.product.index()].load(std::memory_order_acquire);
    if (part == nullptr) part = &part_of(book, version, trade.product);
    std::size_t at = table.from_class[trade.from.index()];
    at = at * table.to_classes + table.to_class[trade.to.index()];
    at = at * table.hq_classes + table.hq_class[trade.buyer_hq.index()];
    at = (at << table.namings.size()) + (trade.standing == 0 ? 0 : table.mix_of(trade.standing));
    Cell& cell = (*part)[at];
    const std::uint16_t number = cell.load(std::memory_order_acquire);
    return number == 0 ? worked_out(book, version, trade, cell) : *ruling_of_[number];
  }

  /// Of the parts that were asked for.
  std::size_t bytes() const;

 private:
  using Cell = std::atomic<std::uint16_t>;  ///< the number of a ruling; 0 until asked
  using Part = std::vector<Cell>;           ///< what a version says of a product
  /// Far more than differ in any calendar; one beyond the last number would be worked out each time.
  static constexpr std::size_t kMostNumbers = 4096;
  /// How places are told apart in a version: laid out before the first of its parts can be seen.
  struct VersionTable {
    std::vector<std::atomic<Part*>> parts;  ///< by product; null until asked
    std::size_t from_classes = 0;
    std::size_t to_classes = 0;
    std::size_t hq_classes = 0;
    std::vector<std::uint8_t> from_class;  ///< by place
    std::vector<std::uint8_t> to_class;
    std::vector<std::uint8_t> hq_class;
    std::vector<std::uint8_t> namings;  ///< bits of LegalStanding that say something in the version

    /// Which of the namings mean a buyer, as a number below 2^namings.
    std::size_t mix_of(LegalStanding standing) const {
      std::size_t mix = 0;
      for (std::size_t i = 0; i < namings.size(); ++i) mix |= std::size_t{standing >> namings[i] & 1} << i;
      return mix;
    }
  };
  Part& part_of(const RuleBook& book, int version, sim::Id<Product> product) const;
  const Ruling& worked_out(const RuleBook& book, int version, const Trade& trade, Cell& cell) const;
  void lay_out(VersionTable& table, const RuleBook& book, int version) const;

  std::size_t places_;
  mutable std::mutex mutex_;
  mutable std::vector<VersionTable> versions_;
  // Which stay where they are as more are added.
  mutable std::deque<Part> parts_;
  mutable std::deque<Ruling> rulings_;  ///< no two alike
  // By number; written before any cell has it, and never again.
  mutable std::vector<const Ruling*> ruling_of_;
};

}  // namespace chokepoint
