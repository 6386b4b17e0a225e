#include "models/trade/operator.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "models/ledger.h"
#include "models/record/trace.h"
#include "models/trade/channels.h"
#include "models/trade/expected_loss.h"
#include "models/trade/orders.h"
#include "models/trade/tenancies.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kOperatorPlacePurpose{"operator.place"};
constexpr Purpose kOperatorPurpose{"operator.lets"};
constexpr Purpose kSignPurpose{"operator.sign"};
constexpr Purpose kTermPurpose{"operator.term"};
constexpr Purpose kEndPurpose{"operator.end"};

/// Fewer pay their rent faster than threads could be asked to help.
constexpr std::size_t kFewTenants = 16384;
constexpr std::size_t kFewOperators = 2048;
/// A tenant comes to every third meeting.
constexpr int kComesEvery = 3;
/// The most an operator lets of its fleet.
constexpr double kMostLet = 0.95;

/// One meeting of tenants and operators.
class Meeting {
 public:
  Meeting(const World& world, Renting& renting)
      : world_(world),
        renting_(renting),
        room_(renting_.buyer.size(), world.scenario->products.size(), 0),
        away_(looking_away(world.parameters.renting.local_names, world.effort(Effort::kKnowYourCustomer))) {
    const Scenario& scenario = *world.scenario;
    const double factor = rent_factor(world);
    const double weeks = world.parameters.renting.life_years * sim::kWeeksPerYear;
    cost_.assign(scenario.products.size(), 0);
    taste_.assign(scenario.products.size(), 0);
    rent_cents_.assign(scenario.products.size(), 0);
    for (const Id<Product> product : scenario.simulated) {
      const double use = use_of(scenario.catalogue.chip[product], world.parameters.channels.inference_share);
      const double price = world.price_usd(product);
      if (use <= 0 || price <= 0) continue;
      cost_[product] = price * factor / use;
      taste_[product] = use * std::pow(cost_[product], -world.parameters.channels.price_sensitivity);
      rent_cents_[product] = static_cast<std::int64_t>(price * 100 * factor / weeks);
    }
  }

  /// Contracts come to their term, or a rule ends them; those that stay take their room.
  void end_contracts() {
    std::fill(renting_.rent_cents.begin(), renting_.rent_cents.end(), 0);
    std::fill(renting_.h100e.begin(), renting_.h100e.end(), 0.0);
    std::fill(renting_.chips.begin(), renting_.chips.end(), 0);
    sim::for_each_row({renting_.buyer.size(), kFewOperators}, [&](std::size_t at) {
      const Id<Operator> row(at);
      world_.stocks.abroad.for_each(
          world_.owner_of(renting_.buyer[row]),
          [&](Id<Product> product, std::int32_t units) { room_(row, product) = units; });
    });
    std::size_t stay = 0;
    for (Contract contract : renting_.contracts) {
      // Chips that failed are no longer let.
      contract.units = std::min(contract.units, room_(contract.from, contract.product));
      if (contract.units <= 0 || contract.until_week <= world_.week || is_ended(contract)) continue;
      count(contract);
      renting_.contracts[stay++] = contract;
    }
    renting_.contracts.resize(stay);
  }

  /// What is to let, and to whom: the room that is left, less what its operator keeps for others.
  void open() {
    renting_.cost = {};
    free_cents_ = 0;
    for (const Id<Operator> row : ids(renting_.buyer)) {
      const Id<Owner> owner = world_.owner_of(renting_.buyer[row]);
      world_.stocks.abroad.for_each(
          owner, [&](Id<Product> product, std::int32_t held) { put_to_let(row, product, held); });
    }
    for (const std::size_t listed : {0U, 1U}) {
      if (renting_.cost[listed].seen(1) == 0) ask_landlords(listed);
    }
  }

  /// What landlords have goes to the tenants they build for: what was committed to whole, later what is still wanted.
  void let_sites() {
    for (const Id<Operator> row : ids(renting_.buyer)) {
      const Id<Chinese> tenant = world_.landlords.tenant[row];
      if (tenant.is_none()) continue;
      world_.stocks.abroad.for_each(
          world_.owner_of(renting_.buyer[row]),
          [&](Id<Product> product, std::int32_t) { let_site(row, product, tenant); });
    }
  }

  /// How much is let of what is to let; as it was when nothing is.
  void remember_use() {
    const std::int64_t to_let = let_before_cents_ + free_cents_;
    if (to_let > 0)
      renting_.use = std::min(1.0, static_cast<double>(let_cents_) / static_cast<double>(to_let));
  }

