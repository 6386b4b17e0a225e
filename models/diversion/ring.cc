#include "models/diversion/ring.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "models/diversion/contraband.h"
#include "models/diversion/front.h"
#include "models/diversion/lots.h"
#include "models/diversion/method.h"
#include "models/diversion/ring_maps.h"
#include "models/ledger.h"
#include "models/scenario/population_draws.h"
#include "models/trade/buyer.h"
#include "models/trade/licensing.h"
#include "models/trade/orders.h"
#include "models/trade/rush.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kSellerPurpose{"ring.seller"};
constexpr Purpose kCapitalPurpose{"ring.capital"};

/// Fewer rings choose faster than threads could be asked to help.
constexpr std::size_t kFewTurns = 256;
/// A ring stakes at most this part of its free capital in a turn.
constexpr double kStake = 0.5;
/// What the last turn counts in what a ring remembers of its orders served; the least it reckons with.
constexpr float kNewService = 0.25F;
constexpr double kLeastFilled = 0.2;
/// Weeks that a trade takes beyond its front and its way: from the order to the front, and for the sale.
constexpr double kOrderAndSaleWeeks = 3;
/// What all rings see of the market this week.
struct Sight {
  double demand_usd = 0;    ///< a week, in prices abroad
  double pipeline_usd = 0;  ///< what all have under way or unsold, at cost
  double capital_usd = 0;   ///< free, of all who trade
};

Sight look_around(const World& world) {
  std::int64_t goods = 0;
  std::int64_t capital = 0;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    goods += world.accounts.goods_cents[ring];
    if (world.ring_lives.active[ring] != 0)
      capital += std::max<std::int64_t>(0, world.accounts.capital_cents[ring]);
  }
  double demand_usd = 0;
  for (std::size_t i = 0; i < kChipClasses; ++i)
    demand_usd += world.market.demand_usd_per_week[i] / world.market.premium[i];
  return {demand_usd, usd(goods), usd(capital)};
}

/// The methods of a block's fronts that are in business, one bit each.
std::uint32_t methods_in_business(const World& world, const FrontBlock& block) {
  std::uint32_t methods = 0;
  for (std::uint32_t row = block.first; row < block.last; ++row) {
    if (in_business(world, Id<Front>(row))) methods |= 1U << world.fronts.method[Id<Front>(row)].index();
  }
  return methods;
}

/// The methods by which a ring has room to move `units` more, one bit each.
std::uint32_t methods_with_room(const World& world, Id<Ring> ring, double units) {
  std::uint32_t methods = 0;
  for (const Id<Moving> method : ids<Moving>(moving_methods(world))) {
    if (world.lots.carried(ring, method) + units <= method_of(world, method).capacity)
      methods |= 1U << method.index();
  }
  return methods;
}

/// The facts of trading a chip from a place, the lot travelling as promises most to a ring by one of the methods; loss 1
/// where there is no way.
RouteFacts best_way(const World& world, Id<Ring> ring, Id<Place> place, RouteFacts facts,
                    std::uint32_t methods) {
  double best = 0;
  facts.loss_chance = 1;
  for (const Id<Moving> method : ids<Moving>(moving_methods(world))) {
    if ((methods >> method.index() & 1U) == 0) continue;
    const Id<MethodPlace> way = way_from(world, place, method);
    const double loss = world.maps.loss_chance(ring, way);
    if (loss >= 1) continue;
    const double cost = world.maps.cost_usd(ring, way);
    const double income = facts.price * ((1 - loss) * facts.premium - loss * facts.penalty_factor) - cost;
    if (facts.loss_chance < 1 && income <= best) continue;
    if (!carriers_have_room(world, world.lots, ring, place, method)) continue;
    best = income;
    facts.loss_chance = loss;
    facts.transport = cost;
  }
  return facts;
}

/// The best of the choices not taken yet, the first of equals; null when there is none.
Choice* best_of(std::vector<Choice>& choices) {
  const auto best = std::max_element(choices.begin(), choices.end(),
                                     [](const auto& a, const auto& b) { return a.margin < b.margin; });
  return best == choices.end() ? nullptr : &*best;
}

/// The order of one front for at most `units`, or the rule that stops it.
Ordering ordering_of(const World& world, Id<Front> front, Id<Product> product, std::int64_t units) {
  const Id<Buyer> buyer = world.buyer_of(front);
  Ordering ordering(buyer, product, units, rule_for(world, product, buyer));
  // A front is small enough for the exceptions that small buyers have.
  if (is_open(ordering.ruling) || is_excepted(world, ordering.ruling, buyer, product, units)) {
    ordering.place(seller_for(world, buyer, world.fronts.place[front], kSellerPurpose), units);
    ordering.order.provenance = Provenance::kSmuggled;
    ordering.order.price_factor = world.asked.price_factor[product];
  } else {
    ordering.stop(refusal_under(ordering.ruling));
  }
  return ordering;
}

