#include "models/trade/diligence.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/diversion/front.h"
#include "models/trade/seller.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kDiligencePurpose{"seller.diligence"};
constexpr Purpose kPaperPurpose{"seller.paper"};

/// The red flags that a seller could see on an order. Sellers of Chinese chips in China owe the US nothing.
double flags_on(const World& world, const Order& order) {
  if (!world.scenario->mechanisms.diligence) return 0;
  if (order.seller.index() >= world.sellers.first_domestic) return 0;
  // Without a law no flag is red.
  if (world.law().rules.versions()[static_cast<std::size_t>(world.version())].controls.empty()) return 0;
  return world.is_front(order.buyer) ? flags_of(world, world.front_of(order.buyer))
                                     : double{world.parameters.sellers.honest_flag};
}

/// The chance that the seller of an order with these flags refuses its buyer; never above the flags.
double refusal(const World& world, const Order& order, double flags) {
  const double effort =
      world.effort(Effort::kDiligence) * (1 + static_cast<double>(world.scandals.felt[order.seller]));
  return refusal_chance(world.sellers.diligence[order.seller], effort, flags);
}

double draw_of_refusal(const World& world, const Order& order) {
  return world.draw(world.key_of(order.buyer), kDiligencePurpose, world.key_of(order.product));
}

/// Whether an order's seller keeps to a rule that nobody enforces: the share of sellers who do, and the seller's place
/// among them.
Doubt doubt_by_paper(const World& world, const Order& order) {
  if (!order.on_paper || !world.scenario->mechanisms.diligence) return {};
  const double honoured = world.parameters.sellers.honours_paper;
  return {1 - std::pow(1 - honoured, world.effort(Effort::kDiligence)),
          world.streams.uniform(world.sellers.key[order.seller], 0, kPaperPurpose)};
}

/// The sellers of a place are a block of rows.
void scandalise(const World& world, Scandals& scandals, Id<Seller> seller) {
  const Sellers& sellers = world.sellers;
  const SellerParameters& parameters = world.parameters.sellers;
  // However many grains a ring of the world has, it is one scandal.
  const auto rise = static_cast<float>(world.grain().of_world(parameters.scandal_rise));
  const auto heard = static_cast<float>(rise * parameters.scandal_spread);
  const std::size_t place = sellers.place[seller].index();
  for (std::uint32_t row = sellers.first_at[place]; row < sellers.first_at[place + 1]; ++row) {
    if (row != seller.index()) scandals.felt[Id<Seller>(row)] += heard;
  }
  scandals.felt[seller] += rise;
}

/// Who last served the fronts of a ring: once for each seller, however many of them it served.
std::vector<Id<Seller>> sellers_to(const World& world, Id<Ring> ring) {
  std::vector<Id<Seller>> served;
  for (std::uint32_t row = world.rings.first_front[ring];
       row < world.rings.first_front[Id<Ring>(ring.index() + 1)]; ++row) {
    const Id<Seller> seller = world.fronts.served_by[Id<Front>(row)];
    if (!seller.is_none()) served.push_back(seller);
  }
  std::sort(served.begin(), served.end());
  served.erase(std::unique(served.begin(), served.end()), served.end());
  return served;
}

}  // namespace

double refusal_chance(double diligence, double effort, double red_flags) {
  // More pressure makes a careless seller more careful and never a careful one less so.
  if (effort <= 0) return 0;
  return (effort == 1 ? diligence : std::pow(diligence, 1 / effort)) * red_flags;
}

Doubt doubt_about(const World& world, const Order& order) {
  const Doubt paper = doubt_by_paper(world, order);
  if (paper.drawn < paper.chance) return paper;
  return {refusal(world, order, flags_on(world, order)), draw_of_refusal(world, order)};
}

bool is_refused(const World& world, const Order& order) {
  const Doubt paper = doubt_by_paper(world, order);
  if (paper.drawn < paper.chance) return true;
  const double flags = flags_on(world, order);
  if (flags <= 0) return false;
  const double streams = draw_of_refusal(world, order);
  return streams < flags && streams < refusal(world, order, flags);
}

void DiligenceKind::make(const World& world, State& own) {
  own.scandals.felt.assign(world.sellers.place.size(), 0);
}

void hear_scandals(const World& world, Scandals& scandals) {
  if (world.scenario->mechanisms.scandals) {
    for (const Id<Front> front : world.outbox.given_away) {
      const Id<Seller> seller = world.fronts.served_by[front];
      if (!seller.is_none()) scandalise(world, scandals, seller);
    }
    for (const Action& action : world.outbox.actions) {
      for (const Id<Seller> seller : sellers_to(world, action.ring)) scandalise(world, scandals, seller);
    }
  }
  const auto kept = static_cast<float>(1 - 1 / world.parameters.sellers.scandal_weeks);
  for (float& felt : scandals.felt) felt = felt > 1e-3F ? felt * kept : 0;
}

}  // namespace chokepoint
