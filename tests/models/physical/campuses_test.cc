#include "models/physical/campuses.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "models/physical/fleets.h"
#include "models/record/standings.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

TEST_CASE("a site takes its chips in order until its power runs out") {
  const std::vector<SiteChoice> wanted{{10, 1.0}, {10, 2.0}, {10, 0.5}};
  CHECK(fill_site(wanted, 100) == std::vector<int>{10, 10, 10});
  CHECK(fill_site(wanted, 16) == std::vector<int>{10, 3, 0});
  CHECK(fill_site(wanted, 5.9) == std::vector<int>{5, 0, 1});
  CHECK(fill_site(wanted, 0) == std::vector<int>{0, 0, 0});
}

TEST_CASE("the chip with most compute a kilowatt is placed first") {
  const Scenario scenario = tiny::read();
  CHECK(scenario.catalogue.key[scenario.by_efficiency.front()] == "H100_SXM");
  CHECK(scenario.catalogue.key[scenario.by_efficiency.back()] == "H20");
}

TEST_CASE("a campus is limited by its power, a fleet and a nation are not") {
  const auto at_end = [](double megawatts) {
    tiny::Run run({tiny::flat("actors.campuses.chinese_mw", megawatts), "calendar=[]"});
    return run.to_end().world.standings.back();
  };
  const Standing dark = at_end(0.1);
  const Standing bright = at_end(1000);
  CHECK(dark.campus_china > 0);
  // 100 kW feed 71 chips of 1.4 kW on the site of the country's leader, fewer on others'.
  CHECK(dark.campus_china <= 71.5);
  CHECK(bright.campus_china > 5 * dark.campus_china);
  CHECK(dark.fleet_china == bright.fleet_china);
  CHECK(dark.nation_china == bright.nation_china);
}

TEST_CASE("nobody puts more on its largest site than it has") {
  tiny::Run run;
  for (int week = 0; week + 1 < run.scenario.calendar.weeks; ++week) {
    run.weeks(1);
    for (std::uint32_t row = 0; row < run.world.buyers.owners(); ++row) {
      std::int64_t held = 0;
      for (const Id<Product> product : run.scenario.simulated)
        held += held_by(run.world, Id<Owner>(row), product);
      REQUIRE(campus_of(run.world, Id<Owner>(row)).chips <= static_cast<double>(held));
    }
  }
}

TEST_CASE("an owner of one site puts all it has on it") {
  tiny::Run run({tiny::flat("actors.campuses.abroad_mw", 1e6), "actors.abroad.named.Cloud.campuses=1"});
  run.weeks(29);
  const std::int32_t held = held_by(run.world, Id<Owner>(0), run.chip("H100_SXM"));
  CHECK(campus_of(run.world, Id<Owner>(0)).h100e >= held);
  CHECK(held > 1000);
}

TEST_CASE("one owner builds at its country's pace, nobody faster") {
  tiny::Run run;
  run.weeks(1);
  double most = 0;
  for (std::uint32_t row = 0; row < run.world.buyers.abroad; ++row) {
    most = std::max(most, site_kilowatts(run.world, Id<Owner>(row)));
  }
  CHECK(most == run.world.weekly(run.scenario.power_abroad_kw));
}

/// Power of the first Chinese owner, week by week, at a factor on what is built after 2024.
std::vector<double> chinese_power(double factor) {
  tiny::Run run(
      {"actors.campuses.chinese_mw=[{date: 2024-12-31, value: 10, confidence: A, source: test}, {date: "
       "2026-12-31, value: 100, confidence: A, source: test}]",
       "span.first=2024-12-30", "span.last=2026-12-31",
       fmt::format("parameters.campuses.chinese_power={}", factor)});
  std::vector<double> kilowatts;
  for (int week = 0; week + 1 < run.scenario.calendar.weeks; ++week) {
    run.weeks(1);
    kilowatts.push_back(site_kilowatts(run.world, Id<Owner>(run.world.buyers.abroad)));
  }
  return kilowatts;
}

TEST_CASE("a plan slips once: power is what is dated, ahead of it or behind by one factor on what is new") {
  const std::vector<double> dated = chinese_power(1);
  const std::vector<double> behind = chinese_power(0.5);
  CHECK(dated.back() > 8 * dated.front());  // ten times in two years, of which a week has passed
  for (std::size_t week = 1; week < dated.size(); ++week) {
    CHECK(dated[week] >= dated[week - 1]);
    CHECK(behind[week] - behind[0] == doctest::Approx(0.5 * (dated[week] - dated[0])));
  }
}

TEST_CASE("the share on the largest site falls as the fleet grows, and the site still grows") {
  tiny::Run run({"parameters.campuses.share_exponent=0.5", "actors.abroad.named.Cloud.campuses=3"});
  const auto share = [&](double fleet) { return main_site_share(run.world, Id<Owner>(0), fleet); };
  const double at_reference = share(100);
  CHECK(at_reference == doctest::Approx(run.world.sites.share[Id<Owner>(0)]));
  CHECK(share(400) == doctest::Approx(at_reference / 2));
  CHECK(400 * share(400) > 100 * share(100));
  CHECK(share(0.001) == 1);
}

TEST_CASE("an owner of one site puts all it has on it however much that is") {
  tiny::Run run({"parameters.campuses.share_exponent=0.5", "actors.abroad.named.Cloud.campuses=1"});
  CHECK(main_site_share(run.world, Id<Owner>(0), 1e6) == 1);
}

}  // namespace
}  // namespace chokepoint