/// The fronts of a choice order for at most `left_usd`; takes what it costs from that. Returns the chips asked for.
std::int64_t send_fronts(const World& world, Id<Product> product, const Choice& choice, double& left_usd,
                         Ledger& ledger) {
  std::int64_t asked = 0;
  const FrontBlock& block = world.fronts.blocks[choice.block];
  const auto most =
      std::max<std::int64_t>(1, static_cast<std::int64_t>(method_of(world, choice.method).capacity));
  for (std::uint32_t row = block.first; row < block.last && left_usd >= choice.outlay_usd; ++row) {
    const Id<Front> front(row);
    if (world.fronts.method[front] != choice.method || !in_business(world, front)) continue;
    const auto units = std::min(most, static_cast<std::int64_t>(left_usd / choice.outlay_usd));
    const Ordering ordering = ordering_of(world, front, product, units);
    ledger.order(ordering);
    if (ordering.fate != OrderFate::kPlaced) continue;
    left_usd -= static_cast<double>(units) * choice.outlay_usd;
    asked += units;
  }
  return asked;
}

/// Whether a rule that is known will stop the fronts of a choice from buying the chip.
bool will_close(const World& world, Id<Product> product, const Choice& choice) {
  return is_closing(world,
                    closings_for_front(*world.scenario, product, world.fronts.blocks[choice.block].place,
                                       method_of(world, choice.method).chinese));
}

/// What a ring may lay out in a turn, USD: where it can buy later too, and in all.
struct Purse {
  double stake = 0;
  double free = 0;
};

/// Sends fronts to the choices that are worth it, the best first; returns the chips asked for. What can be had later
/// waits for its stake; what cannot is bought while there is money.
std::int64_t lay_out(const World& world, Id<Product> product, std::vector<Choice>& choices, Purse purse,
                     Ledger& ledger) {
  std::int64_t asked = 0;
  for (Choice* choice = best_of(choices);
       choice != nullptr && choice->margin >= world.parameters.rings.hurdle; choice = best_of(choices)) {
    const double may = will_close(world, product, *choice) ? purse.free : std::min(purse.free, purse.stake);
    double left = may;
    asked += send_fronts(world, product, *choice, left, ledger);
    purse.free -= may - left;
    purse.stake -= may - left;
    *choice = choices.back();
    choices.pop_back();
  }
  return asked;
}

/// Weeks that a trade takes the ring from its order to its money, and until its next turn.
double trade_weeks(const World& world, Id<Ring> ring, const Choice& choice) {
  double weeks = kOrderAndSaleWeeks + kTradeEvery + method_of(world, choice.method).dwell_weeks;
  for (Id<Place> at = world.fronts.blocks[choice.block].place; at != world.scenario->china;) {
    const Id<Lane> lane = world.maps.next_lane(ring, way_from(world, at, Id<Moving>(0)));
    if (lane.is_none()) break;
    weeks += world.scenario->places.transit_weeks[lane];
    at = world.scenario->places.to[lane];
  }
  return weeks;
}

/// What of the last turn's orders was served: sellers are short, refuse, and share out what they have.
void remember_service(const World& world, RingOrders& own, Id<Ring> ring) {
  const std::int64_t bought = world.accounts.bought_units[ring];
  if (own.asked_units[ring] > 0) {
    const float served =
        static_cast<float>(bought - own.had_units[ring]) / static_cast<float>(own.asked_units[ring]);
    own.filled[ring] += kNewService * (served - own.filled[ring]);
  }
  own.asked_units[ring] = 0;
  own.had_units[ring] = bought;
}

/// What a ring would lay out this turn for a first choice: its part of what the market is thought to lack, by its
/// capital; the fatter the margin, the more.
double stake_usd(const World& world, Id<Ring> ring, const Choice& choice, const Sight& sight, double own,
                 double filled) {
  const RingParameters& parameters = world.parameters.rings;
  const double appetite = 1 + parameters.eagerness * (choice.margin - parameters.hurdle);
  const double gap = sight.demand_usd * trade_weeks(world, ring, choice) * appetite - sight.pipeline_usd;
  // Who gets but a part of what it asks for asks for more, yet never for more than it could pay.
  return std::min(own,
                  std::min(kStake * own, gap * own / sight.capital_usd) / std::max(kLeastFilled, filled));
}

double free_usd(const World& world, Id<Ring> ring) {
  return usd(std::max<std::int64_t>(0, world.accounts.capital_cents[ring]));
}

}  // namespace

double outlay_of(const RouteFacts& facts) {
  return facts.price * facts.price_factor * (1 + facts.front_cost) + facts.transport;
}

double expected_margin(const RouteFacts& facts) {
  const double outlay = outlay_of(facts);
  const double income = (1 - facts.loss_chance) * facts.price * facts.premium;
  const double penalty = facts.loss_chance * facts.penalty_factor * facts.price;
  return (income - outlay - penalty) / outlay;
}

double penalty_over_price(const World& world) {
  const EnforcementParameters& enforcement = world.parameters.enforcement;
  return enforcement.penalty_factor * enforcement.penalty_collected * world.effort(Effort::kPenalties);
}

Trades::Trades(const World& world)
    : world_(world),
      penalty_(penalty_over_price(world)),
      open_(2 * world.scenario->products.size() * world.scenario->places.places(), -1) {}

