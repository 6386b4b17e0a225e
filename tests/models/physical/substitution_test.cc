#include "models/physical/substitution.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

const tiny::Overrides kAnswers{"parameters.substitution.pull=1", "parameters.substitution.lag_weeks=10",
                               "parameters.substitution.reference=0.5"};

/// What Chinese makers have built over their plans by the end, under a calendar and with changes.
double build_up(const std::string& calendar, tiny::Overrides more = {}) {
  tiny::Overrides all = kAnswers;
  all.push_back(calendar);
  all.insert(all.end(), more.begin(), more.end());
  tiny::Run run(all);
  return run.to_end().world.substitution.build_up;
}

TEST_CASE("the less imports take of the money, the more is built at home") {
  const double free = build_up("calendar=[]");
  const double barred = build_up(tiny::calendar({"strict from 2023-01-02"}));
  CHECK(barred > free);
  CHECK(barred > 1.2);
}

TEST_CASE("what is kept from imports is answered after the lag and not before") {
  tiny::Run run({kAnswers[0], kAnswers[1], kAnswers[2], tiny::calendar({"strict from 2023-01-02"})});
  run.weeks(11);
  CHECK(run.world.substitution.kept_back > 0.55);
  CHECK(run.world.substitution.build_up == doctest::Approx(1));
  run.weeks(20);
  CHECK(run.world.substitution.build_up > 1.01);
}

TEST_CASE("at a pull of 0, or without the mechanism, makers grow by their plans") {
  const std::string barred = tiny::calendar({"strict from 2023-01-02"});
  CHECK(build_up(barred, {"parameters.substitution.pull=0"}) == 1);
  CHECK(build_up(barred, {"mechanisms.import_substitution=false"}) == 1);
}

TEST_CASE("what is built up makes more dies, packages and memory in China, and none abroad") {
  const auto made = [](const char* chip, double build_up) {
    tiny::Run run(
        {tiny::flat("supply.memory.CHINA.stacks_per_month", 2000), "parameters.substitution.pull=0"});
    run.world.substitution.build_up = build_up;
    run.weeks(30);
    return static_cast<double>(run.world.stocks.made[run.chip(chip)]);
  };
  CHECK(made("ASCEND", 2) == doctest::Approx(2 * made("ASCEND", 1)).epsilon(0.02));
  CHECK(made("H100_SXM", 2) == doctest::Approx(made("H100_SXM", 1)).epsilon(0.02));
}

TEST_CASE("a line gives to AI no more than all of its starts") {
  tiny::Run run;
  run.world.substitution.build_up = 3;
  CHECK(build_up_of_line(run.world, 10) == 3);
  CHECK(build_up_of_line(run.world, 2) == 2);
}

}  // namespace
}  // namespace chokepoint
