#include "models/record/trace.h"

#include <algorithm>
#include <string_view>

#include <doctest/doctest.h>

#include "sim/engine/state.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

struct Traced : tiny::Run {
  Trace trace;
  explicit Traced(const tiny::Overrides& overrides = {}) : Run(overrides) { world.trace = &trace; }

  std::int64_t units(EventKind kind) const {
    std::int64_t sum = 0;
    for (const Event& event : trace.events) sum += event.kind == kind ? event.units : 0;
    return sum;
  }
  std::int64_t count(EventKind kind) const {
    return std::count_if(trace.events.begin(), trace.events.end(),
                         [&](const Event& event) { return event.kind == kind; });
  }
};

TEST_CASE("a traced run is the run that is not traced") {
  Traced traced;
  tiny::Run plain;
  CHECK(sim::hash(traced.to_end().world) == sim::hash(plain.to_end().world));
  CHECK(traced.trace.events.size() > 1000);
}

TEST_CASE("events add up to what the log counts") {
  Traced traced({"parameters.enforcement.found_when_opened=1", "enforcement.inspections=5"});
  traced.to_end();
  CHECK(traced.count(EventKind::kOrdered) + traced.count(EventKind::kRefusedByRule) ==
        traced.sum(&WeekLog::orders));
  CHECK(traced.count(EventKind::kRefusedBySeller) == traced.sum(&WeekLog::refused_by_seller));
  CHECK(traced.units(EventKind::kSeized) == traced.sum(&WeekLog::seized));
  CHECK(traced.units(EventKind::kSeized) > 0);
  CHECK(traced.units(EventKind::kSmuggledIn) == traced.sum(&WeekLog::smuggled));
}

TEST_CASE("every order has a number of its own, and every one that was stopped a reason") {
  Traced traced({tiny::calendar({"ban", "licences"})});
  traced.to_end();
  std::uint32_t last = 0;
  for (const Event& event : traced.trace.events) {
    const bool stopped = event.kind == EventKind::kRefusedByRule || event.kind == EventKind::kRefusedAtGate;
    if (!stopped && event.kind != EventKind::kOrdered) continue;
    CHECK(event.order == ++last);
    if (event.kind == EventKind::kRefusedByRule) CHECK(std::string_view(event.note) != "");
  }
  CHECK(traced.count(EventKind::kRefusedByRule) > 0);
  CHECK(last == traced.world.stocks.orders);
}

TEST_CASE("an order of which the Chinese gate admits less than a chip is written down") {
  Traced traced({tiny::calendar({"ban", "licences"}),
                 "gate=[{from: 2023-01-02, state: conditional, admits: 0.0001, source: t, confidence: C}]"});
  traced.to_end();
  CHECK(traced.count(EventKind::kRefusedAtGate) > 0);
}

TEST_CASE("a number drawn below the chance is what decides") {
  Traced traced({"parameters.enforcement.found_when_opened=1", "enforcement.inspections=5"});
  traced.to_end();
  for (const Event& event : traced.trace.events) {
    if (event.kind == EventKind::kSeized || event.kind == EventKind::kRefusedBySeller)
      CHECK(event.drawn < event.chance);
    if (event.kind == EventKind::kPassed) CHECK(event.drawn >= event.chance);
  }
}

TEST_CASE("what is held, delivered and bought is what buyers in China have, when no chip fails") {
  Traced traced({"mechanisms.failures=false", "parameters.fleets.failure_per_year=0"});
  note_what_is_held(traced.world);
  traced.to_end();
  std::int64_t came = 0;
  for (const Event& event : traced.trace.events) {
    const bool comes = event.kind == EventKind::kHeld || event.kind == EventKind::kDelivered ||
                       event.kind == EventKind::kBought;
    if (comes && traced.world.buyers.kind[event.buyer] == BuyerKind::kChinese) came += event.units;
  }
  std::int64_t held = 0;
  for (const char* chip : {"H100_SXM", "H20", "ASCEND"}) {
    for (int p = 0; p < kProvenances; ++p) held += traced.in_china(chip, static_cast<Provenance>(p));
  }
  CHECK(traced.count(EventKind::kBought) > 0);
  CHECK(came == held);
}

}  // namespace
}  // namespace chokepoint
