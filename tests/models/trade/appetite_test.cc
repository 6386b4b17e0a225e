#include "models/trade/appetite.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"
#include "tools/scenarios/files.h"

namespace chokepoint {
namespace {

TEST_CASE("spending rises where a dollar buys more use than in the record, and not at elasticity 0") {
  CHECK(answer_of_spending(30000, 30000, 0.4) == 1);
  CHECK(answer_of_spending(30000, 15000, 0.5) == doctest::Approx(1.4142).epsilon(1e-4));
  CHECK(answer_of_spending(30000, 60000, 0.5) < 1);
  CHECK(answer_of_spending(30000, 15000, 0) == 1);
}

TEST_CASE("where the record or the offer is not known spending stays as it was") {
  CHECK(answer_of_spending(0, 15000, 0.5) == 1);
  CHECK(answer_of_spending(30000, 0, 0.5) == 1);
}

TEST_CASE("a world that offers better chips than the record did grants Chinese buyers more") {
  const auto granted = [](const char* calendar) {
    tiny::Run run({calendar,
                   "actors.chinese.offered=[{from: 2023-01-02, chip: H20, source: t, confidence: A}]",
                   "parameters.demand.spending_answers=1", "parameters.channels.inference_share=0"});
    run.to_end();
    double sum = 0;
    for (const WeekLog& week : run.world.log) sum += week.money_china_usd;
    return sum;
  };
  CHECK(granted("calendar=[]") > 1.1 * granted("calendar=[{regime: ban, from: 2023-01-02}]"));
}

TEST_CASE("fixed spending answers nothing, whatever its elasticity") {
  tiny::Run run({"calendar=[]", "parameters.demand.spending_answers=1", "parameters.demand.spending_form=1",
                 "actors.chinese.offered=[{from: 2023-01-02, chip: H20, source: t, confidence: A}]"});
  run.weeks(8);
  CHECK(run.world.plans.spending_factor == 1);
}

TEST_CASE("with the mechanism off an open market is met with the money of the record") {
  tiny::Run run({"calendar=[]", "mechanisms.spending_answers=false", "parameters.demand.spending_answers=1",
                 "actors.chinese.offered=[{from: 2023-01-02, chip: H20, source: t, confidence: A}]"});
  run.weeks(8);
  CHECK(run.world.plans.spending_factor == 1);
}

TEST_CASE("in history the best imports are those of the record, so that spending is its own") {
  const Scenario scenario = std::move(
      tools::load_scenarios(REPOSITORY "/scenarios", {"history"}, {"span.last=2025-03-31"}).front());
  World world = make_world(scenario, sim::RandomStreams{1, 0}, scenario.parameters);
  while (world.week < scenario.calendar.weeks) {
    const std::string day = scenario.calendar.date_of(world.week).iso();
    run_week(world);
    CHECK_MESSAGE(world.plans.spending_factor == doctest::Approx(1).epsilon(0.1), day);
  }
}

}  // namespace
}  // namespace chokepoint
