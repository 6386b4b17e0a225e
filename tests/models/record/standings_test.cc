#include "models/record/standings.h"

#include <numeric>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include "models/record/measures.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

TEST_CASE("a chip is still legal before its ban and shipped before it afterwards") {
  tiny::Run run;
  const Id<Product> h100 = run.chip("H100_SXM");
  run.until(tiny::kBanDay);
  run.world.week -= 1;  // the last week without the ban
  CHECK(class_today(run.world, h100, Provenance::kLegal) == StockClass::kStillLegal);
  run.world.week += 1;
  CHECK(class_today(run.world, h100, Provenance::kLegal) == StockClass::kBeforeBan);
  CHECK(class_today(run.world, run.chip("H20"), Provenance::kLegal) == StockClass::kStillLegal);
  CHECK(class_today(run.world, h100, Provenance::kSmuggled) == StockClass::kSmuggled);
}

TEST_CASE("a ban moves China's stock from still legal to before its ban, whole") {
  tiny::Run run;
  run.until(tiny::kBanDay);
  run.world.week -= 1;
  const Standing before = standing_now(run.world);
  run.world.week += 1;
  const Standing after = standing_now(run.world);
  const auto at = [](StockClass stock) { return static_cast<std::size_t>(stock); };
  CHECK(before.china_by_class[at(StockClass::kBeforeBan)] == 0);
  CHECK(before.china_by_class[at(StockClass::kStillLegal)] > 500);
  CHECK(after.china_by_class[at(StockClass::kBeforeBan)] ==
        before.china_by_class[at(StockClass::kStillLegal)]);
  CHECK(after.china_by_class[at(StockClass::kStillLegal)] == 0);
}

TEST_CASE("the classes of China's stock add up to the nation") {
  tiny::Run run({tiny::calendar({"ban", "licences from 2024-01-01"})});
  run.to_end();
  const Standing& standing = run.world.standings.back();
  const double sum = std::accumulate(standing.china_by_class.begin(), standing.china_by_class.end(), 0.0);
  CHECK(sum == doctest::Approx(standing.nation_china));
  // The H20 that came free is no longer free.
  CHECK(standing.china_by_class[static_cast<std::size_t>(StockClass::kStillLegal)] == 0);
  for (std::size_t k = 1; k < kStockClasses; ++k) CHECK(standing.china_by_class[k] > 0);
}

TEST_CASE("the chips of the company that is asked about are told apart by how they came") {
  tiny::Run run({"question.company=BigCloud"});
  run.until("2023-09-04");
  run.world.stocks.in_china[static_cast<std::size_t>(Provenance::kSmuggled)].at(Id<Chinese>(0),
                                                                                run.chip("H100_SXM")) += 100;
  const Standing standing = standing_now(run.world);
  const auto at = [](StockClass stock) { return static_cast<std::size_t>(stock); };
  CHECK(standing.company_chips[at(StockClass::kBeforeBan)] > 0);
  CHECK(standing.company_chips[at(StockClass::kStillLegal)] > 0);
  CHECK(standing.company_chips[at(StockClass::kSmuggled)] >= 100);
  CHECK(standing.company_hopper_chips > 0);
  const double of_all = std::accumulate(standing.company_h100e.begin(), standing.company_h100e.end(), 0.0);
  CHECK(of_all < standing.nation_china);
  CHECK(standing_now(tiny::Run().weeks(9).world).company_chips[at(StockClass::kBeforeBan)] == 0);
}

TEST_CASE("chips of an arm abroad count to its parent's fleet and not to the nation") {
  tiny::Run run;
  const Standing before = standing_now(run.world);
  const Id<Buyer> arm = run.world.chinese.arm[Id<Chinese>(0)];
  run.world.stocks.abroad.at(run.world.owner_of(arm), run.chip("H100_SXM")) += 1000;
  const Standing after = standing_now(run.world);
  CHECK(after.fleet_china == doctest::Approx(before.fleet_china + 1000));
  CHECK(after.nation_china == before.nation_china);
  CHECK(after.nation_us == before.nation_us);
}

TEST_CASE("the two largest fleets and sites are found in H100e and in chips, each by itself") {
  tiny::Run run;
  std::vector<Id<Owner>> in_us;
  for (std::uint32_t row = 0; row < run.world.buyers.abroad; ++row) {
    if (run.world.buyers.place[Id<Buyer>(row)] == run.scenario.us) in_us.push_back(Id<Owner>(row));
  }
  REQUIRE(in_us.size() >= 2);
  for (const auto& [owner, chip, units] :
       {std::tuple{in_us[0], "H100_SXM", 100000}, {in_us[1], "H20", 300000}}) {
    run.world.stocks.abroad.at(owner, run.chip(chip)) = units;
    run.world.sites.share[owner] = 1;
  }
  const Standing standing = standing_now(run.world);
  const double weaker = 300000 * run.scenario.h100e[run.chip("H20")];
  CHECK(standing.fleet_us >= 100000);
  CHECK(standing.fleet_us_chips >= 300000);
  CHECK(standing.second_fleet_us == doctest::Approx(weaker).epsilon(0.03));
  CHECK(standing.second_fleet_us_chips == doctest::Approx(100000).epsilon(0.03));
  CHECK(standing.campus_us_chips >= standing.second_campus_us_chips);
  CHECK(standing.campus_us >= standing.second_campus_us);
}

