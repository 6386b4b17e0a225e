#include "models/scenario/grain.h"

#include "models/kinds.h"

namespace chokepoint {
namespace {

void multiply(sim::Parameter& parameter, double factor) {
  parameter.value *= factor;
  parameter.low *= factor;
  parameter.high *= factor;
}

}  // namespace

void put_in_grain(Parameters& parameters, const Grain& grain) {
  if (grain.agents == 1) return;
  multiply(parameters.rings.capital_median_usd, 1 / grain.agents);
  for (auto& method : parameters.methods.buying) multiply(method.value.capacity, grain.units_of_agent(1));
  for (auto& method : parameters.methods.moving) {
    multiply(method.value.capacity, grain.units_of_agent(1));
    multiply(method.value.cost_usd, 1 / grain.units);
  }
  // A check sees one front, a case one ring.
  multiply(parameters.enforcement.checks_per_officer, grain.agents);
  multiply(parameters.enforcement.campaign_cases, grain.agents);
}

}  // namespace chokepoint