  void sign_all() {
    const auto comes = [&](Id<Chinese> row) {
      return is_turn_of(world_.buyers.key[world_.buyer_of(row)], world_.week / kMeetEvery, kComesEvery);
    };
    let_before_cents_ = let_cents_;
    std::int64_t asked = 0;
    for (const Id<Chinese> row : ids(world_.plans.rent_cents)) asked += comes(row) ? gap(row) : 0;
    if (asked == 0) return;
    const double part = std::min(1.0, static_cast<double>(free_cents_) / static_cast<double>(asked));
    for (const Id<Chinese> row : ids(world_.plans.rent_cents)) {
      if (comes(row)) sign(row, static_cast<std::int64_t>(part * static_cast<double>(gap(row))));
    }
  }

 private:
  /// What a tenant would pay more.
  std::int64_t gap(Id<Chinese> row) const {
    return std::max<std::int64_t>(0, world_.plans.rent_cents[row] - renting_.rent_cents[row]);
  }

  void let_site(Id<Operator> row, Id<Product> product, Id<Chinese> tenant) {
    const std::int64_t rent = rent_cents_[product];
    const std::int32_t room = room_(row, product);
    if (room < kServer || rent == 0 || !would_let(world_, row, product, tenant)) return;
    const std::int64_t awaited = awaited_cents(world_, row);
    const std::int64_t price = world_.price_cents(product);
    const auto units = static_cast<std::int32_t>(
        std::min<std::int64_t>(room, std::max(awaited / price, gap(tenant) / rent)));
    if (units <= 0) return;
    renting_.built_cents[row] += std::min(awaited, price * units);
    const double u =
        world_.draw(world_.buyers.key[renting_.buyer[row]], kTermPurpose, world_.key_of(product));
    sign_for({tenant, row, product, units, 0}, u);
  }

  void sign_for(Contract contract, double u) {
    const double weeks = world_.parameters.renting.contract_weeks * (0.5 + u);
    contract.until_week = world_.week + std::max(kMeetEvery, static_cast<int>(weeks));
    renting_.contracts.push_back(contract);
    count(contract);
  }

  /// Room of one operator for one product among those a kind of tenant may choose from.
  struct Cell {
    Id<Operator> from;
    Id<Product> product;
    double upto;  ///< weights of all cells up to this one
  };
  struct Shop {
    std::vector<Cell> cells;
    double total = 0;
  };

  /// Whether the rules of the week let a Chinese tenant rent a chip that stands at a place, under its own name.
  bool may_rent(Id<Product> product, Id<Place> site, Tenant tenant) const {
    return tenancies_[tenancy_at(*world_.scenario, version_, product, site, tenant)] != 0;
  }

  /// What an operator would let of a product it holds.
  void put_to_let(Id<Operator> row, Id<Product> product, std::int32_t held) {
    const auto kept = static_cast<std::int32_t>(std::ceil((1 - renting_.lets[row]) * held));
    if (held - kept < kServer || rent_cents_[product] == 0) return;
    std::int32_t& room = room_(row, product);
    room = std::max(0, room - kept);
    bool for_someone = false;
    for (const std::size_t listed : {0U, 1U}) {
      const Names names = quote(row, product, listed);
      if (names == Names::kNone || room < kServer) continue;
      for_someone = true;
      Shop& shop = shops_[listed][names == Names::kOwn ? 0 : 1];
      shop.total += room * taste_[product];
      shop.cells.push_back({row, product, shop.total});
    }
    if (for_someone) free_cents_ += rent_cents_[product] * room;
  }

  /// Where no operator offers anything, tenants look at what landlords could build of the chips on sale.
  void ask_landlords(std::size_t listed) {
    if (!world_.scenario->mechanisms.landlords || world_.buyers.landlords == 0) return;
    const std::vector<Offer> on_sale = offers_everywhere(world_);
    for (const Id<Operator> row : ids(renting_.buyer)) {
      if (renting_.builds[row] == 0) continue;
      for (const Offer& offer : on_sale) quote(row, offer.product, listed);
    }
  }

