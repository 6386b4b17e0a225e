#include "models/trade/diligence.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/diversion/front.h"
#include "models/record/trace.h"
#include "models/trade/seller.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kDiligencePurpose{"seller.diligence"};
constexpr Purpose kPaperPurpose{"seller.paper"};

/// What a refusal adds to the suspicion of a front: sellers talk.
constexpr double kTalk = 0.05;

bool is_front(const World& world, const World::Order& order) {
  return world.buyers.kind[order.buyer] == BuyerKind::kFront;
}

/// The red flags that a seller could see on an order. Sellers of Chinese chips in China owe the US nothing.
double flags_on(const World& world, const World::Order& order) {
  if (!world.setting->mechanisms.diligence) return 0;
  if (order.seller.index() >= world.sellers.first_domestic) return 0;
  // Without a law no flag is red.
  if (world.law().rules.eras()[static_cast<std::size_t>(world.era())].controls.empty()) return 0;
  return is_front(world, order) ? flags_of(world, world.front_of(order.buyer))
                                : double{world.parameters.sellers.honest_flag};
}

/// The chance that the seller of an order with these flags refuses its buyer; never above the flags.
double refusal(const World& world, const World::Order& order, double flags) {
  const double effort =
      world.effort(Effort::kDiligence) * (1 + static_cast<double>(world.sellers.scandal[order.seller]));
  return refusal_chance(world.sellers.diligence[order.seller], effort, flags);
}

double luck_of_refusal(const World& world, const World::Order& order) {
  return world.luck.uniform(world.buyers.key[order.buyer], static_cast<std::uint64_t>(world.week),
                            kDiligencePurpose, order.product.index());
}

/// Whether an order's seller keeps to a rule that nobody enforces: the share of sellers who do, and the seller's place
/// among them.
Doubt doubt_by_paper(const World& world, const World::Order& order) {
  if (!order.on_paper || !world.setting->mechanisms.diligence) return {};
  const double honoured = world.parameters.sellers.honours_paper;
  return {1 - std::pow(1 - honoured, world.effort(Effort::kDiligence)),
          world.luck.uniform(world.sellers.key[order.seller], 0, kPaperPurpose)};
}

/// The sellers of a place are a block of rows.
void scandalise(World& world, Id<Seller> seller) {
  Sellers& sellers = world.sellers;
  const SellerParameters& parameters = world.parameters.sellers;
  const auto rise = static_cast<float>(parameters.scandal_rise);
  const auto heard = static_cast<float>(parameters.scandal_rise * parameters.scandal_spread);
  const std::size_t place = sellers.place[seller].index();
  for (std::uint32_t row = sellers.first_at[place]; row < sellers.first_at[place + 1]; ++row) {
    if (row != seller.index()) sellers.scandal[Id<Seller>(row)] += heard;
  }
  sellers.scandal[seller] += rise;
}

}  // namespace

double refusal_chance(double diligence, double effort, double red_flags) {
  // More pressure makes a careless seller more careful and never a careful one less so.
  if (effort <= 0) return 0;
  return (effort == 1 ? diligence : std::pow(diligence, 1 / effort)) * red_flags;
}

Doubt doubt_about(const World& world, const World::Order& order) {
  const Doubt paper = doubt_by_paper(world, order);
  if (paper.luck < paper.chance) return paper;
  return {refusal(world, order, flags_on(world, order)), luck_of_refusal(world, order)};
}

bool is_refused(const World& world, const World::Order& order) {
  const Doubt paper = doubt_by_paper(world, order);
  if (paper.luck < paper.chance) return true;
  const double flags = flags_on(world, order);
  if (flags <= 0) return false;
  const double luck = luck_of_refusal(world, order);
  return luck < flags && luck < refusal(world, order, flags);
}

void refuse(World& world, const World::Order& order) {
  WeekLog& log = world.this_week();
  ++log.refused_by_seller;
  if (world.trace != nullptr) {
    const Doubt doubt = doubt_about(world, order);
    note(world, {.kind = EventKind::kRefusedBySeller,
                 .order = order.number,
                 .buyer = order.buyer,
                 .seller = order.seller,
                 .product = order.product,
                 .units = order.units,
                 .chance = doubt.chance,
                 .luck = doubt.luck});
  }
  if (is_front(world, order)) {
    double& suspicion = world.fronts.suspicion[world.front_of(order.buyer)];
    suspicion += kTalk * (1 - suspicion);
    return;
  }
  log.honest_refused += order.units;
  log.honest_refused_usd +=
      static_cast<double>(world.setting->products[order.product].price_cents) / 100 * order.units;
}

void scandalise_seller_of(World& world, Id<Front> front) {
  if (!world.setting->mechanisms.scandals) return;
  const Id<Seller> seller = world.fronts.served_by[front];
  if (!seller.is_none()) scandalise(world, seller);
}

void scandalise_sellers(World& world, Id<Ring> ring) {
  if (!world.setting->mechanisms.scandals) return;
  // Once for each seller, however many of the fronts it served.
  std::vector<Id<Seller>> served;
  for (std::uint32_t row = world.rings.first_front[ring];
       row < world.rings.first_front[Id<Ring>(ring.index() + 1)]; ++row) {
    const Id<Seller> seller = world.fronts.served_by[Id<Front>(row)];
    if (!seller.is_none()) served.push_back(seller);
  }
  std::sort(served.begin(), served.end());
  served.erase(std::unique(served.begin(), served.end()), served.end());
  for (const Id<Seller> seller : served) scandalise(world, seller);
}

void forget_scandals(World& world) {
  const auto kept = static_cast<float>(1 - 1 / world.parameters.sellers.scandal_weeks);
  for (float& scandal : world.sellers.scandal) scandal = scandal > 1e-3F ? scandal * kept : 0;
}

}  // namespace chokepoint
