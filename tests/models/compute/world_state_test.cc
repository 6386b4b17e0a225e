#include "models/compute/world_state.h"

#include <doctest/doctest.h>

#include "models/record/measures.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

TEST_CASE("a world is bipolar, unipolar or contested by who meets the definition and how far China lags") {
  const QuestionInput question{.bipolar_months = 12, .unipolar_months = 6};
  struct Row {
    WorldFacts facts;
    WorldState state;
  };
  constexpr auto kUni = WorldState::kUnipolar;
  constexpr auto kBi = WorldState::kBipolar;
  constexpr auto kNeither = WorldState::kContested;
  for (const Row& row :
       {Row{{true, 2, 12}, kBi}, Row{{true, 0, 0}, kBi}, Row{{true, 2, 13}, kNeither},
        Row{{false, 2, 6}, kUni}, Row{{false, 2, 5}, kNeither}, Row{{false, 1, 24}, kNeither},
        Row{{false, 0, 24}, kNeither}, Row{{true, 2, -3}, kBi}}) {
    CAPTURE(row.facts.lag_months);
    CHECK(world_state(row.facts, question) == row.state);
  }
}

TEST_CASE("who meets the definition is looked up where the question asks") {
  Standing standing;
  standing.campus_china = 10;
  standing.fleet_china = 20;
  standing.nation_china = 30;
  standing.campus_us = 100;
  standing.second_campus_us = 15;
  standing.fleet_us = 200;
  standing.second_fleet_us = 150;
  const auto meets = [&](Cluster definition, double million) {
    return world_facts(standing, {.million = million, .definition = definition});
  };
  CHECK(meets(Cluster::kCampus, 15).us_actors == 2);
  CHECK_FALSE(meets(Cluster::kCampus, 15).china_meets);
  CHECK(meets(Cluster::kFleet, 15).china_meets);
  CHECK(meets(Cluster::kCampus, 50).us_actors == 1);
  CHECK(meets(Cluster::kNation, 25).china_meets);
  CHECK(meets(Cluster::kNation, 25).us_actors == 2);
}

TEST_CASE("a question in chips is answered by chips, and one in H100e by H100e") {
  Standing standing;
  standing.campus_china = 10;
  standing.campus_china_chips = 40;
  standing.campus_us = 60;
  standing.campus_us_chips = 70;
  standing.second_campus_us = 50;
  standing.second_campus_us_chips = 20;
  const auto facts = [&](ClusterUnit unit) {
    return world_facts(standing, {.million = 30, .definition = Cluster::kCampus, .unit = unit});
  };
  CHECK_FALSE(facts(ClusterUnit::kH100e).china_meets);
  CHECK(facts(ClusterUnit::kH100e).us_actors == 2);
  CHECK(facts(ClusterUnit::kChips).china_meets);
  CHECK(facts(ClusterUnit::kChips).us_actors == 1);
}

TEST_CASE("the unit of a scenario's question moves its world and nothing else of a run") {
  const auto last_year = [](const char* unit) {
    tiny::Run run({"question={million: 3000, definition: nation, bipolar_months: 120}",
                   std::string("question.unit=") + unit});
    return outcome_of(run.to_end().world).years.back();
  };
  const YearOutcome by_chips = last_year("chips");
  const YearOutcome by_h100e = last_year("h100e");
  CHECK(by_chips.end.nation_china == by_h100e.end.nation_china);
  CHECK(by_chips.end.nation_china_chips > by_chips.end.nation_china);
  CHECK(by_chips.flow.orders == by_h100e.flow.orders);
}

TEST_CASE("each year of a run is one world, by the scenario's question") {
  tiny::Run run({"question={million: 100, definition: nation, bipolar_months: 120}"});
  const RunOutcome outcome = outcome_of(run.to_end().world);
  for (const YearOutcome& year : outcome.years) {
    CHECK(year.world == WorldState::kBipolar);
    double sum = 0;
    for (const char* name : {"unipolar", "bipolar", "contested"}) sum += find_measure(name)->count(year);
    CHECK(sum == 1);
  }
  tiny::Run never({"question.million=1e9"});
  CHECK(outcome_of(never.to_end().world).years.front().world == WorldState::kContested);
}

TEST_CASE("new compute of a year is what stock grew by") {
  tiny::Run run;
  const RunOutcome outcome = outcome_of(run.to_end().world);
  const YearOutcome& year = *outcome.year(2024);
  CHECK(find_measure("new_us_in_year")->count(year) ==
        doctest::Approx(year.end.nation_us - outcome.year(2023)->end.nation_us));
}

}  // namespace
}  // namespace chokepoint