  /// A rent that a kind of tenant finds, and under whose name, if this operator would let the product to it.
  enum class Names { kNone, kOwn, kLocal };
  Names quote(Id<Operator> row, Id<Product> product, std::size_t listed) {
    const Id<Place> site = world_.buyers.place[renting_.buyer[row]];
    const bool own_name = may_rent(product, site, listed == 1 ? Tenant::kListed : Tenant::kUnlisted);
    if (cost_[product] == 0 || (!own_name && renting_.care[row] >= away_)) return Names::kNone;
    double& best = own_name ? renting_.cost[listed].own_name : renting_.cost[listed].local_name;
    best = best == 0 ? cost_[product] : std::min(best, cost_[product]);
    return own_name ? Names::kOwn : Names::kLocal;
  }

  bool is_ended(const Contract& contract) const {
    if (would_let(world_, contract.from, contract.product, contract.tenant)) return false;
    const Id<Buyer> tenant = world_.buyer_of(contract.tenant);
    const std::uint64_t landlord = world_.buyers.key[renting_.buyer[contract.from]];
    return world_.streams.uniform(world_.buyers.key[tenant], static_cast<std::uint64_t>(contract.until_week),
                                  kEndPurpose, landlord ^ world_.key_of(contract.product)) <
           world_.parameters.renting.ended_at_once;
  }

  void count(const Contract& contract) {
    room_(contract.from, contract.product) -= contract.units;
    const std::int64_t rent = rent_cents_[contract.product] * contract.units;
    renting_.rent_cents[contract.tenant] += rent;
    if (renting_.builds[contract.from] == 0) let_cents_ += rent;
    renting_.h100e[contract.tenant] += world_.scenario->products[contract.product].h100e * contract.units;
    renting_.chips[contract.tenant] += contract.units;
  }

  /// A tenant tries a few operators, by what they have to let.
  void sign(Id<Chinese> row, std::int64_t cents) {
    const Id<Buyer> tenant = world_.buyer_of(row);
    const std::size_t listed = is_listed(world_, tenant) ? 1 : 0;
    const double hiding = hiding_factor(world_, world_.chinese.sector[row]);
    const Shop& shop = shops_[listed][renting_.cost[listed].hides(hiding) ? 1 : 0];
    if (shop.cells.empty()) return;
    const auto tries = world_.draw4(world_.buyers.key[tenant], kSignPurpose);
    const auto terms = world_.draw4(world_.buyers.key[tenant], kTermPurpose);
    for (std::size_t i = 0; i < 4; ++i) {
      const auto cell = std::lower_bound(shop.cells.begin(), shop.cells.end() - 1, tries.u[i] * shop.total,
                                         [](const Cell& c, double at) { return c.upto < at; });
      const std::int64_t rent = rent_cents_[cell->product];
      const std::int32_t room = room_(cell->from, cell->product);
      auto units = static_cast<std::int32_t>(std::min<std::int64_t>(room, cents / rent));
      units -= units % kServer;
      if (units <= 0) continue;
      sign_for({row, cell->from, cell->product, units, 0}, terms.u[i]);
      cents -= rent * units;
    }
  }

  const World& world_;
  std::span<const std::uint8_t> tenancies_ = world_.law().tenancies;
  int version_ = world_.version();
  Renting& renting_;
  sim::Grid<Operator, Product, std::int32_t> room_;  ///< chips not let
  double away_;
  sim::Column<Product, double> cost_;              ///< USD a unit of use
  sim::Column<Product, double> taste_;             ///< weight of a chip in a tenant's choice
  sim::Column<Product, std::int64_t> rent_cents_;  ///< a week
  std::array<std::array<Shop, 2>, 2> shops_;       ///< by listed, then by own or local name
  std::int64_t free_cents_ = 0;                    ///< rent a week of all that is to let
  std::int64_t let_cents_ = 0;                     ///< of all that operators who do not build let
  std::int64_t let_before_cents_ = 0;              ///< the same before tenants signed
};

void pay_rent(const World& world, Ledger& ledger) {
  ledger.for_each_row(world.buyers.chinese, kFewTenants, [&](std::size_t i, Ledger& own) {
    const Id<Chinese> row(i);
    const Id<Buyer> buyer = world.buyer_of(row);
    const std::int64_t cents = std::min(world.accounts.budget_cents[buyer], world.renting.rent_cents[row]);
    if (cents > 0) own.pay_channel(row, Channel::kRented, cents);
  });
}

/// They let nothing to all comers.
void add_landlords(const World& world, Renting& renting) {
  for (std::uint32_t row = world.buyers.spending_abroad(); row < world.buyers.abroad; ++row) {
    const Id<Buyer> buyer(row);
    renting.buyer.push_back(buyer);
    renting.lets.push_back(0);
    renting.care.push_back(world.streams.uniform4(world.buyers.key[buyer], 0, kOperatorPurpose).u[1]);
    renting.builds.push_back(1);
  }
}

}  // namespace

