#include "models/record/standings.h"

#include <algorithm>

#include "models/physical/campuses.h"
#include "models/trade/orders.h"
#include "sim/engine/parallel.h"

namespace chokepoint {
namespace {

using sim::Id;

/// The chips of one row of a fleet.
template <class Held, class Row>
ChipSum sum_of(const World& world, const Held& held, Row row) {
  ChipSum sum;
  held.for_each(
      row, [&](Id<Product> product, std::int32_t units) { sum.add(units, world.scenario->h100e[product]); });
  return sum;
}

void raise(double& most, double value) { most = std::max(most, value); }

/// The largest and the second largest so far.
void raise(double& most, double& second, double value) {
  second = std::max(second, std::min(most, value));
  most = std::max(most, value);
}
void raise(ChipSum& most, ChipSum& second, const ChipSum& value) {
  raise(most.h100e, second.h100e, value.h100e);
  raise(most.chips, second.chips, value.chips);
}

/// The two largest sites of a country so far, in H100e and, perhaps others, in chips.
class LargestSite {
 public:
  explicit LargestSite(const World& world) : world_(world) {}

  /// Looks at an owner's site, unless all its owner would put there could not make it one of the largest.
  void look(Id<Owner> owner, const ChipSum& fleet) {
    if (fleet.h100e <= second_.h100e && fleet.chips <= second_.chips) return;
    const double share = main_site_share(world_, owner, fleet.h100e);
    if (share * fleet.h100e <= second_.h100e && share * fleet.chips <= second_.chips) return;
    raise(most_, second_, campus_of(world_, owner));
  }
  void look(const LargestSite& others) {
    raise(most_, second_, others.most_);
    raise(most_, second_, others.second_);
  }
  const ChipSum& most() const { return most_; }
  const ChipSum& second() const { return second_; }

 private:
  const World& world_;
  ChipSum most_;
  ChipSum second_;
};

/// What the owners of a part of the rows have: exact sums, so that cuts change nothing.
struct Owned {
  LargestSite site;
  ChipSum largest_fleet;
  ChipSum second_fleet;
  H100eSum h100e;
  double chips = 0;  ///< whole ones

  explicit Owned(const World& world) : site(world) {}
  void look(Id<Owner> owner, const ChipSum& fleet) {
    site.look(owner, fleet);
    h100e += fleet.h100e;
    chips += fleet.chips;
  }
  void look(const Owned& others) {
    site.look(others.site);
    raise(largest_fleet, second_fleet, others.largest_fleet);
    raise(largest_fleet, second_fleet, others.second_fleet);
    h100e += others.h100e;
    chips += others.chips;
  }
};

/// All parts together; fn(row, part) looks at a row.
template <class Part, class Fn>
Part look_at_all(std::size_t rows, const Part& none, const Fn& fn) {
  constexpr std::size_t kFewOwners = 4096;  // are looked at faster than threads could be asked to help
  const sim::Parts parts(rows, kFewOwners);
  std::vector<Part> looked(parts.count(), none);
  sim::for_each_part(parts, [&](std::size_t part) {
    for (std::size_t row = parts.first(part); row < parts.last(part); ++row) fn(row, looked[part]);
  });
  Part all = none;
  for (const Part& part : looked) all.look(part);
  return all;
}

void stand_in_us(const World& world, Standing& standing) {
  const Owned owned = look_at_all(world.buyers.abroad, Owned(world), [&](std::size_t row, Owned& part) {
    if (world.buyers.place[Id<Buyer>(row)] != world.scenario->us) return;
    const ChipSum fleet = sum_of(world, world.stocks.abroad, Id<Owner>(row));
    part.look(Id<Owner>(row), fleet);
    raise(part.largest_fleet, part.second_fleet, fleet);
  });
  const auto& [site, largest_fleet, second_fleet, h100e, chips] = owned;
  standing.nation_us = h100e;
  standing.nation_us_chips = chips;
  standing.campus_us = site.most().h100e;
  standing.campus_us_chips = site.most().chips;
  standing.second_campus_us = site.second().h100e;
  standing.second_campus_us_chips = site.second().chips;
  standing.fleet_us = largest_fleet.h100e;
  standing.fleet_us_chips = largest_fleet.chips;
  standing.second_fleet_us = second_fleet.h100e;
  standing.second_fleet_us_chips = second_fleet.chips;
}

/// The same of owners in China, with what they rent and how chips came.
struct OwnedInChina : Owned {
  H100eSum rented;
  double rented_largest = 0;
  std::array<sim::Column<Product, std::int64_t>, kProvenances> units;

