#include "models/fleets.h"

#include <cmath>

#include <doctest/doctest.h>

#include "models/standings.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

TEST_CASE("a site takes its chips in order until its power runs out") {
  const std::vector<SiteChoice> wanted{{10, 1.0}, {10, 2.0}, {10, 0.5}};
  CHECK(fill_site(wanted, 100) == std::vector<int>{10, 10, 10});
  CHECK(fill_site(wanted, 16) == std::vector<int>{10, 3, 0});
  CHECK(fill_site(wanted, 5.9) == std::vector<int>{5, 0, 1});
  CHECK(fill_site(wanted, 0) == std::vector<int>{0, 0, 0});
}

TEST_CASE("the chip with most compute a kilowatt is placed first") {
  const Setting setting = tiny::read();
  CHECK(setting.catalogue.key[setting.by_efficiency.front()] == "H100_SXM");
  CHECK(setting.catalogue.key[setting.by_efficiency.back()] == "H20");
}

TEST_CASE("about the stated share of chips fails in a year") {
  const std::string no_money = tiny::flat("actors.spending.abroad_usd_bn_per_year", 0);
  tiny::Run run({no_money, "parameters.fleets.failure_per_year=0.1", "population.rings=0",
                 tiny::flat("actors.spending.china_usd_bn_per_year", 0),
                 "actors.opening_stock.abroad.H100_SXM=400000",
                 "actors.opening_stock.chinese.H100_SXM=400000"});
  run.weeks(52);
  CHECK(static_cast<double>(run.world.fleets.scrapped[run.chip("H100_SXM")]) ==
        doctest::Approx(80000).epsilon(0.02));
}

TEST_CASE("a campus is limited by its power, a fleet and a nation are not") {
  const auto at_end = [](double megawatts) {
    tiny::Run run({tiny::flat("actors.campuses.chinese_mw", megawatts), "calendar=[]"});
    return run.to_end().world.standings.back();
  };
  const Standing dark = at_end(0.1);
  const Standing bright = at_end(1000);
  CHECK(dark.campus_china > 0);
  // 100 kW feed 71 chips of 1.4 kW; an owner's site has half to all of the country's most.
  CHECK(dark.campus_china <= 71.5);
  CHECK(bright.campus_china > 5 * dark.campus_china);
  CHECK(dark.fleet_china == bright.fleet_china);
  CHECK(dark.nation_china == bright.nation_china);
}

TEST_CASE("nobody puts more on its largest site than it has") {
  tiny::Run run;
  for (int week = 0; week + 1 < run.setting.calendar.weeks; ++week) {
    run.weeks(1);
    install(run.world);
    for (std::uint32_t row = run.world.week % 4; row < run.world.buyers.owners(); row += 4) {
      for (const Id<Product> product : run.setting.simulated) {
        const std::int32_t held = held_by(run.world, Id<Owner>(row), product);
        REQUIRE(run.world.fleets.main_site(Id<Owner>(row), product) <= held);
      }
    }
  }
}

TEST_CASE("an owner of one site puts all it has on it") {
  tiny::Run run({tiny::flat("actors.campuses.abroad_mw", 1e6), "actors.abroad.named.Cloud.campuses=1"});
  run.weeks(29);  // row 0 looks at its site in every fourth week
  const Id<Owner> cloud(0);
  const Id<Product> h100 = run.chip("H100_SXM");
  CHECK(run.world.fleets.main_site(cloud, h100) == held_by(run.world, cloud, h100));
  CHECK(held_by(run.world, cloud, h100) > 1000);
}

}  // namespace
}  // namespace chokepoint
