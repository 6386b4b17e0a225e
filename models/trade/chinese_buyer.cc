#include "models/trade/chinese_buyer.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "models/physical/designer.h"
#include "models/trade/buyer.h"
#include "models/trade/gate.h"
#include "models/trade/licensing.h"
#include "models/trade/operator.h"
#include "models/trade/orders.h"
#include "models/trade/rush.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kChipPurpose{"chinese.chip"};
constexpr Purpose kArmSellerPurpose{"chinese.arm_seller"};

/// A buyer asks for this many weeks of imports in one licence application.
constexpr int kWeeksAnApplication = 13;

/// One chip that a channel offers, and the ruling on it.
struct Candidate {
  Id<Product> product;
  double upto = 0;  ///< weights of all chips up to this one
  Ruling ruling;
};

/// What a channel offers this week.
struct ChannelOffer {
  std::vector<Candidate> chips;
  double total = 0;  ///< of the weights
  double cost = 0;   ///< of its best chip, USD a unit of use; 0: nothing is offered
};

const Candidate* choose(const ChannelOffer& offer, double u) {
  for (const Candidate& chip : offer.chips) {
    if (u * offer.total < chip.upto) return &chip;
  }
  return offer.chips.empty() ? nullptr : &offer.chips.back();
}

class Offers {
 public:
  explicit Offers(const World& world)
      : world_(world),
        inference_(world.parameters.channels.inference_share),
        sensitivity_(world.parameters.channels.price_sensitivity),
        everywhere_(offers_everywhere(world)) {}

  /// Imports that the rule book lets in, at once or by a licence with some hope.
  ChannelOffer imports(LegalStanding standing) const {
    ChannelOffer offer;
    for (const Id<Product> product : world_.setting->simulated) {
      const ProductFacts& facts = world_.setting->products[product];
      if (facts.chinese || admitted_this_week(world_, product) <= 0) continue;
      const double offered = on_sale(product);
      if (offered <= 0) continue;
      const Ruling ruling =
          rule_this_week(world_, product, world_.setting->china, world_.setting->china, standing);
      const double odds = approval_odds(world_, ruling);
      if (odds < world_.parameters.channels.approval_wanted) continue;
      add(offer, product, offered * odds, 1 + ruling.fee, ruling);
    }
    return offer;
  }

  /// Chips that an arm abroad may buy.
  ChannelOffer offshore(LegalStanding standing) const {
    ChannelOffer offer;
    if (!world_.setting->mechanisms.arms_abroad) return offer;
    for (const Offer& chip : everywhere_) {
      const Ruling ruling =
          rule_this_week(world_, chip.product, world_.setting->arms_in, world_.setting->china, standing);
      if (is_open(ruling))
        add(offer, chip.product, chip.weight, world_.parameters.channels.hosting_cost, ruling);
    }
    return offer;
  }

  ChannelOffer domestic() const {
    ChannelOffer offer;
    if (!world_.setting->mechanisms.domestic_chips) return offer;
    for (const Id<Product> product : world_.setting->simulated) {
      const ProductFacts& facts = world_.setting->products[product];
      if (!facts.chinese || !is_in_volume(world_, product)) continue;
      const double made =
          world_.weekly(facts.roadmap) * world_.weekly(world_.setting->designers[facts.designer].share);
      if (made > 0) add(offer, product, made, 1, Ruling{});
    }
    return offer;
  }

  /// Chips that China may not have but others can.
  ChannelOffer smuggled() const {
    ChannelOffer offer;
    if (!world_.setting->mechanisms.smuggling) return offer;
    for (const Offer& chip : everywhere_) {
      const Ruling ruling =
          rule_this_week(world_, chip.product, world_.setting->china, world_.setting->china);
      if (!is_open(ruling)) add(offer, chip.product, chip.weight, world_.market.premium, ruling);
    }
    return offer;
  }