double RentCost::seen(double hiding) const { return hides(hiding) ? local_name * hiding : own_name; }

bool RentCost::hides(double hiding) const {
  return local_name > 0 && (own_name == 0 || local_name * hiding < own_name);
}

double looking_away(double local_names, double strength) {
  return strength <= 0 ? 1 : std::pow(local_names, strength);
}

double hiding_factor(const World& world, Sector sector) {
  return 1 + expected_loss_of(world, sector, Effort::kKnowYourCustomer);
}

double rent_answer(double use, double usual, double elasticity) {
  return std::clamp(std::pow(use / usual, elasticity), 0.5, 2.0);
}

double rent_factor(const World& world) {
  const RentingParameters& parameters = world.parameters.renting;
  return world.parameters.channels.hosting_cost * (1 + parameters.margin) *
         rent_answer(world.renting.use, world.scenario->actors.operators.usual_use, parameters.answers_use);
}

bool would_let(const World& world, Id<Operator> row, Id<Product> product, Id<Chinese> tenant) {
  const Id<Place> site = world.buyers.place[world.renting.buyer[row]];
  const Tenant kind = is_listed(world, world.buyer_of(tenant)) ? Tenant::kListed : Tenant::kUnlisted;
  if (world.law().tenancies[tenancy_at(*world.scenario, world.version(), product, site, kind)] != 0)
    return true;
  return world.renting.care[row] <
         looking_away(world.parameters.renting.local_names, world.effort(Effort::kKnowYourCustomer));
}

std::int64_t awaited_cents(const World& world, Id<Operator> row) {
  return world.landlords.committed_cents[row] - world.renting.built_cents[row];
}

void OperatorKind::make(const World& world, State& own) {
  const Scenario& scenario = *world.scenario;
  const RentingParameters& parameters = world.parameters.renting;
  Renting& renting = own.renting;
  const auto named = static_cast<std::uint32_t>(scenario.actors.abroad.named.size());
  for (const auto& entry : scenario.actors.operators.places) {
    const Id<Place> place = scenario.places.find(entry.name);
    const double u = world.streams.uniform(scenario.keys.place[place], 0, kOperatorPlacePurpose);
    const double share = parameters.let_factor * entry.value.share_let.quantile(u);
    int left = entry.value.operators;
    // Unnamed buyers stand in order of their spending: the first of a place are its largest.
    for (std::uint32_t row = named; row < world.buyers.spending_abroad() && left > 0; ++row) {
      const Id<Buyer> buyer(row);
      if (world.buyers.place[buyer] != place) continue;
      const auto draws = world.streams.uniform4(world.buyers.key[buyer], 0, kOperatorPurpose);
      renting.buyer.push_back(buyer);
      renting.lets.push_back(std::min(kMostLet, share * 2 * draws.u[0]));
      renting.care.push_back(draws.u[1]);
      renting.builds.push_back(0);
      --left;
    }
  }
  add_landlords(world, renting);
  renting.built_cents.assign(renting.buyer.size(), 0);
  own.landlords.tenant.assign(renting.buyer.size(), {});
  own.landlords.committed_cents.assign(renting.buyer.size(), 0);
  own.landlords.opens_week.assign(renting.buyer.size(), 0);
  renting.use = scenario.actors.operators.usual_use;
  renting.rent_cents.assign(world.buyers.chinese, 0);
  renting.h100e.assign(world.buyers.chinese, 0);
  renting.chips.assign(world.buyers.chinese, 0);
}

void rent_abroad(const World& world, Renting& renting, Ledger& ledger) {
  if (!world.scenario->mechanisms.renting || renting.buyer.empty()) return;
  pay_rent(world, ledger);
  if (world.week % kMeetEvery != 0) return;
  const std::vector<double> before = renting.h100e.values();
  Meeting meeting(world, renting);
  meeting.end_contracts();
  meeting.let_sites();
  meeting.open();
  meeting.sign_all();
  meeting.remember_use();
  for (const Id<Chinese> row : ids(renting.h100e)) {
    if (renting.h100e[row] == before[row.index()]) continue;
    note(world, {.kind = EventKind::kRented,
                 .buyer = world.buyer_of(row),
                 .units = renting.chips[row],
                 .value = renting.h100e[row]});
  }
}

}  // namespace chokepoint
