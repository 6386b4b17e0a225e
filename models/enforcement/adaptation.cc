#include "models/enforcement/adaptation.h"

#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kLagPurpose{"adaptation.lag"};
constexpr double kWeeksPerMonth = 365.25 / 12 / 7;

}  // namespace

int close_loopholes(World& world) {
  if (!world.setting->mechanisms.adaptation) return 0;
  Adaptation& adaptation = world.adaptation;
  const std::size_t next = adaptation.closed();
  if (next == world.setting->loopholes.size()) return 0;
  const Loophole& loophole = world.setting->loopholes[next];
  if (world.week < loophole.since_week) return 0;
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double u = world.luck.uniform(kAuthorityKey, next, kLagPurpose);
  const double lag =
      sim::gamma_quantile(u, parameters.closing_months * kWeeksPerMonth, parameters.closing_shape);
  adaptation.work_weeks += world.effort(Effort::kClosing);
  if (adaptation.work_weeks < lag) return 0;
  adaptation.work_weeks = 0;
  adaptation.closed_weeks.push_back(world.week);
  note(world, {.kind = EventKind::kLoopholeClosed,
               .value = static_cast<double>(adaptation.closed()),
               .luck = u,
               .note = loophole.regime.c_str()});
  return 1;
}

}  // namespace chokepoint
