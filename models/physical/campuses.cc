#include "models/physical/campuses.h"

#include <algorithm>

#include "models/physical/fleets.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kSlipPurpose{"campuses.slip"};
constexpr Purpose kSitePurpose{"campuses.site"};

/// Weeks between two stages of a site.
constexpr int kStageWeeks = 26;
/// Shape of a stage's delay: most slip by months, few by years.
constexpr double kSlipShape = 2;

/// Power that has come on by this week under the country's plan for its largest site, kW: what was seen to the end of
/// 2024, then stages as they slip.
double power_so_far(const World& world, const Weekly& plan, double factor, std::uint64_t key) {
  const int future = world.scenario->week_of_2025;
  const auto planned = [&](int week) { return plan[static_cast<std::size_t>(week)]; };
  if (world.week < future) return planned(world.week);
  double kilowatts = future > 0 ? planned(future - 1) : 0;
  for (int stage = 0; future + stage * kStageWeeks <= world.week; ++stage) {
    const int due = future + stage * kStageWeeks;
    const double slip =
        sim::gamma_quantile(world.streams.uniform(key, static_cast<std::uint64_t>(stage), kSlipPurpose),
                            world.parameters.campuses.slip_weeks, kSlipShape);
    if (due + slip <= world.week) kilowatts = std::max(kilowatts, planned(due) * factor);
  }
  return kilowatts;
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
    sites.share.push_back(campuses_of(world, owner) == 1 ? 1.0 : std::min(1.0, part));
    sites.power.push_back(0.5 + 0.5 * draws.u[1]);
  }
  choose_leader(world, sites, 0, world.buyers.abroad);
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

double site_kilowatts(const World& world, Id<Owner> owner) {
  const Scenario& scenario = *world.scenario;
  const Id<Buyer> buyer(owner.index());
  const CampusParameters& parameters = world.parameters.campuses;
  const bool in_china = world.buyers.place[buyer] == scenario.china;
  return world.sites.power[owner] *
         power_so_far(world, in_china ? scenario.power_china_kw : scenario.power_abroad_kw,
                      in_china ? parameters.chinese_power : parameters.abroad_power, world.buyers.key[buyer]);
}

ChipSum campus_of(const World& world, Id<Owner> owner) {
  const Scenario& scenario = *world.scenario;
  const double share = world.sites.share[owner];
  std::vector<SiteChoice> wanted;
  std::vector<double> h100e;
  for (const Id<Product> product : scenario.by_efficiency) {
    const std::int32_t units = held_by(world, owner, product);
    if (units == 0) continue;
    const ProductFacts& facts = scenario.products[product];
    wanted.push_back(
        {static_cast<int>(share * units), facts.kilowatts * world.parameters.campuses.site_overhead});
    h100e.push_back(facts.h100e);
  }
  constexpr double kNoLimit = 1e15;
  const std::vector<int> placed =
      fill_site(wanted, scenario.mechanisms.site_power ? site_kilowatts(world, owner) : kNoLimit);
  ChipSum sum;
  for (std::size_t i = 0; i < placed.size(); ++i) sum.add(placed[i], h100e[i]);
  return sum;
}

}  // namespace chokepoint
