#include "models/setup.h"

#include "models/setup_rows.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/input/fields_walk.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kPriorPurpose{"setup.prior"};
constexpr Purpose kLanePurpose{"setup.lane"};
constexpr Purpose kStockPurpose{"setup.opening_stock"};
constexpr Purpose kPlacePurpose{"setup.place"};
constexpr Purpose kDiligencePurpose{"setup.diligence"};
constexpr Purpose kSitePurpose{"setup.site"};
constexpr Purpose kUsualSellerPurpose{"setup.usual_seller"};
constexpr Purpose kImporterPurpose{"chinese.seller"};
constexpr Purpose kDomesticSellerPurpose{"chinese.domestic_seller"};

/// Parts of `total` for ranks 1..count by Zipf's law.
std::vector<double> zipf_parts(double total, std::uint32_t count, double exponent) {
  std::vector<double> parts(count);
  double sum = 0;
  for (std::uint32_t rank = 0; rank < count; ++rank) sum += parts[rank] = std::pow(rank + 1.0, -exponent);
  for (double& part : parts) part *= total / sum;
  return parts;
}

void make_sellers(World& world) {
  const Setting& setting = *world.setting;
  const SellersInput& input = setting.actors.sellers;
  Sellers& sellers = world.sellers;
  const auto add = [&](Id<Place> place) {
    const std::uint64_t key = key_of(kSellerKey, sellers.place.size());
    sellers.place.push_back(place);
    sellers.key.push_back(key);
    sellers.scandal.push_back(0);
    // Care varies widely: the typical to the power of an exponential variate of mean one.
    const double u = world.luck.uniform(key, 0, kDiligencePurpose);
    sellers.diligence.push_back(
        std::pow(double{world.parameters.sellers.diligence}, sim::exponential_quantile(u, 1)));
  };
  for (const Id<Place> place : ids(setting.places.code)) {
    sellers.first_at.push_back(static_cast<std::uint32_t>(sellers.place.size()));
    if (const int* count = input.places.find(setting.places.code[place])) {
      for (std::uint32_t i = 0; i < scaled(setting.population.scale, *count); ++i) add(place);
    }
  }
  sellers.first_at.push_back(static_cast<std::uint32_t>(sellers.place.size()));
  sellers.first_for_china = static_cast<std::uint32_t>(sellers.place.size());
  for (int i = 0; i < input.for_china; ++i) add(setting.places.find("TW"));
  sellers.first_domestic = static_cast<std::uint32_t>(sellers.place.size());
  for (int i = 0; i < input.domestic_in_china; ++i) add(setting.china);
  sellers.stock = {setting.products.size(), sellers.place.size(), 0};
  world.matching.asked = {setting.products.size(), sellers.place.size()};
  sellers.wanted = {setting.products.size(), sellers.place.size(), 0};
}

void make_buyers_abroad(World& world) {
  const Setting& setting = *world.setting;
  const AbroadInput& input = setting.actors.abroad;
  double left = 1;
  std::uint64_t number = 0;
  for (const auto& entry : input.named) {
    const Id<Place> place = setting.places.find(entry.value.place.name);
    add_buyer(world, {BuyerKind::kAbroad, place, place, key_of(kAbroadKey, number++), entry.value.share,
                      entry.value.campuses});
    left -= entry.value.share;
  }
  for (const double part :
       zipf_parts(std::max(0.0, left), scaled(setting.population.scale, input.others), input.zipf_exponent)) {
    const std::uint64_t key = key_of(kAbroadKey, number++);
    const Id<Place> place =
        choose_place(setting.places, input.places, world.luck.uniform(key, 0, kPlacePurpose));
    add_buyer(world, {BuyerKind::kAbroad, place, place, key, part, 1});
  }
  world.buyers.abroad = static_cast<std::uint32_t>(number);
}

/// One of the sellers from `first` to before `last`, at a uniform number.
Id<Seller> one_of(std::uint32_t first, std::uint32_t last, double u) {
  const std::uint32_t count = last - first;
  return Id<Seller>(first + std::min(count - 1, static_cast<std::uint32_t>(u * count)));
}

