// What a buyer may order: the verdict of this week's rule book on a trade, and this week's offer of chips.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/trade/licensing_state.h"
#include "models/world.h"

namespace chokepoint {

/// This week's ruling on a chip that goes to a place, for a buyer with this seat. Exports are ruled from where
/// the chip is packaged or from the United States, whichever is kinder: an authorised seller chooses its
/// route. Chinese chips inside China are no export.
const Ruling& rule_this_week(const World& world, sim::Id<Product> product, sim::Id<Place> to,
                             sim::Id<Place> headquarters, LegalStanding standing = 0);
/// The same for a buyer of the world, where it stands.
const Ruling& rule_for(const World& world, sim::Id<Product> product, sim::Id<Buyer> buyer);
/// What in a rule book names a buyer of the world, but for the authority in a run: firms known by name, all of a
/// sector, and arms abroad, which are firms of their own and named only where a list means affiliates.
LegalStanding named_by(const World& world, const RuleBook& rules, int version, sim::Id<Buyer> buyer);
/// Whether a list of entities in the rule book names a buyer.
bool is_listed(const World& world, sim::Id<Buyer> buyer);

/// The same in any version of the law.
const Ruling& rule_in(const Scenario& scenario, const Law& law, int version, sim::Id<Product> product,
                      sim::Id<Place> to, sim::Id<Place> headquarters, LegalStanding standing = 0);

/// Whether an order may be served at once: free, after notice, or of a chip nothing is known of.
bool is_open(const Ruling& ruling);

/// How applications under a policy fare this week.
ReviewNow review_now(const World& world, ReviewPolicy policy);

/// Odds that an order is let through: 1 when it is open, those of a licence, 0 for denied.
double approval_odds(const World& world, const Ruling& ruling);

/// Weeks that a notice or a licence adds to the way of an order served under this ruling.
std::int32_t notice_weeks(const World& world, const Ruling& ruling);

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

/// What becomes of a wish for chips this week.
enum class OrderFate : std::uint8_t {
  kNothingAsked,
  kPlaced,   ///< it goes to its seller
  kStopped,  ///< by the rule book
  kShutOut,  ///< the Chinese gate admits nothing of it
};

/// The answer to a licence that is asked for with an order.
struct LicenceAnswer {
  std::int32_t weeks = 0;  ///< that it takes
  double odds = 0;         ///< that it is granted
  double drawn = 0;        ///< the number against them
};

/// A buyer's decision: what it orders, and what it does so that it may. The ledger carries it out.
struct Ordering {
  Order order;              ///< as it goes to its seller; stopped: buyer and product
  std::int64_t wished = 0;  ///< units, before quotas
  Ruling ruling;
  OrderFate fate = OrderFate::kNothingAsked;
  Refusal why = Refusal::kDenied;          ///< of a stopped one
  double admitted = 0;                     ///< of one shut out: the share that the gate admits
  std::int64_t advance_cents = 0;          ///< of future income
  std::optional<LicenceAnswer> licence;    ///< asked for with it
  std::optional<Application> application;  ///< filed with it, to wait for a ruling

  Ordering() = default;
  Ordering(sim::Id<Buyer> buyer, sim::Id<Product> product, std::int64_t units, const Ruling& rules)
      : wished(units), ruling(rules) {
    order.buyer = buyer;
    order.product = product;
  }
  void stop(Refusal because) {
    fate = OrderFate::kStopped;
    why = because;
  }
  /// To a seller; it counts towards the quotas of the ruling.
  void place(sim::Id<Seller> seller, std::int64_t units) {
    fate = OrderFate::kPlaced;
    order.seller = seller;
    order.units = static_cast<std::int32_t>(units);
    order.quotas = ruling.quotas;
    order.on_paper = ruling.on_paper >= 0;
  }
};

/// A chip that is on sale this week and its part of what is on sale, in money.
struct Offer {
  sim::Id<Product> product;
  double weight = 0;
};

/// Whether a product is made for all abroad: neither for China nor for one buyer.
bool is_sold_everywhere(const Scenario& scenario, sim::Id<Product> product);

/// What designers who sell to all offer outside China this week, by value; weights add up to 1 unless there
/// is none.
std::vector<Offer> offers_everywhere(const World& world);

/// One of the offers, chosen by weight at a uniform number; none when there are none.
sim::Id<Product> choose(const std::vector<Offer>& offers, double u);

}  // namespace chokepoint
