#include "models/physical/foundry.h"

#include <algorithm>
#include <cmath>

#include "models/ledger.h"
#include "models/physical/designer.h"
#include "models/physical/figures.h"
#include "models/physical/pipeline.h"
#include "models/physical/substitution.h"
#include "models/trade/rush.h"
#include "models/world.h"
#include "sim/engine/contract.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr sim::Purpose kStopsPurpose{"component.stops"};

/// A designer stops adding to a warehouse that holds this many weeks of what is asked.
constexpr double kWarehouseWeeks = 6;

/// Adds x to what was left over and takes out the whole units.
std::int64_t whole(double& carry, double x) {
  carry += x;
  const double units = std::floor(carry);
  carry -= units;
  return static_cast<std::int64_t>(units);
}

/// Chips in a designer's warehouse and on their way there.
double in_hand(const World& world, Id<Product> product) {
  return static_cast<double>(world.stocks.warehouse[product] + world.foundries.under_way[product]);
}

/// What one designer's product mix weighs this week, before capacity: chips asked a week. Products offered
/// everywhere share what is asked of them all by the roadmap; a variant for China is built to its own orders, and to those
/// that the line took away as long as they are remembered and it is open to China: the same customers come back for it.
void weigh_mix(const World& world, Id<Designer> designer, std::vector<double>& weights) {
  const Scenario& scenario = *world.scenario;
  const bool sells_to_all = scenario.designers[designer].captive_buyer < 0;
  double asked_everywhere = 0;
  for (const Id<Product> product : scenario.simulated) {
    const ProductFacts& facts = scenario.products[product];
    if (facts.designer == designer && facts.variant_of.is_none())
      asked_everywhere += world.asked.of_all[product];
  }
  for (const Id<Product> product : scenario.simulated) {
    const ProductFacts& facts = scenario.products[product];
    if (facts.designer != designer) continue;
    const bool is_prepared_now = is_prepared(world, product);
    if (!is_prepared_now && !is_begun(world, product)) continue;
    const int lag = weeks_to_sale(world, facts);
    const bool is_variant = !facts.variant_of.is_none();
    const bool replaces =
        is_variant && is_open(rule_this_week(world, product, scenario.china, scenario.china));
    const double asked =
        (is_prepared_now ? 0 : world.asked.of_all[product]) + (replaces ? lost_in_china(world, designer) : 0);
    double weight = 0;
    if (is_variant) {
      weight = asked;
    } else if (!facts.roadmap.empty()) {
      weight = figure_in(world, facts.roadmap, world.week + lag) * std::max(asked_everywhere, 1.0);
    }
    // What is asked of a new product shows only once it is on sale: until then the roadmap is followed.
    const bool is_known = is_prepared_now || world.week >= facts.volume_week + lag;
    const bool full =
        sells_to_all && is_known && in_hand(world, product) > (kWarehouseWeeks + lag) * std::max(1.0, asked);
    weights[product.index()] = full ? 0 : weight;
  }
}

/// Wafers that a packaging house has this week.
double packaging_wafers(const World& world, Id<Packaging> house) {
  const double wafers = world.weekly(world.scenario->packaging[house]);
  if (world.scenario->packaging_place[house] == world.scenario->china) {
    return wafers * world.parameters.supply.chinese_packaging_factor * world.substitution.build_up;
  }
  return world.week >= world.scenario->week_of_2025 ? wafers * world.parameters.supply.packaging_factor
                                                    : wafers;
}

/// The part of a component's flow to China that the controls of a week, or of one before the first, stop: a leak is
/// drawn once a run.
double stopped(const World& world, int week, Component component) {
  if (!world.scenario->mechanisms.component_controls) return 0;
  const RuleBook& rules = world.law_in(week).rules;
  const int version = rules.version_of(world.scenario->calendar.date_of(week));
  const ComponentControl* control = rules.component(version, component, world.scenario->china);
  if (control == nullptr) return 0;
  return control->stops.quantile(
      world.streams.uniform(kComponentKey, static_cast<std::uint64_t>(component), kStopsPurpose));
}

/// Lines follow their plans; what Chinese ones add is held back by the controls on tools of some time ago, since
/// tools are installed long after they are bought.
void grow_lines(const World& world, Foundries& foundries) {
  if (world.week == 0) return;
  const Scenario& scenario = *world.scenario;
  const int lag = static_cast<int>(std::lround(world.parameters.supply.tools_lag_weeks));
  const double held_back =
      world.parameters.supply.tools_drag * stopped(world, world.week - lag, Component::kTools);
  for (const Id<Line> line : ids(scenario.lines)) {
    const Dated& plan = scenario.lines[line].plan;
    const double growth = figure_now(world, plan) - figure_in(world, plan, world.week - 1);
    foundries.capacity[line] +=
        growth > 0 && scenario.line_in_china[line] ? growth * (1 - held_back) : growth;
  }
}