void make_chinese_buyers(World& world) {
  const Setting& setting = *world.setting;
  const ChineseInput& input = setting.actors.chinese;
  std::uint64_t number = 0;
  const auto add = [&](Sector sector, double share, int campuses) {
    add_buyer(world, {BuyerKind::kChinese, setting.china, setting.china, key_of(kChineseKey, number++), share,
                      campuses});
    world.chinese.sector.push_back(sector);
    world.chinese.grey_cents.push_back(0);
    const std::uint64_t key = world.buyers.key.values().back();
    const Sellers& sellers = world.sellers;
    const auto all = static_cast<std::uint32_t>(sellers.place.size());
    world.chinese.importer.push_back(one_of(sellers.first_for_china, sellers.first_domestic,
                                            world.luck.uniform(key, 0, kImporterPurpose)));
    world.chinese.domestic_seller.push_back(
        one_of(sellers.first_domestic, all, world.luck.uniform(key, 0, kDomesticSellerPurpose)));
  };
  for (const auto& entry : input.named) add(entry.value.sector, entry.value.share, entry.value.campuses);
  for (int s = 0; s < kSectors; ++s) {
    const auto sector = static_cast<Sector>(s);
    const std::uint32_t others = scaled(setting.population.scale, input.others.of(sector));
    for (const double part : zipf_parts(input.others_share.of(sector), others, input.zipf_exponent))
      add(sector, part, 1);
  }
  world.buyers.chinese = static_cast<std::uint32_t>(number);

  // The named have arms abroad, which spend their parents' money.
  for (std::uint32_t row = 0; row < world.buyers.chinese; ++row) {
    const bool named = row < input.named.size();
    world.chinese.arm.push_back(Id<Buyer>{});
    if (!named) continue;
    const Id<Buyer> arm =
        add_buyer(world, {BuyerKind::kArm, setting.arms_in, setting.china, key_of(kArmKey, row), 0, 1});
    const Id<Chinese> parent(row);
    world.chinese.arm[parent] = arm;
    world.buyers.payer[arm] = world.buyer_of(parent);
    ++world.buyers.arms;
  }
  for (auto& grid : world.chinese.held) grid = {world.buyers.chinese, setting.products.size()};
}

/// Of the owners in `[first, first + count)`, the one that would put most on one site builds at its country's pace; the
/// others at half of it to all.
void choose_leader(World& world, std::uint32_t first, std::uint32_t count) {
  Id<Owner> leader(first);
  const auto means_to_build = [&](Id<Owner> owner) {
    return world.buyers.share[Id<Buyer>(owner.index())] * world.fleets.site_share[owner];
  };
  for (std::uint32_t row = first; row < first + count; ++row) {
    if (means_to_build(Id<Owner>(row)) > means_to_build(leader)) leader = Id<Owner>(row);
  }
  if (count > 0) world.fleets.site_power[leader] = 1;
}

void draw_lanes(World& world) {
  const PlaceNetwork& places = world.setting->places;
  for (const Id<Lane> lane : ids(places.from)) {
    const auto draws = world.luck.uniform4(lane.index(), 0, kLanePurpose);
    world.customs.inspection.push_back(places.inspection[lane].quantile(draws.u[0]));
    world.customs.cover_usd_per_year.push_back(places.cover_usd_bn_per_year[lane].quantile(draws.u[1]) * 1e9);
    world.customs.cost_usd_per_chip.push_back(places.cost_usd_per_chip[lane].quantile(draws.u[2]));
  }
  for (const auto& method : world.parameters.methods.moving) {
    for (const double freight : world.customs.cost_usd_per_chip)
      world.customs.transport_usd.push_back(freight * method.value.freight + method.value.cost_usd);
  }
  world.customs.smuggled_usd_per_year.assign(places.lanes(), 0);
  world.customs.honest_received.assign(places.places(), 0);
  world.campaigns.until.assign(places.places(), 0);
  world.customs.seized.assign(world.setting->products.size(), 0);
}

/// Chips in place on the first day, spread over a group of buyers by their shares.
void spread_opening_stock(World& world) {
  const Setting& setting = *world.setting;
  world.opening.assign(setting.products.size(), 0);
  const auto spread = [&](const Named<sim::Uncertain>& stock, std::uint32_t first, std::uint32_t count,
                          auto add) {
    for (const auto& entry : stock) {
      const Id<Product> product = setting.catalogue.find(entry.name);
      const double units = entry.value.quantile(world.luck.uniform(product.index(), first, kStockPurpose));
      double carry = 0;
      double all = 0;
      for (std::uint32_t row = first; row < first + count; ++row) all += world.buyers.share[Id<Buyer>(row)];
      for (std::uint32_t row = first; row < first + count; ++row) {
        carry += units * world.buyers.share[Id<Buyer>(row)] / all;
        const auto whole = static_cast<std::int32_t>(std::floor(carry));
        carry -= whole;
        add(Id<Buyer>(row), product, whole);
        world.opening[product] += whole;
      }
    }
  };
  spread(setting.actors.opening_stock.abroad, 0, world.buyers.abroad,
         [&](Id<Buyer> buyer, Id<Product> product, std::int32_t units) {
           world.fleets.held.at(world.owner_of(buyer), product) += units;
         });
  spread(setting.actors.opening_stock.chinese, world.buyers.abroad, world.buyers.chinese,
         [&](Id<Buyer> buyer, Id<Product> product, std::int32_t units) {
           world.chinese.held[static_cast<std::size_t>(Provenance::kLegal)].at(world.chinese_of(buyer),
                                                                               product) += units;
         });
}

}  // namespace

