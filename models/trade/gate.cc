#include "models/trade/gate.h"

#include <algorithm>
#include <cmath>

#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kMovePurpose{"gate.move"};

bool rule_holds(const World& world) {
  const GatePlan& plan = world.scenario->gate;
  return plan.rule != GateRule::kAsItStands && world.week >= plan.rule_from;
}

GateState state_now(const World& world) {
  const GatePlan& plan = world.scenario->gate;
  if (!rule_holds(world)) {
    const auto step = plan.step_of_week[static_cast<std::size_t>(world.week)];
    return plan.steps[static_cast<std::size_t>(step)].state;
  }
  switch (plan.rule) {
    case GateRule::kOpen:
      return GateState::kOpen;
    case GateRule::kConditional:
      return GateState::kConditional;
    case GateRule::kClosed:
      return GateState::kClosed;
    default:
      break;
  }
  const double u = world.draw(kGateKey, kMovePurpose);
  return next_gate_state(world.gate.state, world.parameters.gate, u);
}

}  // namespace

GatePlan plan_gate(const std::vector<GateInput>& entries, const std::vector<std::vector<Id<Product>>>& chips,
                   std::size_t products, const sim::Calendar& calendar) {
  GatePlan plan;
  plan.steps.push_back({0, GateState::kOpen, std::vector<double>(products, 1.0)});
  for (std::size_t i = 0; i < entries.size(); ++i) {
    GatePlan::Step step = plan.steps.back();
    step.week = std::max(0, calendar.first_week_from(entries[i].from));
    step.state = entries[i].state;
    const double share = admitted_share(entries[i].state, entries[i].admits);
    if (chips[i].empty()) std::fill(step.admitted.begin(), step.admitted.end(), share);
    for (const Id<Product> product : chips[i]) {
      if (!product.is_none()) step.admitted[product.index()] = share;
    }
    plan.steps.push_back(std::move(step));
  }
  std::size_t last = 0;
  for (int week = 0; week < calendar.weeks; ++week) {
    while (last + 1 < plan.steps.size() && plan.steps[last + 1].week <= week) ++last;
    plan.step_of_week.push_back(static_cast<int>(last));
  }
  return plan;
}

GateState next_gate_state(GateState state, const GateParameters& parameters, double u) {
  const auto leaves = [](double weeks) { return 1 - std::exp(-1 / weeks); };
  switch (state) {
    case GateState::kClosed:
      return u < leaves(parameters.closed_weeks) ? GateState::kConditional : state;
    case GateState::kConditional: {
      const double chance = leaves(parameters.conditional_weeks);
      if (u < chance * parameters.loosens) return GateState::kOpen;
      return u >= 1 - chance * (1 - parameters.loosens) ? GateState::kClosed : state;
    }
    case GateState::kOpen:
      break;
  }
  return u >= 1 - leaves(parameters.open_weeks) ? GateState::kConditional : state;
}

double admitted_this_week(const World& world, Id<Product> product) {
  if (!world.scenario->mechanisms.gate) return 1;
  if (rule_holds(world)) return admitted_share(world.gate.state, world.parameters.gate.admits);
  const GatePlan& plan = world.scenario->gate;
  const auto step = plan.step_of_week[static_cast<std::size_t>(world.week)];
  return plan.steps[static_cast<std::size_t>(step)].admitted[product.index()];
}

bool state_centres_shut(const World& world) {
  return world.scenario->mechanisms.gate && world.week >= world.scenario->gate.no_foreign_in_state_centres;
}

void move_gate(const World& world, ChineseGate& gate) {
  if (!world.scenario->mechanisms.gate) return;
  const GateState before = gate.state;
  gate.state = state_now(world);
  if (gate.state == before) return;
  note(world, {.kind = EventKind::kGateMoved,
               .value = admitted_share(gate.state, world.parameters.gate.admits),
               .note = sim::EnumNames<GateState>::names[static_cast<std::size_t>(gate.state)]});
}

}  // namespace chokepoint
