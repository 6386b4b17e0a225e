// What a rule book says of one trade.
#pragma once

#include <compare>
#include <cstdint>

#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// kUnknown: a rule asks a figure of the chip that was not published, and nothing known catches it. No rule
/// can be written to give it.
enum class Verdict : std::uint8_t { kFree, kNotify, kLicence, kDenied, kUnknown };

/// How the authority looks at a licence application.
enum class ReviewPolicy : std::uint8_t { kPresumptionOfApproval, kCaseByCase, kPresumptionOfDenial };

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::Verdict> {
  static constexpr const char* names[] = {"free", "notify", "licence", "denied"};
};
template <>
struct sim::EnumNames<chokepoint::ReviewPolicy> {
  static constexpr const char* names[] = {"presumption_of_approval", "case_by_case", "presumption_of_denial"};
};

namespace chokepoint {

/// Which of the law's namings mean a buyer: bit n for RuleBook::namings()[n]. A list of entities is a naming, and so
/// is a row about certain buyers.
using LegalStanding = std::uint32_t;
/// Bit 0: the authority put it on its lists during the run.
inline constexpr LegalStanding kListedInRun = 1;

/// One trade as the law sees it: what, from where to where, and who buys.
struct Trade {
  sim::Id<Product> product;
  sim::Id<Place> from;
  sim::Id<Place> to;
  sim::Id<Place> buyer_hq;     ///< where the buyer, or its ultimate parent, has its headquarters
  LegalStanding standing = 0;  ///< what names the buyer
};

/// What is said of a trade. The clause that decided is a row of RuleBook::clause. Rules that stand in the book while
/// nobody is held to them decide nothing; where one denies what the others let through, `on_paper` says so.
struct Ruling {
  Verdict verdict = Verdict::kFree;
  ReviewPolicy policy = ReviewPolicy::kPresumptionOfApproval;  ///< means something with kLicence only
  int delay_days = 0;        ///< notice to be given, or what a licence adds before goods may leave
  double fee = 0;            ///< fraction of the price, where trade is let through
  std::uint32_t quotas = 0;  ///< bit n: it counts towards quota n of RuleBook::quotas
  int control = -1;          ///< index into RuleBook::controls; -1: nothing caught it
  int clause = -1;           ///< index for RuleBook::clause; -1: nothing caught it
  int on_paper = -1;         ///< the clause that denies it but is not enforced; -1: none

  bool operator==(const Ruling&) const = default;
};

/// free 0 < unknown 1 < notify 2 < licence 3 (presumed approved), 4 (case by case), 5 (presumed denied) <
/// denied 6.
constexpr int strictness(Verdict verdict, ReviewPolicy policy) {
  switch (verdict) {
    case Verdict::kFree:
      return 0;
    case Verdict::kUnknown:
      return 1;
    case Verdict::kNotify:
      return 2;
    case Verdict::kLicence:
      return 3 + static_cast<int>(policy);
    case Verdict::kDenied:
      return 6;
  }
  return 6;
}
constexpr int strictness(const Ruling& ruling) { return strictness(ruling.verdict, ruling.policy); }

/// Whether `a` burdens a trade more than `b`: by strictness, then the longer notice, then the higher fee.
constexpr bool stricter(const Ruling& a, const Ruling& b) {
  if (strictness(a) != strictness(b)) return strictness(a) > strictness(b);
  if (a.delay_days != b.delay_days) return a.delay_days > b.delay_days;
  return a.fee > b.fee;
}

/// "free", "licence, case by case", "denied by law, not enforced in practice", ...: for people.
const char* in_words(const Ruling& ruling);

}  // namespace chokepoint
