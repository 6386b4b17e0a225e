#include "models/trade/gate.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/record/trace.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// States of the gate at the end of each week.
std::vector<GateState> states(const tiny::Overrides& overrides, std::uint64_t number = 0) {
  tiny::Run run(overrides, number);
  std::vector<GateState> seen;
  while (run.world.week < run.scenario.calendar.weeks) {
    run.weeks(1);
    seen.push_back(run.world.gate.state);
  }
  return seen;
}

const char* const kShutInMarch = "gate=[{from: 2023-03-06, state: closed, source: t, confidence: A}]";
const char* const kChain = "gate_after={rule: chain}";

TEST_CASE("an open gate admits all, a closed one nothing, a conditional one its share") {
  CHECK(admitted_share(GateState::kOpen, 0.3) == 1);
  CHECK(admitted_share(GateState::kClosed, 0.3) == 0);
  CHECK(admitted_share(GateState::kConditional, 0.3) == 0.3);
}

TEST_CASE("a gate moves by one state at a time, low numbers loosen it and high ones tighten it") {
  GateParameters gate;
  gate.closed_weeks.value = gate.conditional_weeks.value = gate.open_weeks.value = 2;
  gate.loosens.value = 0.5;
  for (const double u : {0.001, 0.2, 0.5, 0.7, 0.999}) {
    CHECK(next_gate_state(GateState::kClosed, gate, u) != GateState::kOpen);
    CHECK(next_gate_state(GateState::kOpen, gate, u) != GateState::kClosed);
    for (const GateState state : {GateState::kConditional, GateState::kClosed}) {
      const auto looser = static_cast<GateState>(static_cast<std::uint32_t>(state) - 1);
      CHECK(next_gate_state(looser, gate, u) <= next_gate_state(state, gate, u));
    }
  }
  CHECK(next_gate_state(GateState::kConditional, gate, 0.001) == GateState::kOpen);
  CHECK(next_gate_state(GateState::kConditional, gate, 0.999) == GateState::kClosed);
}

TEST_CASE("with the same random draws a gate that loosens more readily is never tighter") {
  for (const std::uint64_t number : {0U, 1U, 2U, 3U}) {
    const auto slow = states({kShutInMarch, kChain, "parameters.gate.closed_weeks=30"}, number);
    const auto fast = states({kShutInMarch, kChain, "parameters.gate.closed_weeks=4"}, number);
    const auto faster = states(
        {kShutInMarch, kChain, "parameters.gate.closed_weeks=4", "parameters.gate.loosens=0.9"}, number);
    for (std::size_t week = 0; week < slow.size(); ++week) {
      REQUIRE(fast[week] <= slow[week]);
      REQUIRE(faster[week] <= fast[week]);
    }
  }
}

TEST_CASE("a gate that stands stays as dated, one that is held is held from its day, and a chain moves") {
  const auto stands = states({kShutInMarch});
  CHECK(stands.front() == GateState::kOpen);
  CHECK(stands.back() == GateState::kClosed);
  const auto held = states({kShutInMarch, "gate_after={rule: open, from: 2023-06-05}"});
  CHECK(held[21] == GateState::kClosed);
  CHECK(held[22] == GateState::kOpen);
  CHECK(held.back() == GateState::kOpen);
  const auto chain = states({kShutInMarch, kChain});
  CHECK(std::count(chain.begin() + 9, chain.end(), GateState::kClosed) < 95);
  CHECK(std::all_of(chain.begin(), chain.begin() + 9, [](GateState s) { return s == GateState::kOpen; }));
}

TEST_CASE("a variant that the model built fares at the gate as the least named chip that is as good") {
  const auto admitted = [](const char* chips) {
    tiny::Run run(
        {tiny::calendar({"strict"}), "mechanisms.variants=true",
         fmt::format("gate=[{{from: 2023-03-06, state: closed, chips: [{}], source: t, confidence: A}}]",
                     chips)});
    run.until("2023-04-03");
    return admitted_this_week(run.world, run.chip("NVIDIA_variant_2023_1"));
  };
  CHECK(admitted("H20") == 0);       // the variant is cut to less
  CHECK(admitted("H100_SXM") == 0);  // the only one named
  CHECK(admitted("ASCEND") == 1);    // named, and worth less
}

TEST_CASE("while the gate is shut nothing is ordered by import, and rings trade on") {
  tiny::Run run({"gate_after={rule: closed, from: 2023-08-07}", "parameters.gate.admits=0.5"});
  Trace trace;
  run.world.trace = &trace;
  run.to_end();
  int imports = 0;
  for (const Event& event : trace.events) {
    if (event.kind != EventKind::kOrdered || event.week < 31) continue;
    imports += run.world.buyers.kind[event.buyer] == BuyerKind::kChinese &&
               !run.scenario.products[event.product].chinese;
  }
  CHECK(imports == 0);
  CHECK(run.sum(&WeekLog::smuggled, "2023-10-01") > 0);
  CHECK(std::any_of(trace.events.begin(), trace.events.end(), [](const Event& event) {
    return event.kind == EventKind::kGateMoved && event.week == 31 && event.value == 0;
  }));
}

TEST_CASE("without its mechanism the gate lets all in") {
  tiny::Run run({"gate_after={rule: closed, from: 2023-01-02}", "calendar=[]", "mechanisms.gate=false"});
  CHECK(run.weeks(30).sum(&WeekLog::legal_to_china) > 0);
}

}  // namespace
}  // namespace chokepoint
