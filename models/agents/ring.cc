#include "models/agents/ring.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/agents/buyer.h"
#include "models/agents/licensing.h"
#include "models/orders.h"
#include "models/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kProductPurpose{"ring.product"};
constexpr Purpose kSellerPurpose{"ring.seller"};
constexpr Purpose kEntryPurpose{"ring.entry"};

/// Weeks between two looks at the map; rings look in turn.
constexpr int kReplanEvery = 8;
/// What is left of old news from one look to the next: half of it after about two years.
constexpr float kFade = 0.95F;
/// Weeks from purchase to sale for which rings stock up.
constexpr double kPipelineWeeks = 9;
/// A ring stakes at most this part of its free capital in a week.
constexpr double kStake = 0.25;
/// Chance a week that an idle ring notices a good market.
constexpr double kEntryChance = 0.03;
/// A ring with less than this gives up, USD.
constexpr double kLeastCapitalUsd = 50000;
/// Lots that a new ring's prior counts for.
constexpr double kPriorLots = 8;

double usd(std::int64_t cents) { return static_cast<double>(cents) / 100; }

double lane_belief(const World& world, Id<Ring> ring, Id<Lane> lane) {
  const double prior = world.parameters.rings.prior_loss;
  return believed_loss(prior * kPriorLots + world.rings.losses(ring, lane),
                       (1 - prior) * kPriorLots + world.rings.passes(ring, lane));
}

/// The chips worth smuggling: those China may not have, by what is on sale and what a dollar of them is worth
/// in use.
std::vector<Offer> worth_smuggling(const World& world) {
  std::vector<Offer> offers;
  double total = 0;
  for (const Offer& offer : offers_everywhere(world)) {
    const Setting& setting = *world.setting;
    if (is_open(rule_today(world, offer.product, setting.china, setting.china, false))) continue;
    const double use =
        use_of(setting.catalogue.chip[offer.product], world.parameters.channels.inference_share);
    const double weight = offer.weight * use / usd(setting.products[offer.product].price_cents);
    offers.push_back({offer.product, weight});
    total += weight;
  }
  for (Offer& offer : offers) offer.weight /= total;
  return offers;
}

/// The ring's map: for every place, the first lane of the route to China it now believes best.
void replan(World& world, Id<Ring> ring, double value_usd) {
  // Old news fades whether or not the ring has used the lane since.
  for (float& lots : world.rings.losses.row(ring)) lots *= kFade;
  for (float& lots : world.rings.passes.row(ring)) lots *= kFade;
  const PlaceNetwork& places = world.setting->places;
  std::vector<double> weight(places.lanes());
  for (const Id<Lane> lane : ids(places.from)) {
    weight[lane.index()] = std::max(1.0, world.customs.cost_usd_per_chip[lane]) -
                           value_usd * std::log1p(-std::min(0.999, lane_belief(world, ring, lane)));
  }
  const auto toward = places.least_cost_tree(world.setting->china, weight);
  for (const Id<Place> place : ids(places.code)) world.rings.next_lane(ring, place) = toward[place];
}

/// Transport and believed loss along the ring's route from a place; no route: loss 1.
RouteFacts route_facts(const World& world, Id<Ring> ring, Id<Place> from) {
  RouteFacts facts;
  double passes = 1;
  int legs = 0;
  for (Id<Place> at = from; at != world.setting->china; ++legs) {
    const Id<Lane> lane = world.rings.next_lane(ring, at);
    if (lane.is_none() || legs == kMostLegs) {
      facts.loss_chance = 1;
      return facts;
    }
    facts.transport += world.customs.cost_usd_per_chip[lane];
    passes *= 1 - lane_belief(world, ring, lane);
    at = world.setting->places.to[lane];
  }
  facts.loss_chance = 1 - passes;
  return facts;
}

/// What all rings together have under way or unsold, in USD at cost.
double pipeline_usd(const World& world) {
  std::int64_t cents = 0;
  for (const std::int64_t goods : world.rings.goods_cents) cents += goods;
  return usd(cents);
}