  explicit OwnedInChina(const World& world) : Owned(world) {
    for (auto& column : units) column.assign(world.scenario->products.size(), 0);
  }
  using Owned::look;
  void look(const OwnedInChina& others) {
    Owned::look(others);
    rented += others.rented;
    raise(rented_largest, others.rented_largest);
    for (std::size_t p = 0; p < kProvenances; ++p) {
      for (const Id<Product> product : sim::ids(units[p])) units[p][product] += others.units[p][product];
    }
  }
};

/// What a firm owns in China; a fleet is what it commands, wherever it stands.
void look_at_firm(const World& world, Id<Chinese> firm, OwnedInChina& part) {
  ChipSum fleet;
  for (std::size_t p = 0; p < kProvenances; ++p) {
    ChipSum came;
    world.stocks.in_china[p].for_each(firm, [&](Id<Product> product, std::int32_t held) {
      came.add(held, world.scenario->h100e[product]);
      part.units[p][product] += held;
    });
    fleet.h100e += came.h100e;
    fleet.chips += came.chips;
  }
  part.look(Id<Owner>(world.buyer_of(firm).index()), fleet);
  if (const Id<Buyer> arm = world.chinese.arm[firm]; !arm.is_none()) {
    const ChipSum abroad = sum_of(world, world.stocks.abroad, Id<Owner>(arm.index()));
    fleet.h100e += abroad.h100e;
    fleet.chips += abroad.chips;
  }
  fleet.h100e += world.renting.h100e[firm];
  fleet.chips += static_cast<double>(world.renting.chips[firm]);
  part.rented += world.renting.h100e[firm];
  raise(part.rented_largest, world.renting.h100e[firm]);
  raise(part.largest_fleet, part.second_fleet, fleet);
}

void stand_in_china(const World& world, Standing& standing) {
  const OwnedInChina owned =
      look_at_all(world.buyers.chinese, OwnedInChina(world),
                  [&](std::size_t row, OwnedInChina& part) { look_at_firm(world, Id<Chinese>(row), part); });
  standing.nation_china = owned.h100e;
  standing.nation_china_chips = owned.chips;
  standing.rented_abroad = owned.rented;
  standing.rented_largest = owned.rented_largest;
  standing.fleet_china = owned.largest_fleet.h100e;
  standing.fleet_china_chips = owned.largest_fleet.chips;
  standing.campus_china = owned.site.most().h100e;
  standing.campus_china_chips = owned.site.most().chips;
  for (const Id<Product> product : world.scenario->simulated) {
    for (std::size_t p = 0; p < kProvenances; ++p) {
      const std::int64_t units = owned.units[p][product];
      if (units == 0) continue;
      const auto at = static_cast<std::size_t>(class_today(world, product, static_cast<Provenance>(p)));
      standing.china_by_class[at] += static_cast<double>(units) * world.scenario->products[product].h100e;
    }
  }
}

/// The chips in China of the company that is asked about, by how they came.
void stand_with_company(const World& world, Standing& standing) {
  const Id<Chinese> company = world.scenario->company;
  if (company.is_none()) return;
  const auto& products = world.scenario->products;
  for (std::size_t p = 0; p < kProvenances; ++p) {
    world.stocks.in_china[p].for_each(company, [&](Id<Product> product, std::int32_t held) {
      const auto at = static_cast<std::size_t>(class_today(world, product, static_cast<Provenance>(p)));
      standing.company_chips[at] += held;
      standing.company_h100e[at] += held * products[product].h100e;
      if (products[product].die == products[world.scenario->h100].die) standing.company_hopper_chips += held;
    });
  }
}

/// What was counted in units of goods.
void count_in_chips(const Grain& grain, Standing& standing) {
  for (double* units : {&standing.campus_china_chips, &standing.campus_us_chips, &standing.fleet_china_chips,
                        &standing.fleet_us_chips, &standing.nation_china_chips, &standing.nation_us_chips,
                        &standing.abroad_china_chips, &standing.second_campus_us_chips,
                        &standing.second_fleet_us_chips, &standing.company_hopper_chips})
    *units = grain.chips(*units);
  for (double& units : standing.company_chips) units = grain.chips(units);
}

/// What operators let, each to all its tenants.
sim::Column<Operator, ChipSum> all_let(const World& world) {
  sim::Column<Operator, ChipSum> let;
  let.assign(world.renting.buyer.size(), {});
  for (const Contract& contract : world.renting.contracts)
    let[contract.from].add(contract.units, world.scenario->h100e[contract.product]);
  return let;
}

/// The most that one tenant has of what an operator lets, in H100e and, perhaps another, in chips.
ChipSum most_let_by(const World& world, Id<Operator> row) {
  sim::Column<Chinese, ChipSum> let;
  let.assign(world.buyers.chinese, {});
  for (const Contract& contract : world.renting.contracts) {
    if (contract.from == row)
      let[contract.tenant].add(contract.units, world.scenario->h100e[contract.product]);
  }
  ChipSum most;
  for (const ChipSum& each : let) {
    raise(most.h100e, each.h100e);
    raise(most.chips, each.chips);
  }
  return most;
}

}  // namespace

ChipSum largest_outside(const World& world, ChipSum largest) {
  LargestSite own(world);
  for (const Id<Buyer> arm : world.chinese.arm) {
    if (arm.is_none()) continue;
    const Id<Owner> owner = world.owner_of(arm);
    own.look(owner, sum_of(world, world.stocks.abroad, owner));
  }
  raise(largest.h100e, own.most().h100e);
  raise(largest.chips, own.most().chips);
  const sim::Column<Operator, ChipSum> let = all_let(world);
  for (const Id<Operator> row : sim::ids(let)) {
    if (let[row].h100e <= largest.h100e && let[row].chips <= largest.chips) continue;
    const ChipSum most = most_let_by(world, row);
    const ChipSum site = campus_of(world, world.owner_of(world.renting.buyer[row]));
    raise(largest.h100e, std::min(most.h100e, site.h100e));
    raise(largest.chips, std::min(most.chips, site.chips));
  }
  return largest;
}

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
  const Scenario& scenario = *world.scenario;
  return is_open(rule_this_week(world, product, scenario.china, scenario.china)) ? StockClass::kStillLegal
                                                                                 : StockClass::kBeforeBan;
}

Standing standing_now(const World& world) {
  Standing standing;
  standing.week = world.week;
  stand_in_us(world, standing);
  stand_in_china(world, standing);
  stand_with_company(world, standing);
  const ChipSum anywhere = largest_outside(world, {standing.campus_china, standing.campus_china_chips});
  standing.abroad_china = anywhere.h100e;
  standing.abroad_china_chips = anywhere.chips;
  standing.lead = lead_now(world);
  count_in_chips(world.grain(), standing);
  return standing;
}

void take_standing(const World& world, std::vector<Standing>& standings) {
  const sim::Calendar& calendar = world.scenario->calendar;
  const bool year_ends = calendar.year_of(world.week + 1) != calendar.year_of(world.week);
  if (world.week % 4 == 3 || year_ends || world.week + 1 == calendar.weeks) {
    standings.push_back(standing_now(world));
  }
}

}  // namespace chokepoint
