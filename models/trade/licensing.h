// Licences and quotas: applications wait for their ruling; ceilings cap what is let through, to Chinese buyers and to all
// others.
//
//   delay    of a ruling is log-normal, with the median and the spread of the policy under which it is reviewed
//   granted  with the odds of the policy of the day of the ruling, and no more than the quotas leave
//   left     = min over the quotas that count a trade of (ceiling - counted), in chips: a TPP ceiling over the chip's TPP;
//              what a buyer may have free of a quota comes first and does not count
//
// What needs no application (buyers abroad ask order by order) is cut to what is left when it is ordered and again when
// it is sold, and counts when it is sold.
#pragma once

#include <cstdint>

#include "models/law/verdict.h"
#include "models/physical/goods.h"
#include "models/tables.h"
#include "models/trade/licensing_state.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

/// Whose chips a ceiling adds up.
enum class CeilingOf : std::uint8_t { kBuyer, kPlace, kAll };
/// How much of a ceiling had been used, in the unit of its quota.
struct CeilingUse {
  int quota = -1;  ///< its number in the rule book; -1: none
  CeilingOf of = CeilingOf::kAll;
  std::int64_t used = 0;
  std::int64_t most = 0;
};
/// Of the ceilings that count a trade, the one that leaves its buyer the fewest chips.
CeilingUse tightest_ceiling(const World& world, std::uint32_t quotas, sim::Id<Buyer> buyer,
                            sim::Id<Product> product);

/// How many of `units` chips a set of quotas, as Ruling::quotas, still leaves to a buyer.
std::int64_t within_quotas(const World& world, std::uint32_t quotas, sim::Id<Buyer> buyer,
                           sim::Id<Product> product, std::int64_t units);
/// Whether an order is small enough for an exception: within what its buyer may have free of a quota this year. It needs
/// no licence then.
bool is_excepted(const World& world, const Ruling& ruling, sim::Id<Buyer> buyer, sim::Id<Product> product,
                 std::int64_t units);
/// Counts chips that were let through to a buyer.
void count_towards(const World& world, Licensing& licensing, std::uint32_t quotas, sim::Id<Buyer> buyer,
                   sim::Id<Product> product, std::int64_t units);
/// Counts chips sold at home, for quotas that are a share of them.
void count_at_home(const World& world, Licensing& licensing, sim::Id<Product> product, std::int64_t units);
/// Chips imported under a licence.
void use_licence(Licensing& licensing, sim::Id<Chinese> row, sim::Id<Product> product, std::int32_t units);

/// The application of a buyer for a licence: it waits for its ruling and ships nothing meanwhile.
Application application_of(const World& world, sim::Id<Buyer> buyer, sim::Id<Product> product,
                           std::int32_t units, const Ruling& ruling);
/// Whether a quota is in force this week, so that orders wait for each other.
bool is_any_quota_in_force(const World& world);

/// What a buyer has applied for grows; the ledger puts the application with those that wait.
void count_applied(Licensing& licensing, sim::Id<Chinese> row, const Application& application);

/// Phase: quotas begin anew with the year, fronts' new companies have used up nothing, licence applications that are
/// due are decided.
void rule_on_licences(const World& world, Licensing& licensing);

/// Part of a phase: how applications fare under each policy is looked up for the week (trade/orders).
void look_up_reviews(const World& world, Licensing& licensing);

}  // namespace chokepoint
