#include "models/standings.h"

#include <algorithm>

#include "models/orders.h"

namespace chokepoint {
namespace {

using sim::Id;

struct Sum {
  double h100e = 0;
  double chips = 0;
  void add(double units, double h100e_each) {
    h100e += units * h100e_each;
    chips += units;
  }
};

/// An owner's fleet, and the part of it on the main site.
struct Holding {
  Sum fleet;
  Sum site;
};

Holding holding_of(const World& world, Id<Owner> owner) {
  Holding holding;
  for (const Id<Product> product : world.setting->simulated) {
    const std::int32_t units = held_by(world, owner, product);
    if (units == 0) continue;
    const double h100e = world.setting->products[product].h100e;
    holding.fleet.add(units, h100e);
    holding.site.add(world.fleets.main_site(owner, product), h100e);
  }
  return holding;
}

void raise(double& most, double value) { most = std::max(most, value); }

void stand_in_us(const World& world, Standing& standing) {
  for (std::uint32_t row = 0; row < world.buyers.abroad; ++row) {
    if (world.buyers.place[Id<Buyer>(row)] != world.setting->us) continue;
    const auto [fleet, site] = holding_of(world, Id<Owner>(row));
    raise(standing.campus_us, site.h100e);
    raise(standing.campus_us_chips, site.chips);
    raise(standing.fleet_us, fleet.h100e);
    raise(standing.fleet_us_chips, fleet.chips);
    standing.nation_us += fleet.h100e;
    standing.nation_us_chips += fleet.chips;
  }
}

void stand_in_china(const World& world, Standing& standing) {
  for (std::uint32_t row = 0; row < world.buyers.chinese; ++row) {
    const Id<Chinese> chinese(row);
    const Id<Owner> owner(world.buyer_of(chinese).index());
    auto [fleet, site] = holding_of(world, owner);
    standing.nation_china += fleet.h100e;
    standing.nation_china_chips += fleet.chips;
    raise(standing.campus_china, site.h100e);
    raise(standing.campus_china_chips, site.chips);
    // A fleet is what one actor commands, wherever it stands.
    if (const Id<Buyer> arm = world.chinese.arm[chinese]; !arm.is_none()) {
      const Sum abroad = holding_of(world, Id<Owner>(arm.index())).fleet;
      fleet.h100e += abroad.h100e;
      fleet.chips += abroad.chips;
    }
    raise(standing.fleet_china, fleet.h100e);
    raise(standing.fleet_china_chips, fleet.chips);
  }
  for (const Id<Product> product : world.setting->simulated) {
    const double h100e = world.setting->products[product].h100e;
    for (std::size_t p = 0; p < kProvenances; ++p) {
      std::int64_t units = 0;
      for (std::uint32_t row = 0; row < world.buyers.chinese; ++row) {
        units += world.chinese.held[p](Id<Chinese>(row), product);
      }
      if (units == 0) continue;
      const auto at = static_cast<std::size_t>(class_today(world, product, static_cast<Provenance>(p)));
      standing.china_by_class[at] += static_cast<double>(units) * h100e;
    }
  }
}

}  // namespace

StockClass class_today(const World& world, Id<Product> product, Provenance provenance) {
  switch (provenance) {
    case Provenance::kLicensed:
      return StockClass::kLicensed;
    case Provenance::kSmuggled:
      return StockClass::kSmuggled;
    case Provenance::kDomestic:
      return StockClass::kDomestic;
    case Provenance::kLegal:
      break;
  }
  const Setting& setting = *world.setting;
  return is_open(rule_today(world, product, setting.china, setting.china, false)) ? StockClass::kStillLegal
                                                                                  : StockClass::kBeforeBan;
}

Standing standing_now(const World& world) {
  Standing standing;
  standing.week = world.week;
  stand_in_us(world, standing);
  stand_in_china(world, standing);
  return standing;
}

void take_standing(World& world) {
  const sim::Calendar& calendar = world.setting->calendar;
  const bool year_ends = calendar.date_of(world.week + 1).plus_days(6).year() !=
                         calendar.date_of(world.week).plus_days(6).year();
  if (world.week % 4 == 3 || year_ends || world.week + 1 == calendar.weeks) {
    world.standings.push_back(standing_now(world));
  }
}

}  // namespace chokepoint
