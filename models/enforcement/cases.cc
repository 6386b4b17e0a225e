#include "models/enforcement/cases.h"

#include <algorithm>
#include <cmath>

#include "models/diversion/lots.h"
#include "models/diversion/ring.h"
#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kCaseLagPurpose{"cases.lag"};
constexpr Purpose kListedPurpose{"cases.listed"};
constexpr Purpose kTakenPurpose{"cases.taken"};
constexpr Purpose kLotPurpose{"cases.lot"};

void open(const World& world, Cases& cases, const Trail& trail, WeekLog& tally) {
  std::int32_t& due = cases.action_week[trail.ring];
  if (due >= 0 && trail.evidence != Evidence::kTip) return;
  const int weeks = weeks_to_action(world, trail.ring, trail.evidence);
  const int action = world.week + weeks;
  if (due < 0) {
    tally.cases_opened += world.grain().of_world(1);
    note(world, {.kind = EventKind::kCaseOpened, .ring = trail.ring, .value = static_cast<double>(weeks)});
  }
  due = due < 0 ? action : std::min(due, action);
}

/// The fronts of a ring that an action brings to light.
void find_fronts(const World& world, Id<Ring> ring, Outbox& outbox) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  double unknown = std::pow(1 - parameters.fronts_known, world.effort(Effort::kListings));
  if (world.law().rules.affiliates_rule(world.version())) unknown *= 1 - parameters.affiliates_known;
  const std::uint32_t last = world.rings.first_front[Id<Ring>(ring.index() + 1)];
  for (std::uint32_t row = world.rings.first_front[ring]; row < last; ++row) {
    const Id<Front> front(row);
    const double u = world.draw(world.rings.key[ring], kListedPurpose, world.fronts.number[front]);
    if (u < 1 - unknown) outbox.found.push_back(front);
  }
}

void act(const World& world, Id<Ring> ring, WeekLog& tally, Outbox& outbox) {
  tally.cases_acted += world.grain().of_world(1);
  find_fronts(world, ring, outbox);
  outbox.actions.push_back({ring, world.parameters.enforcement.seized_with_case *
                                      world.draw(world.rings.key[ring], kTakenPurpose)});
}

}  // namespace

void CaseKind::make(const World& world, State& own) {
  own.cases.action_week.assign(world.rings.key.size(), -1);
}

int weeks_to_action(const World& world, Id<Ring> ring, Evidence evidence) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double sooner = evidence == Evidence::kTip ? double{parameters.tip_lag} : 1.0;
  const double weeks = sim::lognormal_quantile(
      world.draw(world.rings.key[ring], kCaseLagPurpose),
      sooner * parameters.case_median_weeks / world.effort(Effort::kCases), parameters.case_sigma);
  return std::max(1, static_cast<int>(std::ceil(std::min(weeks, 5000.0))));
}

void work_cases(const World& world, Cases& cases, WeekLog& tally, Outbox& outbox) {
  if (world.scenario->mechanisms.cases && world.effort(Effort::kCases) > 0) {
    for (const Trail& trail : outbox.trails) open(world, cases, trail, tally);
  }
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (cases.action_week[ring] != world.week) continue;
    act(world, ring, tally, outbox);
    cases.action_week[ring] = -1;
  }
}

double draw_of_raid(const World& world, const Lot& lot) {
  return world.draw(world.rings.key[lot.ring], kLotPurpose, key_of(world, lot));
}

std::int64_t penalty_cents(const World& world, double value_usd) {
  return static_cast<std::int64_t>(penalty_over_price(world) * value_usd * 100);
}

void forget_cases(const World& world, Cases& cases) {
  for (const Id<Ring> ring : world.outbox.founded) cases.action_week[ring] = -1;
}

}  // namespace chokepoint