TEST_CASE("opening stock counts in the nation but not among chips made") {
  tiny::Run run({"actors.opening_stock.chinese.H100_SXM=5000"});
  CHECK(standing_now(run.world).nation_china_chips == 5000);
  CHECK(run.world.stocks.opening[run.chip("H100_SXM")] == 6000);
  CHECK(run.world.stocks.made[run.chip("H100_SXM")] == 0);
}

TEST_CASE("a year's last week leaves a standing and a row of the outcome") {
  tiny::Run run;
  run.to_end();
  const RunOutcome outcome = outcome_of(run.world);
  REQUIRE(outcome.year(2023) != nullptr);
  REQUIRE(outcome.year(2024) != nullptr);
  CHECK(outcome.year(2025) == nullptr);
  CHECK(outcome.year(2023)->end.week == 51);  // 2023-12-25 to 31
  CHECK(outcome.year(2023)->end.nation_china > 0);
}

TEST_CASE("a year's flows are the weeks that ended in it, and its quarters add up to it") {
  tiny::Run run;
  run.to_end();
  const RunOutcome outcome = outcome_of(run.world);
  const YearOutcome& year = *outcome.year(2023);
  CHECK(year.flow.orders == run.sum(&WeekLog::orders, "2023-01-01", "2023-12-26"));
  std::int64_t quarters = 0;
  for (const WeekLog& quarter : year.quarters) quarters += quarter.orders;
  CHECK(quarters == year.flow.orders);
  CHECK(year.flow.orders > 0);
}

TEST_CASE("of a few weeks before the first whole year nothing is counted") {
  tiny::Run run({"span.first=2022-12-19", "span.last=2023-12-31"});
  run.to_end();
  const RunOutcome outcome = outcome_of(run.world);
  CHECK(outcome.year(2022) == nullptr);
  const YearOutcome& year = *outcome.year(2023);
  CHECK(year.since_start.orders == year.flow.orders);
  CHECK(year.flow.orders == run.sum(&WeekLog::orders, "2022-12-26", "2023-12-26"));
  const auto seen = outcome.on(sim::Date::of(2023, 12, 31), run.scenario.calendar);
  CHECK(seen->since_start.orders == year.flow.orders);
}

TEST_CASE("a quarter of a leap year ends on its last day, too") {
  tiny::Run run({"span.first=2024-01-01", "span.last=2024-12-31"});
  run.to_end();
  const RunOutcome outcome = outcome_of(run.world);
  const auto seen = outcome.on(sim::Date::of(2024, 6, 30), run.scenario.calendar);
  REQUIRE(seen.has_value());
  CHECK(seen->quarter.orders == outcome.year(2024)->quarters[1].orders);
  CHECK(seen->since_start.orders == run.sum(&WeekLog::orders, "2024-01-01", "2024-06-30"));
}

TEST_CASE("the year in which China passes the threshold is that of the first standing above it") {
  tiny::Run run({"question.million=2000"});
  run.to_end();
  const RunOutcome outcome = outcome_of(run.world);
  const double nation = outcome.passed_h100e[static_cast<std::size_t>(Cluster::kNation)];
  double first = 9999;
  for (const Standing& standing : run.world.standings) {
    if (standing.nation_china >= 2000) first = std::min(first, 2023 + (standing.week + 1) * 7 / 365.25);
  }
  CHECK(nation == doctest::Approx(first).epsilon(1e-5));
  CHECK(outcome.passed_h100e[static_cast<std::size_t>(Cluster::kCampus)] >= nation);
}

TEST_CASE("what was smuggled since the start is counted in chips and in H100e") {
  tiny::Run run;
  const RunOutcome outcome = outcome_of(run.to_end().world);
  double h100e = 0;
  for (const YearOutcome& year : outcome.years) h100e += find_measure("smuggled_in_year")->count(year);
  CHECK(h100e > 0);
  CHECK(find_measure("smuggled_h100e")->count(outcome.years.back()) == doctest::Approx(h100e));
}

TEST_CASE("every measure has a name of its own and can be found by it") {
  for (const Measure& measure : measures()) CHECK(find_measure(measure.name) == &measure);
  CHECK(find_measure("no such measure") == nullptr);
}

}  // namespace
}  // namespace chokepoint
