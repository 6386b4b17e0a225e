#include "models/trade/landlord.h"

#include <algorithm>
#include <limits>

#include "models/ledger.h"
#include "models/trade/buyer.h"
#include "models/trade/operator.h"
#include "models/trade/orders.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr sim::Purpose kLandlordPurpose{"landlord.order"};

/// One round of tenants and those who build for them.
class Building {
 public:
  Building(const World& world, Renting& renting, Ledger& ledger)
      : world_(world),
        renting_(renting),
        ledger_(ledger),
        offers_(offers_everywhere(world)),
        rent_of_price_(rent_factor(world) / (world.parameters.renting.life_years * sim::kWeeksPerYear)),
        least_cents_(static_cast<double>(kServer * world.price_cents(world.scenario->h100))) {}

  /// Landlords who neither let nor await anything look for a tenant again.
  void free_idle() {
    sim::Column<Operator, std::uint8_t> lets;
    lets.assign(renting_.buyer.size(), 0);
    for (const Contract& contract : renting_.contracts) lets[contract.from] = 1;
    for (const Id<Operator> row : ids(renting_.buyer)) {
      if (lets[row] == 0 && static_cast<double>(renting_.awaited_cents[row]) < least_cents_)
        renting_.tenant[row] = {};
    }
  }

  void build() {
    look_for_rent();
    for (const Id<Operator> row : ids(renting_.buyer)) {
      if (renting_.builds[row] == 0) continue;
      commit(row);
      if (!renting_.tenant[row].is_none()) order(row);
    }
  }

 private:
  /// What tenants seek in rent, cents a week.
  void look_for_rent() {
    for (const Id<Chinese> row : ids(world_.plans.rent_cents))
      sought_.push_back(static_cast<double>(world_.plans.rent_cents[row] - renting_.rent_cents[row]));
    for (const Id<Operator> row : ids(renting_.buyer)) {
      if (!renting_.tenant[row].is_none())
        sought_[renting_.tenant[row]] -= static_cast<double>(renting_.awaited_cents[row]) * rent_of_price_;
    }
  }

  /// Whether anything on sale may be let to a tenant at a landlord's site.
  bool is_welcome(Id<Operator> row, Id<Chinese> tenant) const {
    return std::any_of(offers_.begin(), offers_.end(),
                       [&](const Offer& offer) { return would_let(world_, row, offer.product, tenant); });
  }

  Id<Chinese> tenant_of(Id<Operator> row) const {
    if (!renting_.tenant[row].is_none()) return renting_.tenant[row];
    const auto most = std::max_element(sought_.begin(), sought_.end());
    return Id<Chinese>(static_cast<std::uint32_t>(most - sought_.begin()));
  }

  /// A tenant commits rent, on which the landlord raises the price of the chips.
  void commit(Id<Operator> row) {
    const Id<Chinese> tenant = tenant_of(row);
    const double committed = world_.parameters.renting.built_to_suit * sought_[tenant];
    const double raised = committed / rent_of_price_;
    if (raised < least_cents_ || !is_welcome(row, tenant)) return;
    renting_.tenant[row] = tenant;
    renting_.awaited_cents[row] += static_cast<std::int64_t>(raised);
    ledger_.grant(renting_.buyer[row], raised, std::numeric_limits<std::int64_t>::max() / 2);
    sought_[tenant] -= committed;
  }

  void order(Id<Operator> row) {
    const Id<Buyer> buyer = renting_.buyer[row];
    Wish wish;
    wish.draws = world_.draw4(world_.buyers.key[buyer], kLandlordPurpose);
    wish.product = choose(offers_, wish.draws.u[0]);
    if (wish.product.is_none() || !would_let(world_, row, wish.product, renting_.tenant[row])) return;
    wish.units = world_.accounts.budget_cents[buyer] / world_.price_cents(wish.product);
    wish.units -= wish.units % kServer;
    if (wish.units > 0) ledger_.order(ordering_of(world_, buyer, wish));
  }

  const World& world_;
  Renting& renting_;
  Ledger& ledger_;
  std::vector<Offer> offers_;
  double rent_of_price_;  ///< a week
  double least_cents_;    ///< of one server: less is not built
  sim::Column<Chinese, double> sought_;
};

}  // namespace

void build_to_suit(const World& world, Renting& renting, Ledger& ledger) {
  const Mechanisms& on = world.scenario->mechanisms;
  if (!on.renting || !on.landlords || world.buyers.landlords == 0 || world.week % kMeetEvery != 0) return;
  Building building(world, renting, ledger);
  building.free_idle();
  building.build();
}

}  // namespace chokepoint