/// Stacks that come in this week, made or bought. Before a ban that is expected more are bought.
double stacks_coming(const World& world, Id<Memory> memory) {
  const MemoryFacts& facts = world.scenario->memory[memory];
  const bool chinese = world.scenario->memory_in_china[memory] != 0;
  const double made =
      figure_now(world, facts.made) *
      (chinese ? world.parameters.supply.chinese_memory_factor * world.substitution.build_up : 1.0);
  if (facts.bought.empty()) return made;
  const double bought = figure_now(world, facts.bought);
  if (!chinese) return made + bought;
  const double rush = is_closing(world, world.scenario->memory_closings)
                          ? double{world.parameters.rushes.memory_factor}
                          : 1.0;
  return made + bought * rush * (1 - stopped(world, world.week, Component::kMemory));
}

/// Working dies that a line adds this week, by die, given what its customers ask for.
void run_line(const World& world, Id<Line> line, const sim::Column<Die, double>& asked,
              sim::Column<Die, double>& working) {
  const Scenario& scenario = *world.scenario;
  const LineFacts& facts = scenario.lines[line];
  const double yield =
      figure_now(world, facts.yield) *
      (scenario.line_in_china[line] ? double{world.parameters.supply.chinese_line_factor} : 1.0);
  double wafers_asked = 0;
  for (const Id<Die> die : ids(scenario.dies)) {
    if (scenario.dies[die].line == line && yield > 0) {
      wafers_asked += asked[die] / (scenario.dies[die].gross_per_wafer * yield);
    }
  }
  if (wafers_asked <= 0) return;
  const double ai_share = facts.ai_share.empty() ? 1 : figure_now(world, facts.ai_share);
  const double build_up =
      scenario.line_in_china[line] && ai_share > 0 ? build_up_of_line(world, 1 / ai_share) : 1;
  const double capacity = world.foundries.capacity[line] * ai_share * build_up;
  const double scale =
      facts.runs == LineRuns::kFull ? capacity / wafers_asked : std::min(1.0, capacity / wafers_asked);
  for (const Id<Die> die : ids(scenario.dies)) {
    if (scenario.dies[die].line == line) working[die] += asked[die] * scale;
  }
}

/// Losses in packaging take dies and stacks with them, so more of both is needed than leaves as chips.
double needed_per_chip(const World& world, const ProductFacts& facts) {
  return 1 / ((facts.chinese ? double{world.parameters.supply.chinese_package_yield} : 1.0) *
              ramp_of(world, facts));
}

/// By packaging house: what the shares of its designers add up to, where that is more than all of it.
sim::Column<Packaging, double> oversold(const World& world) {
  const Scenario& scenario = *world.scenario;
  sim::Column<Packaging, double> shares(scenario.packaging.size(), 0.0);
  for (const DesignerFacts& facts : scenario.designers)
    shares[facts.packaging] += figure_now(world, facts.share);
  for (double& share : shares) share = std::max(1.0, share);
  return shares;
}

/// What designers would package of each product, had they the dies and the memory.
std::vector<double> plan_of_all(const World& world) {
  const Scenario& scenario = *world.scenario;
  const std::size_t products = scenario.products.size();
  std::vector<double> per_wafer(products, 1.0);
  for (const Id<Product> product : scenario.simulated) {
    const ProductFacts& facts = scenario.products[product];
    per_wafer[product.index()] = facts.per_wafer * ramp_of(world, facts);
  }
  const sim::Column<Packaging, double> too_much = oversold(world);
  std::vector<double> planned(products, 0.0);
  for (const Id<Designer> designer : ids(scenario.designers)) {
    std::vector<double> weights(products, 0.0);
    weigh_mix(world, designer, weights);
    const DesignerFacts& facts = scenario.designers[designer];
    const double wafers =
        packaging_wafers(world, facts.packaging) * figure_now(world, facts.share) / too_much[facts.packaging];
    const std::vector<double> units = plan_packages(weights, per_wafer, wafers);
    for (std::size_t i = 0; i < products; ++i) planned[i] += units[i];
  }
  return planned;
}

/// Dies and stacks that a plan takes.
struct Need {
  sim::Column<Die, double> dies;
  sim::Column<Memory, double> stacks;
};

Need need_of(const World& world, const std::vector<double>& planned) {
  const Scenario& scenario = *world.scenario;
  Need need{sim::Column<Die, double>(scenario.dies.size(), 0.0),
            sim::Column<Memory, double>(scenario.memory.size(), 0.0)};
  for (const Id<Product> product : scenario.simulated) {
    const ProductFacts& facts = scenario.products[product];
    const double chips = planned[product.index()] * needed_per_chip(world, facts);
    need.dies[facts.die] += chips * facts.dies;
    need.stacks[facts.memory] += chips * facts.stacks;
  }
  return need;
}

