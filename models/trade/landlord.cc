#include "models/trade/landlord.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "models/ledger.h"
#include "models/physical/campuses.h"
#include "models/trade/buyer.h"
#include "models/trade/operator.h"
#include "models/trade/orders.h"
#include "models/trade/scarcity.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr sim::Purpose kLandlordPurpose{"landlord.order"};

/// The row of the largest of many values that change one at a time; the first of equals.
class Largest {
 public:
  explicit Largest(const std::vector<double>& values)
      : values_(values), of_block_((values.size() + kBlock - 1) / kBlock) {
    for (std::size_t block = 0; block < of_block_.size(); ++block) look_at(block);
  }
  void changed(std::size_t row) { look_at(row / kBlock); }
  std::size_t row() const {
    const auto block = std::max_element(of_block_.begin(), of_block_.end());
    const auto first = values_.begin() + (block - of_block_.begin()) * std::ptrdiff_t{kBlock};
    return static_cast<std::size_t>(std::find(first, values_.end(), *block) - values_.begin());
  }

 private:
  static constexpr std::size_t kBlock = 256;

  void look_at(std::size_t block) {
    const auto first = values_.begin() + static_cast<std::ptrdiff_t>(block * kBlock);
    const auto last = values_.end() - first > std::ptrdiff_t{kBlock} ? first + kBlock : values_.end();
    of_block_[block] = *std::max_element(first, last);
  }

  const std::vector<double>& values_;
  std::vector<double> of_block_;
};

/// One round of tenants and those who build for them.
class Building {
 public:
  Building(const World& world, Landlords& landlords, Ledger& ledger)
      : world_(world),
        renting_(world.renting),
        landlords_(landlords),
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
      if (lets[row] == 0 && awaited(row) < least_cents_) landlords_.tenant[row] = {};
    }
  }

  void build() {
    look_for_rent();
    most_.emplace(commits_.values());
    for (const Id<Operator> row : ids(renting_.buyer)) {
      if (renting_.builds[row] == 0) continue;
      commit(row);
      if (!landlords_.tenant[row].is_none()) order(row);
    }
  }

 private:
  /// What tenants seek in rent, and what of it they may still commit, cents a week.
  void look_for_rent() {
    const double most = world_.parameters.renting.built_to_suit;
    for (const Id<Chinese> row : ids(world_.plans.rent_cents)) {
      const auto wish = static_cast<double>(world_.plans.rent_cents[row]);
      sought_.push_back(wish - static_cast<double>(renting_.rent_cents[row]));
      commits_.push_back(most * wish);
    }
    for (const Contract& contract : renting_.contracts) {
      if (renting_.builds[contract.from] != 0) commits_[contract.tenant] -= rent_of(price_of(contract));
    }
    for (const Id<Operator> row : ids(renting_.buyer)) {
      if (!landlords_.tenant[row].is_none()) bind(landlords_.tenant[row], rent_of(awaited(row)));
    }
    for (const Id<Chinese> row : ids(sought_)) commits_[row] = std::min(commits_[row], sought_[row]);
  }
  double awaited(Id<Operator> row) const { return static_cast<double>(awaited_cents(world_, row)); }
  double rent_of(double price_cents) const { return price_cents * rent_of_price_; }
  double price_of(const Contract& contract) const {
    return static_cast<double>(world_.price_cents(contract.product)) * contract.units;
  }
  void bind(Id<Chinese> tenant, double rent) {
    sought_[tenant] -= rent;
    commits_[tenant] -= rent;
    if (most_) most_->changed(tenant.index());
  }

  /// Price of the chips, counted in H100, for which a site still has power, in cents.
  double room_cents(Id<Operator> row) const {
    const auto& products = world_.scenario->products;
    const Id<Product> h100 = world_.scenario->h100;
    const Id<Owner> owner = world_.owner_of(renting_.buyer[row]);
    const double overhead = world_.parameters.campuses.site_overhead;
    double left = site_kilowatts(world_, owner) / overhead;
    world_.stocks.abroad.for_each(
        owner, [&](Id<Product> product, std::int32_t units) { left -= units * products[product].kilowatts; });
    const auto price = static_cast<double>(world_.price_cents(h100));
    return left / products[h100].kilowatts * price - awaited(row);
  }

  /// Whether anything on sale may be let to a tenant at a landlord's site.
  bool is_welcome(Id<Operator> row, Id<Chinese> tenant) const {
    return std::any_of(offers_.begin(), offers_.end(),
                       [&](const Offer& offer) { return would_let(world_, row, offer.product, tenant); });
  }

  Id<Chinese> tenant_of(Id<Operator> row) const {
    if (!landlords_.tenant[row].is_none()) return landlords_.tenant[row];
    return Id<Chinese>(most_->row());
  }

  /// A tenant commits rent, on which the landlord raises the price of the chips.
  void commit(Id<Operator> row) {
    const Id<Chinese> tenant = tenant_of(row);
    const double raised = std::min(commits_[tenant] / rent_of_price_, room_cents(row));
    if (raised < least_cents_ || !is_welcome(row, tenant)) return;
    if (landlords_.tenant[row].is_none()) {
      landlords_.tenant[row] = tenant;
      landlords_.opens_week[row] = world_.week + static_cast<int>(world_.parameters.renting.site_weeks);
    }
    landlords_.committed_cents[row] += static_cast<std::int64_t>(raised);
    ledger_.raise(renting_.buyer[row], raised);
    bind(tenant, rent_of(raised));
  }

  void order(Id<Operator> row) {
    if (world_.week < landlords_.opens_week[row]) return;
    const Id<Buyer> buyer = renting_.buyer[row];
    Wish wish;
    wish.draws = world_.draw4(world_.buyers.key[buyer], kLandlordPurpose);
    wish.product = choose(offers_, wish.draws.u[0]);
    if (wish.product.is_none() || !would_let(world_, row, wish.product, landlords_.tenant[row])) return;
    wish.units = static_cast<std::int64_t>(static_cast<double>(world_.accounts.budget_cents[buyer]) /
                                           price_abroad_cents(world_, wish.product));
    wish.units -= wish.units % kServer;
    if (wish.units > 0) ledger_.order(ordering_of(world_, buyer, wish));
  }

  const World& world_;
  const Renting& renting_;
  Landlords& landlords_;
  Ledger& ledger_;
  std::vector<Offer> offers_;
  double rent_of_price_;                  ///< a week
  double least_cents_;                    ///< of one server: less is not built
  sim::Column<Chinese, double> sought_;   ///< rent a week for which nothing is to let
  sim::Column<Chinese, double> commits_;  ///< rent a week that a tenant would commit to another site
  std::optional<Largest> most_;           ///< of those
};

}  // namespace

void build_to_suit(const World& world, Landlords& landlords, Ledger& ledger) {
  const Mechanisms& on = world.scenario->mechanisms;
  if (!on.renting || !on.landlords || world.buyers.landlords == 0 || world.week % kMeetEvery != 0) return;
  Building building(world, landlords, ledger);
  building.free_idle();
  building.build();
}

}  // namespace chokepoint
