#include "models/enforcement/adaptation.h"

#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kClosingLagPurpose{"adaptation.lag"};
constexpr double kWeeksPerMonth = sim::kWeeksPerYear / 12;

}  // namespace

void close_loopholes(const World& world, Adaptation& adaptation) {
  if (!world.scenario->mechanisms.adaptation) return;
  const std::size_t next = adaptation.closed();
  if (next == world.scenario->loopholes.size()) return;
  const Loophole& loophole = world.scenario->loopholes[next];
  if (world.week < loophole.since_week) return;
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double u = world.streams.uniform(kAuthorityKey, next, kClosingLagPurpose);
  const double lag =
      sim::gamma_quantile(u, parameters.closing_months * kWeeksPerMonth, parameters.closing_shape);
  adaptation.work_weeks += world.effort(Effort::kClosing);
  if (adaptation.work_weeks < lag) return;
  adaptation.work_weeks = 0;
  adaptation.closed_weeks.push_back(world.week);
  note(world, {.kind = EventKind::kLoopholeClosed,
               .value = static_cast<double>(adaptation.closed()),
               .drawn = u,
               .note = loophole.regime.c_str()});
}

}  // namespace chokepoint