 private:
  /// How much of a chip is on sale to China: its designer's share of packaging, by the roadmap, or whole for
  /// a variant whose original is barred.
  double on_sale(Id<Product> product) const {
    const ProductFacts& facts = world_.setting->products[product];
    const DesignerFacts& designer = world_.setting->designers[facts.designer];
    if (!is_in_volume(world_, product) || designer.captive_buyer >= 0) return 0;
    const double share = world_.weekly(designer.share);
    if (facts.variant_of.is_none()) return facts.roadmap.empty() ? 0 : share * world_.weekly(facts.roadmap);
    // A variant that was stopped is not taken up again once its original has left the roadmap.
    const ProductFacts& original = world_.setting->products[facts.variant_of];
    const bool current = original.roadmap.empty() || world_.weekly(original.roadmap) > 0;
    if (!current && world_.foundries.wanted[product] < 1) return 0;
    const Ruling ruling =
        rule_this_week(world_, facts.variant_of, world_.setting->china, world_.setting->china);
    return is_open(ruling) ? 0 : share;
  }

  void add(ChannelOffer& offer, Id<Product> product, double offered, double factor,
           const Ruling& ruling) const {
    const double use = use_of(world_.setting->catalogue.chip[product], inference_);
    if (use <= 0) return;
    const double price = static_cast<double>(world_.setting->products[product].price_cents) / 100;
    const double cost = price * factor / use;
    // Dearer chips are chosen less, as dearer channels are.
    offer.total += offered * std::pow(cost, -sensitivity_);
    offer.chips.push_back({product, offer.total, ruling});
    offer.cost = offer.cost == 0 ? cost : std::min(offer.cost, cost);
  }

  const World& world_;
  double inference_;
  double sensitivity_;
  std::vector<Offer> everywhere_;
};

/// The same offer to all who stand alike before the law: a few classes, worked out once each.
class OffersByStanding {
 public:
  using Make = std::function<ChannelOffer(LegalStanding)>;
  explicit OffersByStanding(Make make) : make_(std::move(make)) {}

  /// The number of the class of a standing.
  std::size_t class_of(LegalStanding standing) {
    for (std::size_t i = 0; i < standings_.size(); ++i) {
      if (standings_[i] == standing) return i;
    }
    standings_.push_back(standing);
    offers_.push_back(make_(standing));
    return standings_.size() - 1;
  }
  const ChannelOffer& of_class(std::size_t number) const { return offers_[number]; }

 private:
  Make make_;
  std::vector<LegalStanding> standings_;
  std::vector<ChannelOffer> offers_;
};

std::int32_t units_for(double cents, const World& world, Id<Product> product, double factor) {
  const double units = cents / (static_cast<double>(world.setting->products[product].price_cents) * factor);
  return static_cast<std::int32_t>(std::min(units, 1e9));
}

/// Files an application for a quarter of imports at the buyer's income, unless one is under review or enough
/// is granted.
void apply_for_licence(World& world, Id<Chinese> row, const Candidate& chip, double share,
                       std::int32_t units) {
  if (world.licensing.applied(row, chip.product) > 0 || world.licensing.licensed(row, chip.product) >= units)
    return;
  const double income = weekly_income_usd(world, world.buyer_of(row));
  const std::int32_t wanted =
      units_for(income * 100 * share * kWeeksAnApplication, world, chip.product, 1 + chip.ruling.fee);
  if (wanted <= 0) return;
  file_application(world, world.buyer_of(row), chip.product, wanted, chip.ruling);
  world.licensing.applied(row, chip.product) += wanted;
}

