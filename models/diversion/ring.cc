#include "models/diversion/ring.h"

#include <algorithm>
#include <cmath>

#include "models/diversion/front.h"
#include "models/diversion/market.h"
#include "models/diversion/ring_routes.h"
#include "models/record/trace.h"
#include "models/trade/buyer.h"
#include "models/trade/chinese_buyer.h"
#include "models/trade/licensing.h"
#include "models/trade/orders.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kProductPurpose{"ring.product"};
constexpr Purpose kSellerPurpose{"ring.seller"};

/// Weeks between two turns of a ring; rings take turns.
constexpr int kTradeEvery = 4;
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
  double penalty = 0;       ///< over the price of a lost chip
};

Sight look_around(const World& world) {
  std::int64_t goods = 0;
  std::int64_t capital = 0;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    goods += world.rings.goods_cents[ring];
    if (world.rings.active[ring] != 0) capital += std::max<std::int64_t>(0, world.rings.capital_cents[ring]);
  }
  return {world.market.demand_usd_per_week / world.market.premium, usd(goods), usd(capital),
          penalty_over_price(world)};
}

/// Whether the rule book lets fronts in a place have a chip today; asked once a week. Rings know the law.
bool may_buy(World& world, Id<Product> product, Id<Place> place, Id<Buying> method) {
  const Setting& setting = *world.setting;
  const bool chinese = method_of(world, method).chinese;
  const std::size_t row = product.index() * setting.places.places() + place.index();
  std::int8_t& known = world.diversion.open[2 * row + (chinese ? 1 : 0)];
  if (known < 0) {
    const Id<Place> headquarters = chinese ? setting.china : place;
    const Ruling ruling = rule_this_week(world, product, place, headquarters);
    // Under a quota small buyers may be excepted: that is seen order by order.
    known = is_open(ruling) || (ruling.verdict == Verdict::kLicence && ruling.quotas != 0) ? 1 : 0;
  }
  return known == 1;
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
    if (world.rings.carried(ring, method) + units <= method_of(world, method).capacity)
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
    const Id<Way> way = way_from(world, place, method);
    const double loss = world.rings.way_loss(ring, way);
    const double cost = world.rings.way_cost_usd(ring, way);
    const double income = facts.price * ((1 - loss) * facts.premium - loss * facts.penalty_factor) - cost;
    if (loss >= 1 || (facts.loss_chance < 1 && income <= best)) continue;
    best = income;
    facts.loss_chance = loss;
    facts.transport = cost;
  }
  return facts;
}

/// Weighs every place and method by which the ring could buy `units` of a chip now.
void weigh_trades(World& world, Id<Ring> ring, Id<Product> product, double penalty, double units) {
  auto& choices = world.diversion.choices;
  choices.clear();
  RouteFacts facts;
  facts.price = usd(world.setting->products[product].price_cents);
  facts.premium = world.market.premium;
  facts.penalty_factor = penalty;
  const std::uint32_t last = world.rings.first_block[Id<Ring>(ring.index() + 1)];
  const std::uint32_t room = methods_with_room(world, ring, units);
  for (std::uint32_t number = world.rings.first_block[ring]; number < last; ++number) {
    const FrontBlock& block = world.rings.blocks[number];
    RouteFacts way = best_way(world, ring, block.place, facts, room);
    if (way.loss_chance >= 1) continue;
    const std::uint32_t methods = methods_in_business(world, block);
    for (const Id<Buying> method : ids<Buying>(buying_methods(world))) {
      if ((methods >> method.index() & 1U) == 0 || !may_buy(world, product, block.place, method)) continue;
      way.front_cost = method_of(world, method).cost;
      choices.push_back(
          {number, method, expected_margin(way), facts.price * (1 + way.front_cost) + way.transport});
    }
  }
}

/// The choice of the best margin, the first of equals; null when there is none.
Diversion::Choice* best_choice(World& world) {
  auto& choices = world.diversion.choices;
  const auto best = std::max_element(choices.begin(), choices.end(),
                                     [](const auto& a, const auto& b) { return a.margin < b.margin; });
  return best == choices.end() ? nullptr : &*best;
}

/// Sends the fronts of a choice to buy for at most `left_usd`; returns what is left.
double send_fronts(World& world, Id<Product> product, const Diversion::Choice& choice, double left_usd) {
  const FrontBlock& block = world.rings.blocks[choice.block];
  const auto most =
      std::max<std::int64_t>(1, static_cast<std::int64_t>(method_of(world, choice.method).capacity));
  for (std::uint32_t row = block.first; row < block.last && left_usd >= choice.outlay_usd; ++row) {
    const Id<Front> front(row);
    if (world.fronts.method[front] != choice.method || !in_business(world, front)) continue;
    const auto units = std::min(most, static_cast<std::int64_t>(left_usd / choice.outlay_usd));
    const Id<Buyer> buyer = world.buyer_of(front);
    const Ruling ruling = rule_for(world, product, buyer);
    // A front is small enough for the exceptions that small buyers have.
    if (!is_open(ruling) && !is_excepted(world, ruling, buyer, product, units)) {
      refuse_by_rule(world, {buyer, product, units}, ruling, refusal_under(ruling));
      continue;
    }
    left_usd -= static_cast<double>(units) * choice.outlay_usd;
    world.rings.asked_units[world.fronts.ring[front]] += units;
    World::Order order{buyer,
                       seller_for(world, buyer, block.place, kSellerPurpose),
                       product,
                       static_cast<std::int32_t>(units),
                       static_cast<std::uint32_t>(Provenance::kSmuggled),
                       0,
                       1};
    order.quotas = ruling.quotas;
    order.on_paper = ruling.on_paper >= 0;
    place_order(world, order);
  }
  return left_usd;
}