double free_capital_usd(const World& world) {
  std::int64_t cents = 0;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (world.rings.active[ring] != 0) cents += std::max<std::int64_t>(0, world.rings.capital_cents[ring]);
  }
  return usd(cents);
}

bool in_business(const World& world, Id<Front> front) { return world.fronts.back_week[front] < 0; }

double best_margin(const World& world, Id<Ring> ring, Id<Product> product) {
  double best = -1;
  for (std::uint32_t row = world.rings.first_front[ring];
       row < world.rings.first_front[Id<Ring>(ring.index() + 1)]; ++row) {
    const Id<Front> front(row);
    if (!in_business(world, front)) continue;
    best = std::max(best, expected_margin(trade_facts(world, ring, front, product)));
  }
  return best;
}

/// Sends the ring's fronts to buy for at most `stake_usd`, each where the trade is worth its while.
void send_fronts(World& world, Id<Ring> ring, Id<Product> product, double stake_usd) {
  const RingParameters& parameters = world.parameters.rings;
  const double price = usd(world.setting->products[product].price_cents) * (1 + parameters.front_cost);
  auto left = static_cast<std::int64_t>(stake_usd / price);
  const auto most = static_cast<std::int64_t>(std::max(1.0, parameters.front_capacity / 4));
  for (std::uint32_t row = world.rings.first_front[ring];
       left > 0 && row < world.rings.first_front[Id<Ring>(ring.index() + 1)]; ++row) {
    const Id<Front> front(row);
    if (!in_business(world, front)) continue;
    if (expected_margin(trade_facts(world, ring, front, product)) < parameters.hurdle) continue;
    const Id<Buyer> buyer = world.buyer_of(front);
    const Id<Place> place = world.buyers.place[buyer];
    const std::int64_t units = std::min(left, most);
    const Ruling ruling =
        rule_today(world, product, place, world.buyers.headquarters[buyer], world.buyers.listed[buyer] != 0);
    // A front is small enough for the exceptions that small buyers have.
    if (!is_open(ruling) && !is_excepted(world, ruling, buyer, product, units)) {
      refuse_by_rule(world, buyer, product, units, ruling);
      continue;
    }
    left -= units;
    World::Order order{buyer,
                       seller_for(world, buyer, place, kSellerPurpose),
                       product,
                       static_cast<std::int32_t>(units),
                       static_cast<std::uint32_t>(Provenance::kSmuggled),
                       0,
                       1};
    order.quotas = ruling.quotas;
    place_order(world, order);
  }
}

void replace_fronts(World& world) {
  for (const Id<Front> front : ids(world.fronts.ring)) {
    world.fronts.received[front] *= 0.96F;  // half-life of about four months
    if (world.fronts.back_week[front] != world.week) continue;
    world.fronts.back_week[front] = -1;
    world.fronts.suspicion[front] = 0;
    world.fronts.received[front] = 0;
    world.buyers.listed[world.buyer_of(front)] = 0;
    note(world,
         {.kind = EventKind::kReplaced, .buyer = world.buyer_of(front), .ring = world.fronts.ring[front]});
  }
}

void enter_and_leave(World& world) {
  const std::vector<Offer> offers = worth_smuggling(world);
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (world.rings.active[ring] != 0) {
      if (usd(world.rings.capital_cents[ring] + world.rings.goods_cents[ring]) < kLeastCapitalUsd) {
        world.rings.active[ring] = 0;
        note(world, {.kind = EventKind::kLeft, .ring = ring});
      }
      continue;
    }
    if (offers.empty()) continue;
    const double u =
        world.luck.uniform(world.rings.key[ring], static_cast<std::uint64_t>(world.week), kEntryPurpose);
    if (u >= kEntryChance) continue;
    replan(world, ring,
           usd(world.setting->products[offers.front().product].price_cents) * world.market.premium);
    if (best_margin(world, ring, offers.front().product) < 1.5 * world.parameters.rings.hurdle) continue;
    // Who comes in is new to the trade: fresh capital, no case.
    world.rings.active[ring] = 1;
    world.rings.capital_cents[ring] =
        std::max(world.rings.capital_cents[ring], world.rings.start_cents[ring]);
    world.rings.action_week[ring] = -1;
    note(world, {.kind = EventKind::kEntered, .ring = ring});
  }
}

}  // namespace