void order_import(World& world, const ChannelOffer& imports, Id<Chinese> row, double budget, double share,
                  double u) {
  const Id<Buyer> buyer = world.buyer_of(row);
  const Candidate* chip = choose(imports, u);
  if (chip == nullptr) return;
  const double cents = bring_forward(world, row, chip->product, share * budget);
  const double admitted = admitted_this_week(world, chip->product);
  const double factor = 1 + chip->ruling.fee;
  std::int32_t units = units_for(cents * admitted, world, chip->product, factor);
  if (units <= 0) {
    const std::int32_t shut_out = units_for(cents, world, chip->product, factor);
    if (shut_out > 0) refuse_at_gate(world, {buyer, chip->product, shut_out}, admitted);
    return;
  }
  Provenance provenance = Provenance::kLegal;
  if (!is_open(chip->ruling)) {
    apply_for_licence(world, row, *chip, share, units);
    const std::int32_t asked = units;
    units = std::min(units, world.licensing.licensed(row, chip->product));
    if (units <= 0) {
      const bool pending = world.licensing.applied(row, chip->product) > 0;
      refuse_by_rule(world, {buyer, chip->product, asked}, chip->ruling,
                     pending ? Refusal::kPending : refusal_under(chip->ruling));
      return;
    }
    provenance = Provenance::kLicensed;
  }
  // Under a licence the grant was counted.
  const std::uint32_t quotas = provenance == Provenance::kLegal ? chip->ruling.quotas : 0;
  if (quotas != 0) {
    const std::int32_t asked = units;
    units = static_cast<std::int32_t>(within_quotas(world, quotas, buyer, chip->product, asked));
    if (units <= 0) {
      refuse_by_rule(world, {buyer, chip->product, asked}, chip->ruling, Refusal::kQuotaSpent);
      return;
    }
  }
  const std::int32_t delay_weeks = provenance == Provenance::kLegal ? notice_weeks(world, chip->ruling)
                                                                    : (chip->ruling.delay_days + 6) / 7;
  World::Order order{buyer,
                     world.chinese.importer[row],
                     chip->product,
                     units,
                     static_cast<std::uint32_t>(provenance),
                     delay_weeks,
                     static_cast<float>(1 + chip->ruling.fee)};
  order.quotas = quotas;
  order.on_paper = chip->ruling.on_paper >= 0;
  place_order(world, order);
}

void order_domestic(World& world, const ChannelOffer& domestic, Id<Chinese> row, double cents, double u) {
  const Id<Buyer> buyer = world.buyer_of(row);
  const Candidate* chip = choose(domestic, u);
  if (chip == nullptr) return;
  const std::int32_t units = units_for(cents, world, chip->product, 1);
  if (units <= 0) return;
  place_order(world, {buyer, world.chinese.domestic_seller[row], chip->product, units,
                      static_cast<std::uint32_t>(Provenance::kDomestic), 0, 1});
}

void order_offshore(World& world, const ChannelOffer& offshore, Id<Chinese> row, double cents, double u) {
  const Id<Buyer> arm = world.chinese.arm[row];
  const Candidate* chip = choose(offshore, u);
  if (chip == nullptr) return;
  const std::int32_t units = units_for(cents, world, chip->product, world.parameters.channels.hosting_cost);
  if (units <= 0) return;
  const auto left =
      static_cast<std::int32_t>(within_quotas(world, chip->ruling.quotas, arm, chip->product, units));
  if (left <= 0) {
    refuse_by_rule(world, {arm, chip->product, units}, chip->ruling, Refusal::kQuotaSpent);
    return;
  }
  World::Order order{arm,
                     seller_for(world, arm, world.buyers.place[arm], kArmSellerPurpose),
                     chip->product,
                     left,
                     static_cast<std::uint32_t>(Provenance::kLegal),
                     notice_weeks(world, chip->ruling),
                     static_cast<float>(world.parameters.channels.hosting_cost)};
  order.quotas = chip->ruling.quotas;
  order.on_paper = chip->ruling.on_paper >= 0;
  place_order(world, order);
}

}  // namespace

std::array<double, kChannels> split_budget(const std::array<double, kChannels>& weight,
                                           const std::array<double, kChannels>& cost, double sensitivity) {
  std::array<double, kChannels> share{};
  double total = 0;
  for (int k = 0; k < kChannels; ++k) {
    const auto at = static_cast<std::size_t>(k);
    if (cost[at] > 0 && weight[at] > 0) share[at] = weight[at] * std::pow(cost[at], -sensitivity);
    total += share[at];
  }
  if (total > 0) {
    for (double& part : share) part /= total;
  }
  return share;
}

double use_of(const Chip& chip, double inference_share) {
  constexpr double kH100MemoryGbs = 3350;
  const double bandwidth = chip.memory_bandwidth_gbs.value_or(0) / kH100MemoryGbs;
  return (1 - inference_share) * chip.h100e() + inference_share * bandwidth;
}

double lock_in_after(double lock_in, double fades, double years) {
  return 1 + (lock_in - 1) * std::pow(1 - fades, years);
}

