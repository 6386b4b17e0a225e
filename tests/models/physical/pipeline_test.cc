#include "models/physical/pipeline.h"

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// H100s made so far.
double made(const tiny::Run& run, const char* chip = "H100_SXM") {
  return static_cast<double>(run.world.stocks.made[run.chip(chip)]);
}

/// H100s from 200 wafers a month, a week: fewer than are asked for.
constexpr double kPlanned = 200 * kMonthsPerWeek * 29;

const std::string kWafers = tiny::flat("supply.packaging.COWOS.wafers_per_month", 200);

TEST_CASE("chips are on sale some weeks after their packages were begun") {
  // Packaging stops in week 20: what was begun by then comes for ten weeks more.
  tiny::Run run(
      {"parameters.supply.weeks_to_sale=10", kWafers,
       "supply.packaging.COWOS.wafers_per_month=[{date: 2023-05-21, value: 200, source: t, confidence: A}, "
       "{date: 2023-05-22, value: 0, source: t, confidence: A}]"});
  run.weeks(20);
  CHECK(made(run) == doctest::Approx(20 * kPlanned).epsilon(0.01));
  run.weeks(10);
  CHECK(made(run) == doctest::Approx(30 * kPlanned).epsilon(0.01));
  run.weeks(10);
  CHECK(made(run) == doctest::Approx(30 * kPlanned).epsilon(0.01));
  CHECK(run.world.foundries.under_way[run.chip("H100_SXM")] == 0);
}

TEST_CASE("a product is begun ahead of its first day, and none is on sale before it") {
  tiny::Run run({"parameters.supply.weeks_to_sale=10", kWafers,
                 "supply.packages.H100_SXM.volume_from=2023-05-22"});  // week 20
  run.weeks(20);
  CHECK(made(run) == 0);
  CHECK(run.world.foundries.under_way[run.chip("H100_SXM")] > 9 * kPlanned);
  run.weeks(1);
  CHECK(made(run) == doctest::Approx(kPlanned).epsilon(0.01));
}

TEST_CASE("fewer of a new product's packages work, of dies and wafers alike, until it is in steady output") {
  tiny::Run run({"parameters.supply.ramp_yield=0.5", "parameters.supply.ramp_weeks=10", kWafers,
                 "supply.packages.H100_SXM.volume_from=2023-01-02"});
  run.weeks(1);
  CHECK(made(run) == doctest::Approx(0.5 * kPlanned).epsilon(0.01));
  run.weeks(9);
  // 0.5, 0.55, ... 0.95 of the plan in the ten weeks.
  CHECK(made(run) == doctest::Approx(7.25 * kPlanned).epsilon(0.01));
  run.weeks(5);
  CHECK(made(run) == doctest::Approx(12.25 * kPlanned).epsilon(0.01));
}

TEST_CASE("a variant for China leaves in the week in which it is packaged") {
  tiny::Run run({"parameters.supply.weeks_to_sale=10"});
  const ProductFacts& h20 = run.scenario.products[run.chip("H20")];
  CHECK(weeks_to_sale(run.world, h20) == 0);
  CHECK(ramp_of(run.world, h20) == 1);
  run.until(tiny::kBanDay).weeks(3);
  CHECK(made(run, "H20") > 0);
}

TEST_CASE("a designer counts what is under way when it fills its warehouse") {
  tiny::Run run({"parameters.supply.weeks_to_sale=10", kWafers,
                 tiny::flat("actors.spending.abroad_usd_bn_per_year", 0.5),
                 tiny::flat("actors.spending.china_usd_bn_per_year", 0)});
  run.weeks(30);
  const sim::Id<Product> h100 = run.chip("H100_SXM");
  for (int week = 0; week < 70; ++week) {
    run.weeks(1);
    const auto in_hand =
        static_cast<double>(run.world.stocks.warehouse[h100] + run.world.foundries.under_way[h100]);
    // Six weeks in the warehouse, ten on the way, and a week's packages.
    CHECK(in_hand < 16 * 1.2 * run.world.asked.of_all[h100] + kPlanned);
  }
}

}  // namespace
}  // namespace chokepoint
