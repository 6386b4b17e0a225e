#include "models/enforcement/adaptation.h"

#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kClosingLagPurpose{"adaptation.lag"};
constexpr double kWeeksPerMonth = sim::kWeeksPerYear / 12;

}  // namespace

double closing_lag_weeks(const World& world, double u) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  return sim::gamma_quantile(u, parameters.closing_months * kWeeksPerMonth, parameters.closing_shape);
}

void close_loopholes(const World& world, Adaptation& adaptation) {
  if (!world.scenario->mechanisms.adaptation) return;
  const std::size_t next = adaptation.closed();
  if (next == world.scenario->loopholes.size()) return;
  const Loophole& loophole = world.scenario->loopholes[next];
  if (world.week < loophole.since_week) return;
  const double u = world.streams.uniform(kAuthorityKey, next, kClosingLagPurpose);
  adaptation.work_weeks += world.effort(Effort::kClosing);
  if (adaptation.work_weeks < closing_lag_weeks(world, u)) return;
  adaptation.work_weeks = 0;
  adaptation.closed_weeks.push_back(world.week);
  note(world, {.kind = EventKind::kLoopholeClosed,
               .value = static_cast<double>(adaptation.closed()),
               .drawn = u,
               .note = loophole.regime.c_str()});
}

}  // namespace chokepoint
