#include "models/trade/buyer.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "models/ledger.h"
#include "models/physical/fleets.h"
#include "models/scenario/population_draws.h"
#include "models/trade/licensing.h"
#include "models/trade/orders.h"
#include "models/trade/scarcity.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/pick.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kOrderPurpose{"buyer.order"};
constexpr Purpose kBuyerPlacePurpose{"buyer.place"};
constexpr Purpose kUsualSellerPurpose{"buyer.usual_seller"};
constexpr Purpose kArmPlacePurpose{"buyer.arm_place"};

/// Fewer are granted their incomes, or order, faster than threads could be asked to help.
constexpr std::size_t kFewGrants = 16384;
constexpr std::size_t kFewBuyers = 512;
/// Small buyers order servers of eight chips, in one week of four; the named order every week.
constexpr int kOrderEvery = 4;
/// Chance that a buyer tries another seller than its own.
constexpr double kTriesAnother = 0.15;

/// Even a small buyer can order a server at a time, and saves for one.
double two_servers_cents(const World& world) {
  return 2.0 * kServer * static_cast<double>(world.price_cents(world.scenario->h100));
}

/// What all buyers of China together have to spend this week, USD; each has its share of it.
double income_in_china_usd(const World& world) {
  return world.weekly(world.scenario->spending_china) * world.parameters.demand.chinese_spending *
         world.plans.spending_factor;
}

/// The same of those abroad.
double income_abroad_usd(const World& world) {
  const bool future = world.week >= world.scenario->week_of_2025;
  return world.weekly(world.scenario->spending_abroad) *
         (future ? double{world.parameters.demand.abroad_spending} : 1.0);
}

/// A buyer before it has its row.
struct NewBuyer {
  BuyerKind kind;
  Id<Place> place;
  Id<Place> headquarters;
  std::uint64_t key;
  double share;
  bool whole = true;
};

Id<Buyer> add(const World& world, Buyers& buyers, const NewBuyer& buyer) {
  const Id<Buyer> row = buyers.kind.push_back(buyer.kind);
  buyers.place.push_back(buyer.place);
  buyers.key.push_back(buyer.key);
  buyers.usual_seller.push_back(world.streams.uniform(buyer.key, 0, kUsualSellerPurpose));
  if (buyer.kind == BuyerKind::kFront) return row;
  buyers.headquarters.push_back(buyer.headquarters);
  buyers.payer.push_back(row);
  buyers.share.push_back(buyer.share);
  buyers.whole.push_back(buyer.whole ? 1 : 0);
  return row;
}

/// The first grain has the name of the whole.
std::uint64_t key_of_grain(std::uint64_t whole, const GrainOf& row) {
  return row.number == 0 ? whole : key_of(whole, row.number);
}

/// Buyers abroad without a name: where they stand, and who is large or lets what it has. The first of a place are its
/// largest.
struct OthersAbroad {
  std::vector<std::uint64_t> key;
  std::vector<Id<Place>> place;
  std::vector<bool> whole;

  OthersAbroad(const World& world, const std::vector<double>& parts) {
    const Scenario& scenario = *world.scenario;
    sim::Column<Place, int> letting(scenario.places.places(), 0);
    const PlaceOdds odds(scenario.places, scenario.actors.abroad.places);
    for (const auto& entry : scenario.actors.operators.places)
      letting[scenario.places.find(entry.name)] = entry.value.operators;
    for (std::size_t rank = 0; rank < parts.size(); ++rank) {
      key.push_back(key_of("buyer", "others abroad", rank));
      place.push_back(odds.at(world.streams.uniform(key.back(), 0, kBuyerPlacePurpose)));
      whole.push_back(letting[place.back()]-- > 0 || parts[rank] > kLargePart);
    }
  }
};

/// Landlords have no money of their own: they buy what a tenant commits its rent to.
void make_landlords(const World& world, Buyers& buyers) {
  const Scenario& scenario = *world.scenario;
  for (const auto& entry : scenario.actors.operators.places) {
    const Id<Place> place = scenario.places.find(entry.name);
    for (int number = 0; number < entry.value.landlords; ++number) {
      const std::uint64_t key = key_of("buyer", "landlord " + entry.name, static_cast<std::uint64_t>(number));
      add(world, buyers, {BuyerKind::kAbroad, place, place, key, 0});
      ++buyers.landlords;
    }
  }
}