/// Lines fill the gap between what is needed and the dies in stock; a line that runs full ignores the stock.
void make_dies(const World& world, const Need& need, Foundries& foundries) {
  const Scenario& scenario = *world.scenario;
  sim::Column<Die, double> wanted = need.dies;
  for (const Id<Die> die : ids(scenario.dies)) {
    if (scenario.lines[scenario.dies[die].line].runs == LineRuns::kToOrder)
      wanted[die] = std::max(0.0, wanted[die] - static_cast<double>(foundries.dies[die]));
  }
  sim::Column<Die, double> working(scenario.dies.size(), 0.0);
  for (const Id<Line> line : ids(scenario.lines)) run_line(world, line, wanted, working);
  const double dies_let_through = 1 - stopped(world, world.week, Component::kFoundryDies);
  for (const Id<Die> die : ids(scenario.dies)) {
    const Dated& bought = scenario.dies[die].bought;
    const double from_abroad = bought.empty() ? 0 : figure_now(world, bought) * dies_let_through;
    foundries.dies[die] += whole(foundries.die_carry[die], working[die] + from_abroad);
  }
}

void take_in_stacks(const World& world, Foundries& foundries) {
  for (const Id<Memory> memory : ids(world.scenario->memory))
    foundries.stacks[memory] += whole(foundries.stack_carry[memory], stacks_coming(world, memory));
}

/// The part of a need that a stock covers.
double cover(std::int64_t stock, double need) {
  return need <= static_cast<double>(stock) ? 1.0 : static_cast<double>(stock) / need;
}

/// Packages are the least of plan, dies and stacks; what is short is shared in proportion to need.
void package(const World& world, const std::vector<double>& planned, const Need& need, Foundries& foundries,
             Ledger& ledger) {
  const Scenario& scenario = *world.scenario;
  sim::Column<Die, double> die_cover(scenario.dies.size(), 1.0);
  sim::Column<Memory, double> stack_cover(scenario.memory.size(), 1.0);
  for (const Id<Die> die : ids(scenario.dies)) die_cover[die] = cover(foundries.dies[die], need.dies[die]);
  for (const Id<Memory> memory : ids(scenario.memory))
    stack_cover[memory] = cover(foundries.stacks[memory], need.stacks[memory]);
  for (const Id<Product> product : scenario.simulated) {
    const ProductFacts& facts = scenario.products[product];
    const double per_chip = needed_per_chip(world, facts);
    const double most = planned[product.index()] *
                        std::min(die_cover[facts.die], facts.stacks > 0 ? stack_cover[facts.memory] : 1.0);
    std::int64_t units = whole(foundries.package_carry[product], most);
    // Carried fractions may ask for one more than is there.
    const auto affordable = [&](std::int64_t stock, int each) {
      return each == 0 ? units : static_cast<std::int64_t>(static_cast<double>(stock) / (each * per_chip));
    };
    units = std::min({units, affordable(foundries.dies[facts.die], facts.dies),
                      affordable(foundries.stacks[facts.memory], facts.stacks)});
    const auto used = [&](int each) {
      return static_cast<std::int64_t>(std::floor(static_cast<double>(units) * each * per_chip));
    };
    foundries.dies[facts.die] -= used(facts.dies);
    foundries.stacks[facts.memory] -= used(facts.stacks);
    const Passage passage = passage_of(world, product, units);
    if (!passage.slot.is_none()) {
      foundries.begun(product, passage.slot) = units;
      foundries.under_way[product] += units - passage.left;
    }
    if (passage.reaches > 0) ledger.make(product, passage.reaches);
  }
}

}  // namespace

std::vector<double> plan_packages(const std::vector<double>& weights, const std::vector<double>& per_wafer,
                                  double wafers) {
  double wafers_for_weights = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) wafers_for_weights += weights[i] / per_wafer[i];
  }
  std::vector<double> units(weights.size(), 0.0);
  if (wafers_for_weights <= 0) return units;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) units[i] = weights[i] * (wafers / wafers_for_weights);
  }
  return units;
}

void FoundryKind::make(const World& world, State& own) {
  const Scenario& scenario = *world.scenario;
  Foundries& foundries = own.foundries;
  for (const LineFacts& line : scenario.lines) foundries.capacity.push_back(figure_in(world, line.plan, 0));
  foundries.dies.assign(scenario.dies.size(), 0);
  foundries.die_carry.assign(scenario.dies.size(), 0);
  foundries.stacks.assign(scenario.memory.size(), 0);
  foundries.stack_carry.assign(scenario.memory.size(), 0);
  foundries.package_carry.assign(scenario.products.size(), 0);
  foundries.begun = {scenario.products.size(), kMostWeeksToSale, 0};
  foundries.under_way.assign(scenario.products.size(), 0);
}

void FoundryKind::check(const World& world) {
  for (const Id<Die> die : ids(world.foundries.dies)) {
    sim::require(world.foundries.dies[die] >= 0, "week {}: die stock {} is negative", world.week,
                 die.index());
  }
  for (const Id<Memory> memory : ids(world.foundries.stacks)) {
    sim::require(world.foundries.stacks[memory] >= 0, "week {}: memory stock {} is negative", world.week,
                 memory.index());
  }
}

void make_chips(const World& world, Foundries& foundries, Ledger& ledger) {
  grow_lines(world, foundries);
  const std::vector<double> planned = plan_of_all(world);
  const Need need = need_of(world, planned);
  make_dies(world, need, foundries);
  take_in_stacks(world, foundries);
  package(world, planned, need, foundries, ledger);
}

}  // namespace chokepoint