int order_every(double offered, double most_a_week) {
  if (offered <= most_a_week) return 1;
  return static_cast<int>(std::min(std::ceil(offered / most_a_week), 520.0));
}

void order_in_china(World& world) {
  const Offers offers(world);
  OffersByStanding imports([&](LegalStanding standing) { return offers.imports(standing); });
  OffersByStanding offshore([&](LegalStanding standing) { return offers.offshore(standing); });
  const ChannelOffer smuggled = offers.smuggled();
  const ChannelOffer domestic = offers.domestic();
  const ChannelParameters& parameters = world.parameters.channels;
  const double years = std::max(0, world.week - world.setting->week_of_2025) * 7 / 365.25;

  // The split is the same for all of a sector who, and whose arms abroad, stand alike before the law.
  using Split = std::array<double, kChannels>;
  const auto split_of = [&](Sector sector, bool listed, double import_cost, double offshore_cost) {
    const SectorInput& attitude = world.parameters.sectors.of(sector);
    const double foreign = sector == Sector::kState && state_centres_shut(world) ? 0 : 1;
    const double lock_in = lock_in_after(attitude.lock_in, parameters.lock_in_fades, years);
    return split_budget({foreign, foreign, 1, foreign * attitude.offshore, foreign * attitude.renting},
                        {import_cost, smuggled.cost * attitude.caution,
                         domestic.cost * lock_in * (1 - attitude.state_pressure), offshore_cost,
                         world.renting.cost[listed ? 1 : 0].seen(attitude.caution)},
                        parameters.price_sensitivity);
  };
  struct Alike {
    Sector sector;
    bool listed;
    std::size_t imports;
    std::ptrdiff_t offshore;  ///< -1: no arm abroad
    bool operator==(const Alike&) const = default;
  };
  std::vector<std::pair<Alike, Split>> splits;
  const auto split_for = [&](const Alike& alike) -> const Split& {
    const auto known =
        std::find_if(splits.begin(), splits.end(), [&](const auto& other) { return other.first == alike; });
    if (known != splits.end()) return known->second;
    const double offshore_cost =
        alike.offshore < 0 ? 0 : offshore.of_class(static_cast<std::size_t>(alike.offshore)).cost;
    splits.emplace_back(
        alike, split_of(alike.sector, alike.listed, imports.of_class(alike.imports).cost, offshore_cost));
    return splits.back().second;
  };
  for (std::uint32_t index = 0; index < world.buyers.chinese; ++index) {
    const Id<Chinese> row(index);
    const Id<Buyer> buyer = world.buyer_of(row);
    const Id<Buyer> arm = world.chinese.arm[row];
    const std::size_t imported = imports.class_of(world.buyers.standing[buyer]);
    const std::ptrdiff_t abroad =
        arm.is_none() ? -1 : static_cast<std::ptrdiff_t>(offshore.class_of(world.buyers.standing[arm]));
    const Split share = split_for({world.chinese.sector[row], is_listed(world, buyer), imported, abroad});
    const auto of = [&](Channel channel) { return share[static_cast<std::size_t>(channel)]; };
    const double income = weekly_income_usd(world, buyer) * 100;
    world.renting.wanted_cents[row] = static_cast<std::int64_t>(of(Channel::kRented) * income);
    world.chinese.grey_cents[row] = 0;
    const double budget = order_budget_cents(world, buyer, 1);
    const int every = order_every(budget, income * world.parameters.demand.catch_up);
    if (budget <= 0 || (world.week + static_cast<int>(index)) % every != 0) continue;

    world.chinese.grey_cents[row] = static_cast<std::int64_t>(of(Channel::kSmuggled) * budget);
    const auto draws =
        world.luck.uniform4(world.buyers.key[buyer], static_cast<std::uint64_t>(world.week), kChipPurpose);
    order_import(world, imports.of_class(imported), row, budget, of(Channel::kLegal), draws.u[0]);
    order_domestic(world, domestic, row, of(Channel::kDomestic) * budget, draws.u[1]);
    if (abroad >= 0)
      order_offshore(world, offshore.of_class(static_cast<std::size_t>(abroad)), row,
                     of(Channel::kOffshore) * budget, draws.u[2]);
  }
}

}  // namespace chokepoint
