#include "models/physical/campuses.h"

#include <algorithm>
#include <cmath>

#include "models/physical/fleets.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kSitePurpose{"campuses.site"};

/// Power of the country's largest site this week, kW: what was seen to the end of 2024, and what was built since.
double power_now(const World& world, const Weekly& plan, double factor) {
  const int future = world.scenario->week_of_2025;
  const double planned = world.weekly(plan);
  if (world.week < future) return planned;
  // What stands when a later span begins was built by then.
  const double seen = plan[static_cast<std::size_t>(std::max(0, future - 1))];
  return seen + factor * std::max(0.0, planned - seen);
}

/// Sites over which an owner spreads its chips.
int campuses_of(const World& world, Id<Owner> owner) {
  const auto& abroad = world.scenario->actors.abroad.named;
  const auto& chinese = world.scenario->actors.chinese.named;
  const std::uint32_t row = owner.index();
  if (row < abroad.size()) return abroad.entries[row].value.campuses;
  if (row < world.buyers.abroad) return 1;
  const std::uint32_t in_china = row - world.buyers.abroad;
  return in_china < chinese.size() ? chinese.entries[in_china].value.campuses : 1;
}

/// Of the owners in `[first, first + count)`, the one that would put most on one site builds at its country's pace; the
/// others at half of it to all.
void choose_leader(const World& world, Sites& sites, std::uint32_t first, std::uint32_t count) {
  Id<Owner> leader(first);
  const auto means_to_build = [&](Id<Owner> owner) {
    return world.buyers.share[Id<Buyer>(owner.index())] * sites.share[owner];
  };
  for (std::uint32_t row = first; row < first + count; ++row) {
    if (means_to_build(Id<Owner>(row)) > means_to_build(leader)) leader = Id<Owner>(row);
  }
  if (count > 0) sites.power[leader] = 1;
}

}  // namespace

void SiteKind::make(const World& world, State& own) {
  Sites& sites = own.sites;
  for (const Id<Owner> owner : sim::ids<Owner>(world.buyers.owners())) {
    // Owners of several sites put a part of their fleet on the largest, around the run's drawn share.
    const auto draws = world.streams.uniform4(world.buyers.key[Id<Buyer>(owner.index())], 0, kSitePurpose);
    const double part = world.parameters.campuses.main_site_share * (0.5 + draws.u[0]);
    sites.share.push_back(campuses_of(world, owner) == 1 ? 1.0 : part);
    sites.spreads.push_back(campuses_of(world, owner) == 1 ? 0 : 1);
    const bool lets = owner.index() >= world.buyers.spending_abroad() && owner.index() < world.buyers.abroad;
    const double most = lets ? double{world.parameters.renting.site_power} : 1;
    sites.power.push_back(most * (0.5 + 0.5 * draws.u[1]));
  }
  choose_leader(world, sites, 0, world.buyers.spending_abroad());
  choose_leader(world, sites, world.buyers.abroad, world.buyers.chinese);
}

std::vector<int> fill_site(const std::vector<SiteChoice>& wanted, double kilowatts) {
  std::vector<int> placed;
  placed.reserve(wanted.size());
  for (const SiteChoice& choice : wanted) {
    const double fit = choice.kilowatts > 0 ? kilowatts / choice.kilowatts : choice.units;
    const int units = std::min(choice.units, static_cast<int>(std::min(fit, 2e9)));
    kilowatts -= units * choice.kilowatts;
    placed.push_back(units);
  }
  return placed;
}

double main_site_share(const World& world, Id<Owner> owner, double fleet_h100e) {
  const double share = world.sites.share[owner];
  if (world.sites.spreads[owner] == 0 || fleet_h100e <= 0) return std::min(1.0, share);
  const double size = fleet_h100e / world.scenario->actors.campuses.main_site.reference_h100e;
  return std::min(1.0, share * std::pow(size, -world.parameters.campuses.share_exponent));
}

double site_kilowatts(const World& world, Id<Owner> owner) {
  const Scenario& scenario = *world.scenario;
  const Id<Buyer> buyer(owner.index());
  const CampusParameters& parameters = world.parameters.campuses;
  const bool in_china = world.buyers.place[buyer] == scenario.china;
  return world.sites.power[owner] * power_now(world,
                                              in_china ? scenario.power_china_kw : scenario.power_abroad_kw,
                                              in_china ? parameters.chinese_power : parameters.abroad_power);
}

ChipSum campus_of(const World& world, Id<Owner> owner, SiteChips which) {
  const Scenario& scenario = *world.scenario;
  std::vector<SiteChoice> wanted;
  std::vector<double> h100e;
  double fleet_h100e = 0;
  for (const Id<Product> product : scenario.by_efficiency) {
    const ProductFacts& facts = scenario.products[product];
    if (which == SiteChips::kChinese && !facts.chinese) continue;
    const std::int32_t units = held_by(world, owner, product);
    if (units == 0) continue;
    wanted.push_back({units, facts.kilowatts * world.parameters.campuses.site_overhead});
    h100e.push_back(facts.h100e);
    fleet_h100e += units * facts.h100e;
  }
  const double share = main_site_share(world, owner, fleet_h100e);
  for (SiteChoice& choice : wanted) choice.units = static_cast<int>(share * choice.units);
  constexpr double kNoLimit = 1e15;
  const std::vector<int> placed =
      fill_site(wanted, scenario.mechanisms.site_power ? site_kilowatts(world, owner) : kNoLimit);
  ChipSum sum;
  for (std::size_t i = 0; i < placed.size(); ++i) sum.add(placed[i], h100e[i]);
  return sum;
}

}  // namespace chokepoint