std::uint32_t scaled(double scale, int number) {
  return number == 0 ? 0 : static_cast<std::uint32_t>(std::max(1.0, std::round(scale * number)));
}

Id<Place> choose_place(const PlaceNetwork& places, const Named<double>& weights, double u) {
  double sum = 0;
  for (const auto& entry : weights) sum += entry.value;
  double passed = 0;
  for (const auto& entry : weights) {
    passed += entry.value / sum;
    if (u < passed) return places.find(entry.name);
  }
  return places.find(weights.entries.back().name);
}

Id<Buyer> add_buyer(World& world, const NewBuyer& buyer) {
  Buyers& buyers = world.buyers;
  const Id<Buyer> row = buyers.kind.push_back(buyer.kind);
  buyers.place.push_back(buyer.place);
  buyers.headquarters.push_back(buyer.headquarters);
  buyers.standing.push_back(0);
  buyers.key.push_back(buyer.key);
  buyers.usual_seller.push_back(world.luck.uniform(buyer.key, 0, kUsualSellerPurpose));
  buyers.payer.push_back(row);
  buyers.share.push_back(buyer.share);
  buyers.budget_cents.push_back(0);
  if (buyer.kind == BuyerKind::kFront) return row;
  // Owners of several sites put a part of their fleet on the largest, around the run's drawn share.
  const auto draws = world.luck.uniform4(buyer.key, 0, kSitePurpose);
  const double part = world.parameters.campuses.main_site_share * (0.5 + draws.u[0]);
  world.fleets.site_share.push_back(buyer.campuses == 1 ? 1.0 : std::min(1.0, part));
  world.fleets.site_power.push_back(0.5 + 0.5 * draws.u[1]);
  return row;
}

Parameters draw_parameters(const Parameters& believed, const sim::Luck& luck) {
  Parameters drawn = believed;
  sim::for_each_uncertain(drawn, [&](const std::string& path, sim::Uncertain& guess, const sim::Says&) {
    if (!guess.is_fixed()) guess.value = guess.quantile(luck.uniform(Purpose(path).key, 0, kPriorPurpose));
  });
  return drawn;
}

World make_world(const Setting& setting, const sim::Luck& luck) {
  return make_world(setting, luck, draw_parameters(setting.parameters, luck));
}

World make_world(const Setting& setting, const sim::Luck& luck, const Parameters& parameters) {
  World world;
  world.setting = &setting;
  world.parameters = parameters;
  world.luck = luck;
  world.scenario_hash = setting.hash;

  const std::size_t products = setting.products.size();
  for (const LineFacts& line : setting.lines) world.foundries.capacity.push_back(line.plan.front());
  world.foundries.dies.assign(setting.dies.size(), 0);
  world.foundries.die_carry.assign(setting.dies.size(), 0);
  world.foundries.stacks.assign(setting.memory.size(), 0);
  world.foundries.stack_carry.assign(setting.memory.size(), 0);
  world.foundries.package_carry.assign(products, 0);
  world.foundries.made.assign(products, 0);
  world.foundries.warehouse.assign(products, 0);
  world.foundries.wanted.assign(products, 0);
  world.fleets.scrapped.assign(products, 0);
  world.logistics.moving.assign(products, 0);

  make_sellers(world);
  make_buyers_abroad(world);
  make_chinese_buyers(world);
  choose_leader(world, 0, world.buyers.abroad);
  choose_leader(world, world.buyers.abroad, world.buyers.chinese);
  world.advances.owed_cents.assign(world.buyers.chinese, 0);
  make_operators(world);
  make_rings(world);
  draw_lanes(world);
  world.fleets.held = {world.buyers.owners(), products};
  spread_opening_stock(world);
  make_labs(world);

  const std::size_t quotas = setting.laws.front().rules.quotas().size();
  world.licensing.licensed = {world.buyers.chinese, products, 0};
  world.licensing.applied = {world.buyers.chinese, products, 0};
  world.licensing.quota_total = {quotas, setting.places.places(), 0};
  world.licensing.quota_home.assign(quotas, 0);
  world.licensing.quota_buyer = {world.buyers.kind.size(), quotas, 0};
  world.licensing.quota_free = {world.buyers.kind.size(), quotas, 0};
  return world;
}

}  // namespace chokepoint
