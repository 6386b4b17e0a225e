// What a buyer may order: the verdict of today's rule book on a trade, and today's offer of chips.
#pragma once

#include <vector>

#include "models/world.h"

namespace chokepoint {

/// Today's ruling on a chip that goes to a place, for a buyer with this seat. Exports are ruled from where
/// the chip is packaged or from the United States, whichever is kinder: an authorised seller chooses its
/// route. Chinese chips inside China are no export.
Ruling rule_this_week(const World& world, sim::Id<Product> product, sim::Id<Place> to,
                      sim::Id<Place> headquarters, LegalStanding standing = 0);
/// The same for a buyer of the world, where it stands.
Ruling rule_for(const World& world, sim::Id<Product> product, sim::Id<Buyer> buyer);
/// What in a rule book names a buyer of the world, but for the authority in a run: firms known by name, all of a
/// sector, and arms abroad, which are firms of their own and named only where a list means affiliates.
LegalStanding standing_of(const World& world, const RuleBook& rules, int era, sim::Id<Buyer> buyer);
/// Whether a list of entities in the rule book names a buyer.
bool is_listed(const World& world, sim::Id<Buyer> buyer);

/// The same in any era.
Ruling rule_in(const Setting& setting, const Law& law, int era, sim::Id<Product> product, sim::Id<Place> to,
               sim::Id<Place> headquarters, LegalStanding standing = 0);

/// Whether an order may be served at once: free, after notice, or of a chip nothing is known of.
bool is_open(const Ruling& ruling);

/// How applications under a policy fare today, as drawn for this run.
struct ReviewToday {
  double approval_odds = 0;
  double median_days = 0;
  double spread = 0;
};
ReviewToday review_today(const World& world, ReviewPolicy policy);

/// Odds that an order is let through: 1 when it is open, those of a licence, 0 for denied.
double approval_odds(const World& world, const Ruling& ruling);

/// Weeks that a notice or a licence adds to the way of an order served under this ruling.
std::int32_t notice_weeks(const World& world, const Ruling& ruling);

/// Puts an order before its seller, numbered.
void place_order(World& world, World::Order order);

/// Why the rule book stopped an order.
enum class Refusal {
  kDenied,      ///< no licence can be had
  kNoLicence,   ///< one is needed and none was asked for
  kPending,     ///< one is under review
  kNotGranted,  ///< it was refused
  kQuotaSpent,  ///< it would be let through, but for a quota
};
const char* name_of(Refusal refusal);
/// Why a ruling stops the order of a buyer who asks for no licence.
Refusal refusal_under(const Ruling& ruling);

/// An order that never came before a seller.
struct StoppedOrder {
  sim::Id<Buyer> buyer;
  sim::Id<Product> product;
  std::int64_t units = 0;
  double chance = 0;  ///< that a licence is granted, where one was asked for with the order
  double luck = 0;    ///< the number drawn against it
};
/// Writes down an order that the rule book stopped, numbered as those that it did not stop.
void refuse_by_rule(World& world, const StoppedOrder& order, const Ruling& ruling, Refusal refusal);
/// Writes down an order of which the Chinese gate admits nothing. The rule book did not stop it, and no log counts it.
void refuse_at_gate(World& world, const StoppedOrder& order, double admitted);

/// A chip that is on sale this week and its part of what is on sale, in money.
struct Offer {
  sim::Id<Product> product;
  double weight = 0;
};

/// What designers who sell to all offer outside China this week, by value; weights add up to 1 unless there
/// is none.
std::vector<Offer> offers_everywhere(const World& world);

/// One of the offers, chosen by weight at a uniform number; none when there are none.
sim::Id<Product> choose(const std::vector<Offer>& offers, double u);

}  // namespace chokepoint
