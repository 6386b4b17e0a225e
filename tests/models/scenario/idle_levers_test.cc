#include "models/scenario/idle_levers.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// The levers of a tiny policy that do nothing, a line each; empty: none.
std::string idle(const tiny::Overrides& overrides) {
  const tiny::Written written = tiny::written(overrides);
  const Scenario scenario = tiny::read(overrides);
  sim::Problems warnings;
  find_idle_levers(scenario, written.root, warnings);
  std::string lines;
  for (const sim::Problem& warning : warnings.all())
    lines += fmt::format("{} ({})\n", warning.what, warning.why);
  return lines;
}

std::string does_nothing(const char* lever, const char* why) {
  return fmt::format("{} does nothing ({})\n", lever, why);
}

constexpr const char* kNotYet = "no chip is barred from China before 2023-07-03, so nothing is smuggled";
constexpr const char* kNever = "no control bars a chip from China, so nothing is smuggled";
constexpr const char* kSoftware =
    "enforcement.location_software={chips: [H100_SXM], from: 2023-02-06, source: t, confidence: C}";
const std::string kOperators =
    "actors.operators={places: {MY: {operators: 2, share_let: 0.5}}, source: t, confidence: A}";

TEST_CASE("levers that have something to act on are not named") {
  CHECK(idle({}) == "");
  CHECK(idle({"enforcement={strength: [{from: 2023-08-07, level: 5}], inspections: 2, checks: 2, cases: 2, "
              "penalties: 2, diligence: 2, whistle_blowers: 2, listings: 2, budget: 400000000, award: 0.2}",
              "enforcement.places={MY: {inspections: 3, checks: 3}}",
              "gate=[{from: 2023-03-06, state: closed, source: t, confidence: A}]",
              "gate_after={rule: chain, from: 2023-06-05}",
              "state_centres_domestic_from={from: 2023-05-01, source: t, confidence: A}"}) == "");
}

TEST_CASE("a part of enforcement does nothing while its mechanism is off or nothing is smuggled") {
  CHECK(idle({"mechanisms.customs=false", "enforcement.inspections=5"}) ==
        does_nothing("enforcement.inspections", "mechanisms.customs is off"));
  CHECK(idle({"mechanisms.smuggling=false", "enforcement.penalties=5"}) ==
        does_nothing("enforcement.penalties", "mechanisms.smuggling is off"));
  CHECK(idle({"enforcement.cases=[{from: 2023-02-06, level: 5}, {from: 2023-06-05, level: 1}]"}) ==
        does_nothing("enforcement.cases", kNotYet));
  CHECK(idle({"enforcement.cases=[{from: 2023-02-06, level: 5}, {from: 2023-07-10, level: 1}]"}) == "");
}

TEST_CASE("checks need officers, diligence needs a law and listings an entity list") {
  CHECK(idle({"actors.officers.east.officers=0", "enforcement.checks=5"}) ==
        does_nothing("enforcement.checks", "actors.officers has nobody who checks"));
  CHECK(idle({"calendar=[]", "enforcement.diligence=5"}) ==
        does_nothing("enforcement.diligence", "no control is in force: without a law no flag is red"));
  CHECK(idle({tiny::calendar({"october"}), "enforcement.listings=5"}) ==
        does_nothing("enforcement.listings", "no entity list is in force"));
  CHECK(idle({tiny::calendar({"october", "list"}), "enforcement.listings=5"}) == "");
}

TEST_CASE("location checks need a chip that can tell, closing a loophole, and a look at tenants a rule") {
  CHECK(idle({"enforcement.location_checks=5"}) ==
        does_nothing("enforcement.location_checks",
                     "no chip can tell where it is by then: no duty is in force, no software out"));
  CHECK(idle({"parameters.enforcement.location_voluntary=0.1", kSoftware, "enforcement.location_checks=5"}) ==
        "");
  CHECK(idle({"enforcement.closing=5"}) ==
        does_nothing("enforcement.closing", "adaptation names no loophole"));
  CHECK(idle({kOperators, "enforcement.know_your_customer=5"}) ==
        does_nothing("enforcement.know_your_customer", "no rule on remote access bars a tenant"));
  CHECK(idle({kOperators, tiny::calendar({"ban", "remote"}), "enforcement.know_your_customer=5"}) == "");
}

TEST_CASE("strength does nothing in a policy without any control") {
  const std::string why = fmt::format("no part has what to act on: {}", kNever);
  CHECK(idle({"calendar=[]", "enforcement.strength=5"}) == does_nothing("enforcement.strength", why.c_str()));
  CHECK(idle({"enforcement.strength=0", "enforcement.cases=5"}) ==
        does_nothing("enforcement.cases", "enforcement.strength is 0"));
}

