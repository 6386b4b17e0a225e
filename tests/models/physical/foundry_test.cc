#include "models/physical/foundry.h"

#include <cmath>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// H100s made in 20 weeks before the ban.
std::int64_t h100_made(const tiny::Overrides& overrides) {
  tiny::Run run(overrides);
  return run.weeks(20).world.stocks.made[run.chip("H100_SXM")];
}

/// Ascends made in 40 weeks.
std::int64_t ascend_made(const tiny::Overrides& overrides) {
  tiny::Run run(overrides);
  return run.weeks(40).world.stocks.made[run.chip("ASCEND")];
}

TEST_CASE("a designer's plan uses its wafers and keeps the proportions of its weights") {
  const std::vector<double> units = plan_packages({2, 1, 0}, {30, 15, 10}, 100);
  CHECK(units[0] / 30 + units[1] / 15 + units[2] / 10 == doctest::Approx(100));
  CHECK(units[0] == doctest::Approx(2 * units[1]));
  CHECK(units[2] == 0);
}

TEST_CASE("a designer that wants nothing plans nothing") {
  CHECK(plan_packages({0, 0}, {30, 15}, 100) == std::vector<double>{0, 0});
}

TEST_CASE("chips are limited by the scarcest of dies, memory and interposer wafers") {
  // Of each, for a thousand chips a month; of the others there is plenty.
  const double a_month = 1000;
  const double expected = a_month * 20 * kMonthsPerWeek;
  const double wafers = a_month / (gross_dies_per_wafer(814) * 0.7);
  for (const std::string& scarce : {tiny::flat("supply.packaging.COWOS.wafers_per_month", a_month / 29),
                                    tiny::flat("supply.lines.N5.wafers_per_month", wafers),
                                    tiny::flat("supply.memory.WORLD.stacks_per_month", a_month * 5)}) {
    CAPTURE(scarce);
    CHECK(static_cast<double>(h100_made({scarce})) == doctest::Approx(expected).epsilon(0.01));
  }
}

TEST_CASE("a line to order starts no more than what is asked") {
  // Memory holds the packages back, so dies are left over.
  tiny::Run run({tiny::flat("supply.memory.WORLD.stacks_per_month", 1000)});
  run.weeks(100);
  const double planned_a_week = 600 * kMonthsPerWeek * 29;
  CHECK(static_cast<double>(run.world.foundries.dies[sim::Id<Die>(0)]) <= planned_a_week + 1);
}

TEST_CASE("a line that runs full makes dies also when packaging cannot take them") {
  tiny::Run run({tiny::flat("supply.packaging.CHINA_25D.wafers_per_month", 1)});
  const double a_week = 50 * kMonthsPerWeek * gross_dies_per_wafer(666) * 0.4;
  CHECK(static_cast<double>(run.weeks(20).world.foundries.dies[sim::Id<Die>(1)]) > 19 * a_week);
}

TEST_CASE("dies bought through straw designers feed packages and stop when they stop") {
  const tiny::Overrides straw{
      tiny::flat("supply.lines.N2.wafers_per_month", 0),
      "supply.dies.DAVINCI.bought_per_month=[{date: 2023-01-01, value: 1000, source: t, confidence: A}, "
      "{date: 2023-05-21, value: 1000, source: t, confidence: A}, "
      "{date: 2023-05-22, value: 0, source: t, confidence: A}]"};
  tiny::Run run(straw);
  const auto& made = run.world.stocks.made[run.chip("ASCEND")];
  run.weeks(20);
  // Twenty weeks of dies, of which a fifth is lost in packaging.
  CHECK(static_cast<double>(made) == doctest::Approx(20 * 1000 * kMonthsPerWeek * 0.8).epsilon(0.01));
  const std::int64_t before = made;
  run.weeks(20);
  CHECK(made - before < 5);
}

TEST_CASE("a control on foreign dies stops them, and no others") {
  const std::string bought =
      "supply.dies.DAVINCI.bought_per_month=[{date: 2023-01-01, value: 1000, source: t, confidence: A}]";
  const std::string free = tiny::calendar({"ban"});
  const std::string held = tiny::calendar({"ban", "components from 2023-05-22"});  // week 20
  const std::string none = tiny::flat("supply.lines.N2.wafers_per_month", 0);
  const auto with = [&](const std::string& law) {
    return static_cast<double>(ascend_made({bought, none, law}));
  };
  CHECK(with(held) == doctest::Approx(with(free) / 2).epsilon(0.01));
  CHECK(ascend_made({tiny::flat("supply.lines.N2.wafers_per_month", 50), held}) ==
        ascend_made({tiny::flat("supply.lines.N2.wafers_per_month", 50), free}));
}

