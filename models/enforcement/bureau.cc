#include "models/enforcement/bureau.h"

#include <cmath>

#include "models/world.h"

namespace chokepoint {

double staff_after_a_week(double staff, double budget, double hire_weeks) {
  return staff + (budget - staff) / hire_weeks;
}

void hire(const World& world, Bureau& bureau) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double budget = world.weekly(world.scenario->enforcement.budget);
  bureau.staff = world.week == 0 ? budget : staff_after_a_week(bureau.staff, budget, parameters.hire_weeks);
  bureau.work = std::pow(bureau.staff, parameters.returns);
}

}  // namespace chokepoint