TEST_CASE("a budget does nothing when nothing that it pays is done from then on") {
  CHECK(idle({"enforcement={strength: 0, budget: [{from: 2023-02-06, level: 400000000}]}"}) ==
        does_nothing("enforcement.budget", "what the bureau's people do is at level 0"));
  CHECK(idle({"enforcement.budget=[{from: 2023-02-06, level: 4e8}, {from: 2023-04-03, level: 2e8}]"}) == "");
}

TEST_CASE("an award does nothing without whistle-blowers") {
  CHECK(idle({"mechanisms.whistle_blowers=false", "enforcement.award=0.2"}) ==
        does_nothing("enforcement.award", "mechanisms.whistle_blowers is off"));
}

TEST_CASE("a crackdown needs lots that leave the place, and officers who look after it") {
  CHECK(
      idle({"enforcement.places={US: {inspections: 5, checks: 5}}"}) ==
      does_nothing("enforcement.places.US.inspections", "no smuggled lot can leave it on its way to China") +
          does_nothing("enforcement.places.US.checks", "no end-use officers look after it"));
  CHECK(idle({"enforcement.places={HK: {checks: 5}}"}) ==
        does_nothing("enforcement.places.HK.checks", "nobody stands there who could be checked"));
  CHECK(idle({"enforcement.allied_customs=5"}) ==
        does_nothing("enforcement.allied_customs", "no smuggled lot can leave an ally"));
  CHECK(idle({"actors.fronts.places.TW=1", "enforcement.allied_customs=5"}) == "");
}

TEST_CASE("software that nobody uses does nothing, and no variant that the model builds has it") {
  CHECK(idle({kSoftware}) ==
        does_nothing("enforcement.location_software", "parameters.enforcement.location_voluntary is 0"));
  CHECK(idle({kSoftware, "parameters.enforcement.location_voluntary=0.1"}) == "");
  const Scenario scenario = tiny::read({kSoftware, "mechanisms.variants=true", tiny::calendar({"strict"})});
  CHECK(scenario.products.size() > 3);
  CHECK(scenario.enforcement.software_week.size() == scenario.products.size());
}

TEST_CASE("a loophole does nothing whose regime is in force anyway, or that is seen too late") {
  CHECK(idle({"adaptation=[{closes: list, since: 2023-02-06}]", tiny::calendar({"ban"})}) ==
        does_nothing("loophole 'list'", "the calendar has that regime in force from the day it can be seen"));
  CHECK(idle({"adaptation=[{closes: strict, since: 2026-01-05}, {closes: october, since: 2023-08-07}]"}) ==
        does_nothing("loophole 'strict'", "it can be seen only after the last day") +
            does_nothing("loophole 'october'",
                         "the one before it is never closed, and they are closed in order"));
  CHECK(idle({"adaptation=[{closes: strict, since: 2023-08-07}]", "enforcement.closing=2"}) == "");
}

TEST_CASE("an entry of the gate does nothing that is overruled, or changes no share") {
  const std::string closed = "gate=[{from: 2023-09-04, state: closed, source: t, confidence: A}";
  CHECK(idle({closed + "]", "gate_after={rule: open, from: 2023-08-07}"}) ==
        does_nothing("gate: entry 1", "gate_after governs from that day"));
  CHECK(idle({closed + ", {from: 2023-10-02, state: closed, chips: [H20], source: t, confidence: A}]"}) ==
        does_nothing("gate: entry 2", "it lets in what was let in before, of all chips that are sold"));
  CHECK(idle({"mechanisms.gate=false", closed + "]"}) ==
        does_nothing("gate: entry 1", "mechanisms.gate is off"));
}

TEST_CASE("what governs the gate after the last day, and state centres without state buyers, do nothing") {
  CHECK(idle({"gate=[{from: 2031-01-06, state: closed, source: t, confidence: A}]",
              "gate_after={rule: open}"}) ==
        does_nothing("gate_after", "it begins with the last dated entry, after the last day"));
  CHECK(idle({"actors.chinese.others.state=0",
              "state_centres_domestic_from={from: 2023-05-01, source: t, confidence: A}"}) ==
        does_nothing("state_centres_domestic_from", "actors.chinese has no state buyer"));
}

TEST_CASE("a regime does nothing that is in force in no week") {
  const std::string calendar = "calendar=[{regime: list}, {regime: ban}, ";
  CHECK(idle({calendar + "{regime: strict, from: 2022-01-03, until: 2022-06-06}]"}) ==
        does_nothing("regime 'strict'", "it is in force in no week of the runs"));
  // To move a regime of the calendar out of the span is to take it out.
  CHECK(idle({"calendar_changes=[{regime: ban, from: 2022-01-03, until: 2022-06-06}]"}) == "");
}

TEST_CASE("a quota does nothing when all that it counts is denied") {
  CHECK(idle({tiny::calendar({"quota"})}) == "");
  CHECK(idle({tiny::calendar({"quota", "strict"})}) ==
        "quota 'ceiling' does nothing in 'tiny' (what it would count never happens: denied, of a chip never "
        "sold, or for a buyer whom nobody plays)\n");
}

}  // namespace
}  // namespace chokepoint