void make_abroad(const World& world, Buyers& buyers) {
  const Scenario& scenario = *world.scenario;
  const AbroadInput& input = scenario.actors.abroad;
  double left = 1;
  for (const auto& entry : input.named) {
    const Id<Place> place = scenario.places.find(entry.value.place.name);
    add(world, buyers, {BuyerKind::kAbroad, place, place, key_of("buyer", entry.name), entry.value.share});
    left -= entry.value.share;
  }
  const auto parts =
      zipf_parts(std::max(0.0, left), static_cast<std::uint32_t>(input.others), input.zipf_exponent);
  const OthersAbroad others(world, parts);
  for (const GrainOf& row :
       grains_of(parts, scenario.grain, [&](std::uint32_t i) { return others.whole[i]; })) {
    const Id<Place> place = others.place[row.of];
    add(world, buyers,
        {BuyerKind::kAbroad, place, place, key_of_grain(others.key[row.of], row), row.part, row.whole});
  }
  make_landlords(world, buyers);
  buyers.abroad = static_cast<std::uint32_t>(buyers.kind.size());
}

void make_chinese(const World& world, Buyers& buyers) {
  const Scenario& scenario = *world.scenario;
  const ChineseInput& input = scenario.actors.chinese;
  const auto add_chinese = [&](std::uint64_t key, double share, bool whole) {
    add(world, buyers, {BuyerKind::kChinese, scenario.china, scenario.china, key, share, whole});
    ++buyers.chinese;
  };
  for (const auto& entry : input.named) add_chinese(key_of("buyer", entry.name), entry.value.share, true);
  for (int s = 0; s < kSectors; ++s) {
    const auto sector = static_cast<Sector>(s);
    for (const GrainOf& row : others_in_china(scenario, sector))
      add_chinese(key_of_grain(key_of("buyer", sim::EnumNames<Sector>::names[s], row.of), row), row.part,
                  row.whole);
  }
  // The named have arms abroad, which spend their parents' money.
  const PlaceOdds odds(scenario.places, input.arms_in);
  for (std::uint32_t row = 0; row < input.named.size(); ++row) {
    const std::uint64_t key = key_of("arm", input.named.entries[row].name);
    const Id<Place> place = odds.at(world.streams.uniform(key, 0, kArmPlacePurpose));
    const Id<Buyer> arm = add(world, buyers, {BuyerKind::kArm, place, scenario.china, key, 0});
    buyers.payer[arm] = Id<Buyer>(buyers.abroad + row);
    ++buyers.arms;
  }
}

/// What is on sale outside China this week.
struct OnSale {
  std::vector<Offer> offers;
  sim::PickTable odds;
  double least_cents = sim::kInfinity;  ///< price of the cheapest

  explicit OnSale(const World& world) : offers(offers_everywhere(world)) {
    for (const Offer& offer : offers) {
      odds.add(offer.weight);
      least_cents = std::min(least_cents, price_abroad_cents(world, offer.product));
    }
  }
};

Wish wish_of(const World& world, Id<Buyer> buyer, const OnSale& on_sale, int weeks) {
  Wish wish;
  const double cents = order_budget_cents(world, buyer, weeks);
  // Who cannot pay the cheapest need not choose.
  if (cents / on_sale.least_cents < (weeks > 1 ? kServer : 1)) return wish;
  wish.draws = world.draw4(world.buyers.key[buyer], kOrderPurpose);
  wish.product = on_sale.offers[on_sale.odds.pick(wish.draws.u[0])].product;
  wish.units = static_cast<std::int64_t>(cents / price_abroad_cents(world, wish.product));
  if (weeks > 1) wish.units -= wish.units % kServer;
  return wish;
}

void order(const World& world, Id<Buyer> buyer, const OnSale& on_sale, int weeks, Ledger& ledger) {
  const Wish wish = wish_of(world, buyer, on_sale, weeks);
  if (wish.units > 0) ledger.order(ordering_of(world, buyer, wish));
}

}  // namespace

