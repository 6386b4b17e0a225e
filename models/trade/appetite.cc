#include "models/trade/appetite.h"

#include <cmath>

#include "models/trade/channels.h"
#include "models/world.h"

namespace chokepoint {

double answer_of_spending(double cost_of_record, double cost, double elasticity) {
  if (cost_of_record <= 0 || cost <= 0) return 1;
  return std::pow(cost_of_record / cost, elasticity);
}

double spending_factor(const World& world, double cost) {
  if (!world.scenario->mechanisms.spending_answers || world.parameters.demand.spending_form.is_second_form())
    return 1;
  const std::vector<sim::Id<Product>>& offered = world.scenario->offered_of_record;
  const sim::Id<Product> chip =
      offered.empty() ? sim::Id<Product>{} : offered[static_cast<std::size_t>(world.week)];
  if (chip.is_none()) return 1;
  const double use = use_of(world.scenario->catalogue.chip[chip], world.parameters.channels.inference_share);
  return answer_of_spending(use > 0 ? world.price_usd(chip) / use : 0, cost,
                            world.parameters.demand.spending_answers);
}

}  // namespace chokepoint
