#include "models/physical/campuses.h"

#include <algorithm>

#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kSlipPurpose{"campuses.slip"};

/// Weeks between two stages of a site.
constexpr int kStageWeeks = 26;
/// Shape of a stage's delay: most slip by months, few by years.
constexpr double kSlipShape = 2;

/// Power that has come on by this week under the country's plan for its largest site, kW: what was seen to the end of
/// 2024, then stages as they slip.
double power_so_far(const World& world, const Weekly& plan, double factor, std::uint64_t key) {
  const int future = world.setting->week_of_2025;
  const auto planned = [&](int week) { return plan[static_cast<std::size_t>(week)]; };
  if (world.week < future) return planned(world.week);
  double kilowatts = future > 0 ? planned(future - 1) : 0;
  for (int stage = 0; future + stage * kStageWeeks <= world.week; ++stage) {
    const int due = future + stage * kStageWeeks;
    const double slip =
        sim::gamma_quantile(world.luck.uniform(key, static_cast<std::uint64_t>(stage), kSlipPurpose),
                            world.parameters.campuses.slip_weeks, kSlipShape);
    if (due + slip <= world.week) kilowatts = std::max(kilowatts, planned(due) * factor);
  }
  return kilowatts;
}

}  // namespace

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
  const Setting& setting = *world.setting;
  const Id<Buyer> buyer(owner.index());
  const CampusParameters& parameters = world.parameters.campuses;
  const bool in_china = world.buyers.place[buyer] == setting.china;
  return world.fleets.site_power[owner] *
         power_so_far(world, in_china ? setting.power_china_kw : setting.power_abroad_kw,
                      in_china ? parameters.chinese_power : parameters.abroad_power, world.buyers.key[buyer]);
}

ChipSum campus_of(const World& world, Id<Owner> owner) {
  const Setting& setting = *world.setting;
  const double share = world.fleets.site_share[owner];
  std::vector<SiteChoice> wanted;
  std::vector<double> h100e;
  for (const Id<Product> product : setting.by_efficiency) {
    const std::int32_t units = held_by(world, owner, product);
    if (units == 0) continue;
    const ProductFacts& facts = setting.products[product];
    wanted.push_back(
        {static_cast<int>(share * units), facts.kilowatts * world.parameters.campuses.site_overhead});
    h100e.push_back(facts.h100e);
  }
  constexpr double kNoLimit = 1e15;
  const std::vector<int> placed =
      fill_site(wanted, setting.mechanisms.site_power ? site_kilowatts(world, owner) : kNoLimit);
  ChipSum sum;
  for (std::size_t i = 0; i < placed.size(); ++i) sum.add(placed[i], h100e[i]);
  return sum;
}

}  // namespace chokepoint
