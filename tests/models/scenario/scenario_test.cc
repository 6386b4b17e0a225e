#include "models/scenario/scenario.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// What is wrong with the tiny scenario under an override; nothing when it is accepted.
std::string wrong(const tiny::Overrides& overrides) {
  try {
    tiny::read(overrides);
    return "";
  } catch (const sim::BadInput& bad) {
    return bad.what();
  }
}

bool says(const std::string& text, const char* what) { return text.find(what) != std::string::npos; }

TEST_CASE("the company of the question is one of the named Chinese buyers") {
  CHECK(tiny::read({"question.company=BigCloud"}).company == sim::Id<Chinese>(0));
  CHECK(tiny::read().company.is_none());
  CHECK(says(wrong({"question.company=BigClod"}),
             "unknown Chinese buyer 'BigClod' (did you mean 'BigCloud'?)"));
}

TEST_CASE("a figure between two dates lies on the line between them") {
  const Scenario scenario = tiny::read(
      {"actors.spending.abroad_usd_bn_per_year=[{date: 2023-01-02, value: 1, source: t, confidence: A}, "
       "{date: 2023-05-22, value: 3, source: t, confidence: A}]"});
  const double week = 1e9 * 7 / 365.25;
  CHECK(scenario.spending_abroad[0] == doctest::Approx(week));
  CHECK(scenario.spending_abroad[10] == doctest::Approx(2 * week));
  CHECK(scenario.spending_abroad[20] == doctest::Approx(3 * week));
  CHECK(scenario.spending_abroad[100] == doctest::Approx(3 * week));
}

TEST_CASE("a level of enforcement holds from its day until the next, and strength multiplies every part") {
  const Scenario scenario = tiny::read(
      {"enforcement={strength: [{from: 2023-02-06, level: 2}, {from: 2023-03-06, level: 3}], cases: 5}"});
  for (const Effort part : {Effort::kCases, Effort::kInspections}) {
    const Weekly& effort = scenario.enforcement.effort[static_cast<std::size_t>(part)];
    const double own = part == Effort::kCases ? 5 : 1;
    CHECK(effort[4] == own);
    CHECK(effort[5] == 2 * own);
    CHECK(effort[8] == 2 * own);
    CHECK(effort[9] == 3 * own);
  }
}

TEST_CASE("the last gate entry that speaks of a chip holds") {
  const Scenario scenario = tiny::read(
      {"gate=[{from: 2023-02-06, state: closed, source: t, confidence: A}, "
       "{from: 2023-03-06, state: conditional, admits: 0.3, chips: [H20], source: t, confidence: A}]"});
  const auto h20 = scenario.catalogue.find("H20").index();
  const auto h100 = scenario.catalogue.find("H100_SXM").index();
  const auto admitted = [&](std::size_t week, std::size_t product) {
    return scenario.gate.steps[static_cast<std::size_t>(scenario.gate.step_of_week[week])].admitted[product];
  };
  CHECK(admitted(4, h20) == 1);
  CHECK(admitted(5, h20) == 0);
  CHECK(admitted(9, h20) == 0.3);
  CHECK(admitted(9, h100) == 0);
}

TEST_CASE("scenarios that say different things have different hashes, and equal ones the same") {
  CHECK(tiny::read().hash == tiny::read().hash);
  CHECK(tiny::read().hash != tiny::read({"population.rings=4"}).hash);
}

TEST_CASE("what an author had in view changes no scenario's hash") {
  const std::string hurdle =
      "parameters.rings.hurdle={value: 0.1, low: 0.01, high: 1, source: x, confidence: C";
  CHECK(tiny::read({hurdle + "}"}).hash == tiny::read({hurdle + ", in_view: [record]}"}).hash);
  CHECK(tiny::read({hurdle + "}"}).hash != tiny::read({hurdle + ", shape: loguniform}"}).hash);
}

