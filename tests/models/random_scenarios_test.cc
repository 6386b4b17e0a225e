// A thousand scenarios drawn from the bounds that fields declare: whatever is written, chips are conserved and nobody is
// served against the rule book.
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/invariants.h"
#include "models/record/trace.h"
#include "models/trade/orders.h"
#include "sim/input/fields_walk.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

constexpr sim::Purpose kFieldPurpose{"random_scenarios.field"};
constexpr sim::Purpose kLawPurpose{"random_scenarios.law"};
constexpr sim::Purpose kForcePurpose{"random_scenarios.enforcement"};

/// A value within a field's bounds: an end as often as something between, over decades where they span decades.
double within(double low, double high, const sim::RandomStreams::Four& draws) {
  if (draws.u[0] < 0.15) return low;
  if (draws.u[0] < 0.3) return high;
  if (low > 0 && high / low > 50) return low * std::pow(high / low, draws.u[1]);
  return low + (high - low) * draws.u[1];
}

/// One field in three of all parameters, one mechanism in five, a law and an enforcement.
tiny::Overrides random_scenario(const Scenario& tiny_scenario, std::uint64_t number) {
  const sim::RandomStreams streams{2027, number};
  tiny::Overrides overrides;
  Parameters parameters = tiny_scenario.parameters;
  std::uint64_t field = 0;
  sim::for_each_parameter(
      parameters, [&](const std::string& path, sim::Parameter& parameter, const sim::Says& says) {
        const auto draws = streams.uniform4(field++, 0, kFieldPurpose);
        if (draws.u[2] > 0.33) return;
        if (says.has_forms()) {
          overrides.push_back(fmt::format("parameters.{}={}", path, draws.u[0] < 0.5 ? 0 : 1));
          return;
        }
        const double value = parameter.value;
        const double low = std::isfinite(says.low) ? says.low : value / 2;
        const double high = std::isfinite(says.high) ? says.high : 2 * value;
        overrides.push_back(fmt::format("parameters.{}={:.6g}", path, within(low, high, draws)));
      });
  Mechanisms mechanisms;
  const auto maybe_off = [&](const std::string& path, bool&, const sim::Says&) {
    if (streams.uniform(field++, 1, kFieldPurpose) < 0.2)
      overrides.push_back(fmt::format("mechanisms.{}=false", path));
  };
  sim::LeafWalker<bool, decltype(maybe_off)> walker(maybe_off);
  mechanisms.fields(walker);

  const std::vector<std::vector<std::string>> laws{{},
                                                   {"ban"},
                                                   {"ban", "licensing", "licences"},
                                                   {"ban", "licensing", "licences from 2023-03-06", "quota"},
                                                   {"ban", "headquarters"},
                                                   {"ban", "notice"},
                                                   {"ban", "licensing", "exchange"}};
  const double law = streams.uniform(0, 0, kLawPurpose);
  overrides.push_back(tiny::calendar(laws[static_cast<std::size_t>(law * static_cast<double>(laws.size()))]));
  constexpr std::array<double, 5> kLevels{0, 0.2, 1, 10, 100};
  const double level = kLevels[static_cast<std::size_t>(streams.uniform(0, 0, kForcePurpose) * 5)];
  overrides.push_back(fmt::format("enforcement.strength=[{{from: 2023-01-02, level: {}}}]", level));
  return overrides;
}

/// Whether the rule book of today lets a sale be served: freely, or under a licence somebody may have.
bool may_be_served(const World& world, const Event& sale) {
  const Ruling ruling = rule_for(world, sale.product, sale.buyer);
  if (ruling.verdict != Verdict::kLicence) return is_open(ruling);
  return world.buyers.kind[sale.buyer] == BuyerKind::kAbroad ||
         world.buyers.kind[sale.buyer] == BuyerKind::kChinese;
}

/// Runs a scenario phase by phase; after each, what was sold in it must be lawful, and after a week conserved.
void hold_to_its_laws(tiny::Run& run) {
  Trace trace;
  run.world.trace = &trace;
  while (run.world.week < run.scenario.calendar.weeks) {
    for (const sim::Phase<World>& phase : phases_of_a_week()) {
      trace.events.clear();
      phase.run(run.world);
      for (const Event& event : trace.events) {
        if (event.kind == EventKind::kSold) REQUIRE(may_be_served(run.world, event));
      }
    }
    end_week(run.world);
    check_conservation(run.world);
  }
  run.world.trace = nullptr;
}

TEST_CASE(
    "whatever is written within its bounds, chips are conserved and nobody is served against the rule book") {
  const Scenario tiny_scenario = tiny::read();
  std::int64_t sold = 0;
  int held = 0;
  int refused = 0;
  for (std::uint64_t number = 0; held < 1000; ++number) {
    const tiny::Overrides overrides = random_scenario(tiny_scenario, number);
    CAPTURE(fmt::format("{}", fmt::join(overrides, "\n")));
    // What two fields rule out together, neither's bounds can: such a scenario is refused, not run.
    try {
      tiny::Run run(overrides, number);
      REQUIRE_NOTHROW(hold_to_its_laws(run));
      for (const WeekLog& week : run.world.log) sold += week.orders - week.refused_by_rule;
      ++held;
    } catch (const sim::BadInput&) {
      ++refused;
    }
  }
  CHECK(sold > 100000);
  CHECK(refused < 400);
}

}  // namespace
}  // namespace chokepoint