/// Stacks that came to China in 40 weeks, 1,000 a month bought and none made or used.
double stacks_bought(const tiny::Overrides& law) {
  tiny::Overrides all{tiny::flat("supply.packaging.CHINA_25D.wafers_per_month", 0),
                      tiny::flat("supply.memory.CHINA.stacks_per_month", 0),
                      tiny::flat("supply.memory.CHINA.bought_per_month", 1000)};
  all.insert(all.end(), law.begin(), law.end());
  tiny::Run run(all);
  run.weeks(40);
  return static_cast<double>(run.world.foundries.stacks[sim::Id<Memory>(1)]) / (1000 * kMonthsPerWeek);
}

TEST_CASE("memory bought abroad flows until a control stops it") {
  CHECK(stacks_bought({}) == doctest::Approx(40).epsilon(0.01));
  const std::string held = tiny::calendar({"components from 2023-05-22"});
  CHECK(stacks_bought({held}) == doctest::Approx(20).epsilon(0.01));
  CHECK(stacks_bought({held, "mechanisms.component_controls=false"}) == doctest::Approx(40).epsilon(0.01));
}

TEST_CASE("memory is rushed in between the announcement of a control and its day") {
  const auto law = [](const char* announced) {
    return fmt::format("calendar=[{{regime: components, from: 2023-05-22, announced: {}}}]", announced);
  };
  const char* const rushes = "mechanisms.rushes=true";
  // Ten times the flow in the weeks of notice.
  CHECK(stacks_bought({law("2023-05-22"), rushes}) == doctest::Approx(20).epsilon(0.01));
  CHECK(stacks_bought({law("2023-04-24"), rushes}) == doctest::Approx(16 + 4 * 10).epsilon(0.01));
  CHECK(stacks_bought({law("2023-03-27"), rushes}) == doctest::Approx(12 + 8 * 10).epsilon(0.01));
  CHECK(stacks_bought({law("2023-03-27")}) == doctest::Approx(20).epsilon(0.01));
}

TEST_CASE("Chinese lines grow slower some time after tools are held back") {
  const std::string growing =
      "supply.lines.N2.wafers_per_month=[{date: 2023-01-02, value: 100, source: t, confidence: A}, "
      "{date: 2024-12-30, value: 204, source: t, confidence: A}]";  // one more each week
  tiny::Run run(
      {growing, tiny::calendar({"components from 2023-05-22"}), "parameters.supply.tools_lag_weeks=10"});
  const auto& wafers = run.world.foundries.capacity[sim::Id<Line>(1)];
  run.weeks(31);  // the last of them is week 30, ten weeks after the control
  CHECK(wafers / kMonthsPerWeek == doctest::Approx(129.5));
  run.weeks(20);
  CHECK(wafers / kMonthsPerWeek == doctest::Approx(139.5));
}

TEST_CASE("packaging losses take dies and memory with them") {
  const auto lossless = static_cast<double>(ascend_made({"parameters.supply.chinese_package_yield=1"}));
  const auto half = static_cast<double>(ascend_made({"parameters.supply.chinese_package_yield=0.5"}));
  CHECK(lossless > 1000);
  CHECK(half == doctest::Approx(lossless / 2).epsilon(0.01));
}

TEST_CASE("a variant for China is made only while its original is barred") {
  tiny::Run run;
  const auto& made = run.world.stocks.made[run.chip("H20")];
  run.until(tiny::kBanDay);
  CHECK(made == 0);
  run.to_end();
  CHECK(made > 1000);

  tiny::Run free({"calendar=[]"});
  CHECK(free.to_end().world.stocks.made[free.chip("H20")] == 0);
}

TEST_CASE("a variant is built at once for those whom a ban sends to it, unless it is barred as well") {
  const auto made = [](const std::vector<std::string>& law) {
    tiny::Run run({tiny::calendar(law)});
    run.until(tiny::kBanDay);
    run.weeks(1);
    return run.world.stocks.made[run.chip("H20")];
  };
  CHECK(made({"list", "ban"}) > 0);
  CHECK(made({"list", "ban", "strict from 2023-07-03"}) == 0);
}

TEST_CASE("a designer stops making what nobody buys") {
  tiny::Run run({tiny::flat("actors.spending.abroad_usd_bn_per_year", 0),
                 tiny::flat("actors.spending.china_usd_bn_per_year", 0)});
  run.weeks(10);
  const std::int64_t made = run.world.stocks.made[run.chip("H100_SXM")];
  CHECK(run.weeks(50).world.stocks.made[run.chip("H100_SXM")] == made);
}

}  // namespace
}  // namespace chokepoint