TEST_CASE("a name that stands for nothing is reported at its place with spelling help") {
  const std::string text = wrong({"supply.packages.H20.variant_of=H100_SMX", "actors.chinese.arms_in={MX: 1}",
                                  "supply.dies.GH100.line=N55"});
  CHECK(says(text, "--set supply.packages.H20.variant_of"));
  CHECK(says(text, "unknown chip 'H100_SMX' (did you mean 'H100_SXM'?)"));
  CHECK(says(text, "unknown place 'MX' (did you mean 'MY'?)"));
  CHECK(says(text, "unknown line 'N55' (did you mean 'N5'?)"));
}

TEST_CASE("a chip that cannot be sold or placed is reported") {
  CHECK(says(wrong({"supply.packages.H100_SXM.variant_of=H20"}),
             "'H100_SXM' needs either roadmap or variant_of"));
  CHECK(says(wrong({"supply.packages.H20.price_usd=0"}), "'H20' is sold but has no price"));
  CHECK(says(wrong({"chips.H20.power_w=0"}), "'H20' has no power"));
  CHECK(says(wrong({"supply.packages.H100_SXM=null"}), "a variant of 'H100_SXM', which is not made"));
}

TEST_CASE("a calendar is changed by name: regimes come in, move and go") {
  const auto versions = [](const char* changes) {
    std::string days;
    const Scenario scenario =
        tiny::read({tiny::calendar({"ban"}), std::string("calendar_changes=") + changes});
    for (const LawVersion& version : scenario.laws.front().rules.versions())
      days += version.first.iso() + " ";
    return days;
  };
  CHECK(versions("[]") == "0001-01-01 2019-01-01 2023-07-03 ");
  CHECK(versions("[{regime: ban, from: 2023-05-01, until: 2024-01-01}]") ==
        "0001-01-01 2019-01-01 2023-05-01 2024-01-01 ");
  CHECK(versions("[{regime: ban, never: true}, {regime: notice}]") == "0001-01-01 2023-01-02 ");
  CHECK(
      says(wrong({"calendar_changes=[{regime: bam, never: true}]"}), "regime 'bam' is not in the calendar"));
}

TEST_CASE("dates out of order are reported") {
  CHECK(says(wrong({"gate=[{from: 2024-01-01, state: closed, source: t, confidence: A}, "
                    "{from: 2023-01-01, state: open, source: t, confidence: A}]"}),
             "gate: 2023-01-01 comes before 2024-01-01"));
  CHECK(says(wrong({"enforcement.strength=[{from: 2024-01-01, level: 2}, {from: 2023-01-01, level: 3}]"}),
             "strength: 2023-01-01 does not come after 2024-01-01"));
}

/// What is wrong with the tiny scenario when it has some more methods of buying and of moving than its own.
std::string wrong_with_more_methods(int buying, int moving) {
  tiny::Overrides more;
  for (int i = 0; i < buying; ++i) {
    more.push_back(fmt::format(
        "parameters.methods.buying.more{}={{says: s, stands_in: [free], share: 1, cost: 0, capacity: 1, "
        "dwell_weeks: 1, flags: 1, checks: 1, pings: 1}}",
        i));
  }
  for (int i = 0; i < moving; ++i) {
    more.push_back(fmt::format(
        "parameters.methods.moving.more{}={{says: s, freight: 1, cost_usd: 0, capacity: 1, carriers: 1, opening: 1, "
        "recognition: 1}}",
        i));
  }
  return wrong(more);
}

TEST_CASE("thirty-two methods of a kind are read, and one more is refused at its place") {
  const tiny::Run run;
  const MethodParameters& methods = run.scenario.parameters.methods;
  const int buying = 32 - static_cast<int>(methods.buying.size());
  const int moving = 32 - static_cast<int>(methods.moving.size());
  CHECK(wrong_with_more_methods(buying, moving) == "");
  CHECK(says(wrong_with_more_methods(buying + 1, moving), "33 methods of buying (at most 32)"));
  CHECK(says(wrong_with_more_methods(buying, moving + 1), "33 methods of moving (at most 32)"));
}

TEST_CASE("a scenario without sellers in the United States is refused, as others turn to them") {
  CHECK(says(wrong({"actors.sellers.places.US=null"}), "no sellers in 'US'"));
}

}  // namespace
}  // namespace chokepoint
