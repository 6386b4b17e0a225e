#include "models/enforcement/bureau.h"

#include <cmath>

#include "models/world.h"

namespace chokepoint {

double staff_after_a_week(double staff, double budget, double hire_weeks) {
  return staff + (budget - staff) / hire_weeks;
}

void hire(World& world) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  const double budget = world.weekly(world.setting->enforcement.budget);
  double& staff = world.bureau.staff;
  staff = world.week == 0 ? budget : staff_after_a_week(staff, budget, parameters.hire_weeks);
  world.bureau.work = std::pow(staff, parameters.returns);
}

}  // namespace chokepoint