/// Weeks that a trade takes the ring from its order to its money, and until its next turn.
double trade_weeks(const World& world, Id<Ring> ring, const Diversion::Choice& choice) {
  double weeks = kOrderAndSaleWeeks + kTradeEvery + method_of(world, choice.method).dwell_weeks;
  for (Id<Place> at = world.rings.blocks[choice.block].place; at != world.setting->china;) {
    const Id<Lane> lane = world.rings.next_lane(ring, way_from(world, at, Id<Moving>(0)));
    if (lane.is_none()) break;
    weeks += world.setting->places.transit_weeks[lane];
    at = world.setting->places.to[lane];
  }
  return weeks;
}

/// What of the last turn's orders was served: sellers are short, refuse, and share out what they have.
void remember_service(World& world, Id<Ring> ring) {
  std::int64_t& asked = world.rings.asked_units[ring];
  std::int64_t& got = world.rings.got_units[ring];
  float& filled = world.rings.filled[ring];
  if (asked > 0) filled += kNewService * (static_cast<float>(got) / static_cast<float>(asked) - filled);
  asked = 0;
  got = 0;
}

/// One turn of one ring.
void trade(World& world, Id<Ring> ring, const Sight& sight) {
  const RingParameters& parameters = world.parameters.rings;
  remember_service(world, ring);
  const Id<Product> product = choose_contraband(
      world,
      world.luck.uniform(world.rings.key[ring], static_cast<std::uint64_t>(world.week), kProductPurpose));
  const double price = usd(world.setting->products[product].price_cents);
  if (world.rings.look_week[ring] <= world.week) look_at_map(world, ring, price * world.market.premium);
  const double own = usd(std::max<std::int64_t>(0, world.rings.capital_cents[ring]));
  weigh_trades(world, ring, product, sight.penalty, std::floor(kStake * own / price));
  auto* choice = best_choice(world);
  const bool worth_it = choice != nullptr && choice->margin >= parameters.hurdle;
  world.rings.lean_turns[ring] = worth_it ? 0 : world.rings.lean_turns[ring] + 1;
  if (!worth_it || own <= 0) return;
  // Each takes its part of what the market is thought to lack, by its capital; the fatter the margin, the more.
  const double appetite = 1 + parameters.eagerness * (choice->margin - parameters.hurdle);
  const double gap = sight.demand_usd * trade_weeks(world, ring, *choice) * appetite - sight.pipeline_usd;
  // Who gets but a part of what it asks for asks for more, yet never for more than it could pay.
  const double filled = std::max(kLeastFilled, double{world.rings.filled[ring]});
  double left = std::min(own, std::min(kStake * own, gap * own / sight.capital_usd) / filled);
  for (; choice != nullptr && choice->margin >= parameters.hurdle && left > 0; choice = best_choice(world)) {
    left = send_fronts(world, product, *choice, left);
    *choice = world.diversion.choices.back();
    world.diversion.choices.pop_back();
  }
}

}  // namespace

double expected_margin(const RouteFacts& facts) {
  const double outlay = facts.price * (1 + facts.front_cost) + facts.transport;
  const double income = (1 - facts.loss_chance) * facts.price * facts.premium;
  const double penalty = facts.loss_chance * facts.penalty_factor * facts.price;
  return (income - outlay - penalty) / outlay;
}

double penalty_over_price(const World& world) {
  const EnforcementParameters& enforcement = world.parameters.enforcement;
  return enforcement.penalty_factor * enforcement.penalty_collected * world.effort(Effort::kPenalties);
}

double best_margin(World& world, Id<Ring> ring, Id<Product> product) {
  const double price = usd(world.setting->products[product].price_cents);
  const double own = usd(std::max(world.rings.capital_cents[ring], world.rings.start_cents[ring]));
  weigh_trades(world, ring, product, penalty_over_price(world), std::floor(kStake * own / price));
  const auto* best = best_choice(world);
  return best == nullptr ? -1 : best->margin;
}

void list_contraband(World& world) {
  const Setting& setting = *world.setting;
  auto& contraband = world.diversion.contraband;
  contraband.clear();
  double total = 0;
  for (const Offer& offer : offers_everywhere(world)) {
    if (is_open(rule_this_week(world, offer.product, setting.china, setting.china))) continue;
    const double use =
        use_of(setting.catalogue.chip[offer.product], world.parameters.channels.inference_share);
    total += offer.weight * use / usd(setting.products[offer.product].price_cents);
    contraband.push_back({offer.product, total});
  }
  for (auto& chip : contraband) chip.passed /= total;
  world.diversion.open.assign(2 * setting.products.size() * setting.places.places(), -1);
}

Id<Product> choose_contraband(const World& world, double u) {
  for (const auto& chip : world.diversion.contraband) {
    if (u < chip.passed) return chip.product;
  }
  return world.diversion.contraband.back().product;
}

void plan_diversion(World& world) {
  remember_demand(world);
  if (!world.setting->mechanisms.smuggling) return;
  list_contraband(world);
  if (world.diversion.contraband.empty()) return;
  const Sight sight = look_around(world);
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (world.rings.active[ring] == 0) continue;
    if ((world.week + static_cast<int>(ring.index() % kTradeEvery)) % kTradeEvery == 0)
      trade(world, ring, sight);
  }
}

}  // namespace chokepoint