double expected_margin(const RouteFacts& facts) {
  const double outlay = facts.price * (1 + facts.front_cost) + facts.transport;
  const double income = (1 - facts.loss_chance) * facts.price * facts.premium;
  const double penalty = facts.loss_chance * facts.penalty_factor * facts.price;
  return (income - outlay - penalty) / outlay;
}

double believed_loss(double losses, double passes) { return losses / (losses + passes); }

RouteFacts trade_facts(const World& world, Id<Ring> ring, Id<Front> front, Id<Product> product) {
  RouteFacts facts = route_facts(world, ring, world.buyers.place[world.buyer_of(front)]);
  const EnforcementParameters& enforcement = world.parameters.enforcement;
  facts.price = usd(world.setting->products[product].price_cents);
  facts.premium = world.market.premium;
  facts.front_cost = world.parameters.rings.front_cost;
  facts.penalty_factor = enforcement.penalty_factor * enforcement.penalty_collected *
                         world.setting->enforcement.penalties * world.strength();
  return facts;
}

void plan_diversion(World& world) {
  if (!world.setting->mechanisms.smuggling) return;
  const std::vector<Offer> offers = worth_smuggling(world);
  if (offers.empty()) return;
  // Rings see the market's appetite and about how much is already on its way; each takes its part by its
  // capital.
  const double gap = std::max(
      0.0, world.market.demand_usd_per_week / world.market.premium * kPipelineWeeks - pipeline_usd(world));
  const double capital = free_capital_usd(world);
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (world.rings.active[ring] == 0) continue;
    const auto when = static_cast<std::uint64_t>(world.week);
    const Id<Product> product =
        choose(offers, world.luck.uniform(world.rings.key[ring], when, kProductPurpose));
    if ((world.week + static_cast<int>(ring.index())) % kReplanEvery == 0 ||
        world.rings.next_lane(ring, world.setting->us).is_none()) {
      replan(world, ring, usd(world.setting->products[product].price_cents) * world.market.premium);
    }
    const double own = usd(std::max<std::int64_t>(0, world.rings.capital_cents[ring]));
    if (own <= 0 || gap <= 0) continue;
    send_fronts(world, ring, product, std::min(kStake * own, gap * own / capital));
  }
}

void learn(World& world) {
  replace_fronts(world);
  enter_and_leave(world);
}

void hear_of_loss(World& world, Id<Ring> ring, Id<Lane> lane) {
  experience(world, ring, lane, 1, 0);
  // Rings stand in a circle; news goes to the two on either side and to one far across.
  const auto count = static_cast<std::uint32_t>(world.rings.key.size());
  const auto hearsay = static_cast<float>(world.parameters.rings.hearsay);
  for (const std::uint32_t step : {1U, 2U, count - 1, count - 2, count / 2}) {
    const Id<Ring> neighbour((ring.index() + step) % count);
    if (neighbour != ring) world.rings.losses(neighbour, lane) += hearsay;
  }
}

void experience(World& world, Id<Ring> ring, Id<Lane> lane, double lost, double passed) {
  const auto keep = static_cast<float>(1 - 1 / world.parameters.rings.belief_memory);
  float& losses = world.rings.losses(ring, lane);
  float& passes = world.rings.passes(ring, lane);
  losses = losses * keep + static_cast<float>(lost);
  passes = passes * keep + static_cast<float>(passed);
}

}  // namespace chokepoint