/// Rings know the law.
bool Trades::may_buy(Id<Product> product, Id<Place> place, Id<Buying> method) const {
  const Scenario& scenario = *world_.scenario;
  const bool chinese = method_of(world_, method).chinese;
  const std::size_t row = product.index() * scenario.places.places() + place.index();
  const std::atomic_ref<std::int8_t> known(open_[2 * row + (chinese ? 1 : 0)]);
  std::int8_t open = known.load(std::memory_order_relaxed);
  if (open < 0) {
    const Ruling ruling = rule_this_week(world_, product, place, chinese ? scenario.china : place);
    // Under a quota small buyers may be excepted: that is seen order by order.
    open = is_open(ruling) || (ruling.verdict == Verdict::kLicence && ruling.quotas != 0) ? 1 : 0;
    known.store(open, std::memory_order_relaxed);
  }
  return open == 1;
}

std::vector<Choice> Trades::of(Id<Ring> ring, Id<Product> product, double units) const {
  std::vector<Choice> choices;
  RouteFacts facts;
  facts.price = world_.price_usd(product);
  facts.price_factor = world_.asked.price_factor[product];
  facts.premium = world_.premium(product);
  facts.penalty_factor = penalty_;
  const std::uint32_t first = world_.fronts.first_block[ring];
  const std::uint32_t last = world_.fronts.first_block[Id<Ring>(ring.index() + 1)];
  const std::uint32_t room = methods_with_room(world_, ring, units);
  choices.reserve((last - first) * buying_methods(world_));
  for (std::uint32_t number = first; number < last; ++number) {
    const FrontBlock& block = world_.fronts.blocks[number];
    RouteFacts way = best_way(world_, ring, block.place, facts, room);
    if (way.loss_chance >= 1) continue;
    const std::uint32_t methods = methods_in_business(world_, block);
    for (const Id<Buying> method : ids<Buying>(buying_methods(world_))) {
      if ((methods >> method.index() & 1U) == 0 || !may_buy(product, block.place, method)) continue;
      way.front_cost = method_of(world_, method).cost;
      choices.push_back({number, method, expected_margin(way), outlay_of(way)});
    }
  }
  return choices;
}

double Trades::best_margin(Id<Ring> ring, Id<Product> product) const {
  const double own = usd(std::max(world_.accounts.capital_cents[ring], world_.rings.start_cents[ring]));
  std::vector<Choice> choices = of(ring, product, std::floor(kStake * own / world_.price_usd(product)));
  const Choice* best = best_of(choices);
  return best == nullptr ? -1 : best->margin;
}

void RingKind::make(const World& world, State& own) {
  const RingParameters& parameters = world.parameters.rings;
  const std::uint32_t count = scaled(world.scenario->population.scale, world.scenario->population.rings);
  Rings& rings = own.rings;
  std::uint32_t fronts = 0;
  for (std::uint32_t row = 0; row < count; ++row) {
    const std::uint64_t key = key_of("ring", "all", row);
    const double u = world.streams.uniform(key, 0, kCapitalPurpose);
    const double capital =
        std::min(world.grain().of_world(kMostCapitalUsd),
                 sim::lognormal_quantile(u, parameters.capital_median_usd, parameters.capital_sigma));
    rings.key.push_back(key);
    rings.start_cents.push_back(static_cast<std::int64_t>(capital * 100));
    rings.first_front.push_back(fronts);
    fronts += static_cast<std::uint32_t>(world.scenario->population.fronts_per_ring);
  }
  rings.first_front.push_back(fronts);
  own.ring_orders.asked_units.assign(count, 0);
  own.ring_orders.had_units.assign(count, 0);
  own.ring_orders.filled.assign(count, 1);
  make_lives(world, rings, own.ring_lives);
}

void plan_diversion(const World& world, RingOrders& own, Ledger& ledger) {
  const Contraband contraband(world);
  if (contraband.empty()) return;
  const Sight sight = look_around(world);
  const Trades trades(world);
  ledger.for_each_row(world.rings.key.size(), kFewTurns, [&](std::size_t row, Ledger& its_ledger) {
    const Id<Ring> ring(row);
    if (!is_its_turn(world, ring)) return;
    remember_service(world, own, ring);
    const Id<Product> product = chip_of_turn(world, contraband, ring);
    const double free = free_usd(world, ring);
    std::vector<Choice> choices =
        trades.of(ring, product, std::floor(kStake * free / world.price_usd(product)));
    const Choice* choice = best_of(choices);
    const bool worth_it = choice != nullptr && choice->margin >= world.parameters.rings.hurdle;
    its_ledger.outbox().turns.push_back({ring, worth_it});
    if (!worth_it || free <= 0) return;
    const double stake = stake_usd(world, ring, *choice, sight, free, own.filled[ring]);
    own.asked_units[ring] += lay_out(world, product, choices, {stake, free}, its_ledger);
  });
}

void forget_service(const World& world, RingOrders& own) {
  for (const Id<Ring> ring : world.outbox.founded) own.filled[ring] = 1;
}

}  // namespace chokepoint