Ordering ordering_of(const World& world, Id<Buyer> buyer, const Wish& wish) {
  Ordering ordering(buyer, wish.product, wish.units, rule_for(world, wish.product, buyer));
  ordering.order.price_factor = world.asked.price_factor[wish.product];
  const Ruling& ruling = ordering.ruling;
  const double drawn = wish.draws.u[1];
  const double odds = approval_odds(world, ruling);
  const bool excepted = is_excepted(world, ruling, buyer, wish.product, wish.units);
  const bool asks = ruling.verdict == Verdict::kLicence && !excepted;
  if (asks) ordering.licence = LicenceAnswer{notice_weeks(world, ruling), odds, drawn};
  const std::int64_t left = within_quotas(world, ruling.quotas, buyer, wish.product, wish.units);
  if (!excepted && drawn >= odds) {
    ordering.stop(asks ? Refusal::kNotGranted : Refusal::kDenied);
  } else if (left <= 0) {
    ordering.stop(Refusal::kQuotaSpent);
  } else {
    ordering.place(seller_at(world, buyer, world.buyers.place[buyer], wish.draws.u[2], wish.draws.u[3]),
                   left);
    ordering.order.delay_weeks = excepted ? 0 : notice_weeks(world, ruling);
  }
  return ordering;
}

void BuyersKind::make(const World& world, State& own) {
  make_abroad(world, own.buyers);
  make_chinese(world, own.buyers);
  own.named.standing.assign(own.buyers.owners(), 0);
  for (const Id<Front> front : ids(world.fronts.ring)) {
    const Id<Place> place = world.fronts.place[front];
    add(world, own.buyers, {BuyerKind::kFront, place, place, world.fronts.key[front], 0, false});
    ++own.buyers.fronts;
  }
  const auto& keys = own.buyers.key;
  own.buyer_turns.orders = {keys, world.scenario->actors.abroad.named.size(), own.buyers.spending_abroad(),
                            kOrderEvery};
  own.buyer_turns.ages = {keys, 0, own.buyers.owners(), kAgeEvery};
}

double weekly_income_usd(const World& world, Id<Buyer> buyer) {
  return (world.is_chinese(buyer) ? income_in_china_usd(world) : income_abroad_usd(world)) *
         world.buyers.share[buyer];
}

double order_budget_cents(const World& world, Id<Buyer> buyer, double weeks) {
  const double most = weekly_income_usd(world, buyer) * 100 * weeks * world.parameters.demand.catch_up;
  return std::min(static_cast<double>(world.accounts.budget_cents[buyer]),
                  std::max(most, two_servers_cents(world)));
}

void grant_budgets(const World& world, Ledger& ledger) {
  const double servers = two_servers_cents(world);
  const double patience = world.parameters.demand.patience_weeks;
  const Income abroad{income_abroad_usd(world), patience, servers};
  const Income in_china{income_in_china_usd(world), patience, servers};
  const std::size_t first_chinese = world.buyers.abroad;
  ledger.for_each_part({first_chinese + world.buyers.chinese, kFewGrants},
                       [&](std::size_t first, std::size_t last, Ledger& own) {
                         own.grant(first, std::min(last, first_chinese), abroad);
                         own.grant(std::max(first, first_chinese), last, in_china);
                       });
}

void order_abroad(const World& world, Ledger& ledger) {
  const OnSale on_sale(world);
  if (on_sale.offers.empty()) return;
  const std::size_t named = world.scenario->actors.abroad.named.size();
  const std::span<const Id<Buyer>> others = world.buyer_turns.orders.in(world.week);
  ledger.for_each_row(named + others.size(), kFewBuyers, [&](std::size_t i, Ledger& own) {
    if (i < named) {
      order(world, Id<Buyer>(i), on_sale, 1, own);
    } else {
      order(world, others[i - named], on_sale, kOrderEvery, own);
    }
  });
}

Id<Seller> seller_at(const World& world, Id<Buyer> buyer, Id<Place> place, double another, double which) {
  const Sellers& sellers = world.sellers;
  // A place without sellers of its own buys in the United States.
  if (sellers.first_at[place.index() + 1] == sellers.first_at[place.index()]) place = world.scenario->us;
  const std::uint32_t first = sellers.first_at[place.index()];
  const std::uint32_t count = sellers.first_at[place.index() + 1] - first;
  const double chosen = another < kTriesAnother ? which : world.buyers.usual_seller[buyer];
  return Id<Seller>(first + std::min(count - 1, static_cast<std::uint32_t>(chosen * count)));
}

Id<Seller> seller_for(const World& world, Id<Buyer> buyer, Id<Place> place, Purpose purpose) {
  const auto four = world.draw4(world.key_of(buyer), purpose);
  return seller_at(world, buyer, place, four.u[0], four.u[1]);
}

}  // namespace chokepoint
