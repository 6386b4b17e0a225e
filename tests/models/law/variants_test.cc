#include "models/law/variants.h"

#include <doctest/doctest.h>

#include "models/trade/channels.h"
#include "models/trade/orders.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

const char* const kOn = "mechanisms.variants=true";
const char* const kRecordIsOver = "supply.variants.real_until=2023-06-05";

/// How many variants the tiny scenario brings forth under a calendar.
std::size_t built(const std::vector<std::string>& law, const tiny::Overrides& more = {kOn}) {
  tiny::Overrides all{tiny::calendar(law)};
  all.insert(all.end(), more.begin(), more.end());
  const Scenario scenario = tiny::read(all);
  std::size_t count = 0;
  for (const ProductFacts& facts : scenario.products) count += facts.built ? 1 : 0;
  return count;
}

double use(const tiny::Run& run, const char* key) {
  return use_of(run.scenario.catalogue.chip[run.chip(key)], 0.4);
}

/// H100-equivalents that reached China legally in two years, and the use of the best chip open at their end.
struct Legal {
  double h100e = 0;
  double use = 0;
};
Legal legal_under(const std::vector<std::string>& law) {
  tiny::Run run({tiny::calendar(law), kOn});
  run.to_end();
  Legal legal;
  for (const WeekLog& week : run.world.log) legal.h100e += week.legal_h100e;
  --run.world.week;
  for (const auto product : run.scenario.simulated) {
    if (run.scenario.products[product].chinese) continue;
    if (is_open(rule_this_week(run.world, product, run.place("CN"), run.place("CN"), false)))
      legal.use = std::max(legal.use, use_of(run.scenario.catalogue.chip[product], 0.4));
  }
  return legal;
}

TEST_CASE(
    "under a line on the link a designer builds its best chip with a slow link, and it is let through") {
  tiny::Run run({tiny::calendar({"october"}), kOn});
  const auto variant = run.chip("NVIDIA_variant_2023_1");
  REQUIRE(!variant.is_none());
  CHECK(*run.scenario.catalogue.chip[variant].link_gbs == doctest::Approx(588));
  CHECK(use(run, "NVIDIA_variant_2023_1") == doctest::Approx(use(run, "H100_SXM")));
  run.until("2023-09-04");
  CHECK(is_open(rule_this_week(run.world, variant, run.place("CN"), run.place("CN"), false)));
  // Eight weeks from the line to volume, and one more; what is made until then is stock to begin with.
  CHECK(run.in_china("NVIDIA_variant_2023_1", Provenance::kLegal) == 0);
  run.to_end();
  CHECK(run.in_china("NVIDIA_variant_2023_1", Provenance::kLegal) > 1000);
}

TEST_CASE("the slower a designer, the later its variant") {
  const auto came = [](const char* lag) {
    tiny::Run run({tiny::calendar({"october"}), kOn, lag});
    run.until("2024-03-04");
    return run.in_china("NVIDIA_variant_2023_1", Provenance::kLegal);
  };
  CHECK(came("parameters.designers.lag_weeks=4") > came("parameters.designers.lag_weeks=20"));
  CHECK(came("parameters.designers.lag_weeks=40") == 0);
}

TEST_CASE(
    "no variant is built where the law bars nothing, where a real chip will do, or where none is wanted") {
  CHECK(built({"october"}) == 1);
  CHECK(built({}) == 0);
  CHECK(built({"ban"}) == 0);  // the H20 is 98 % as good
  CHECK(built({"ban"}, {kOn, "supply.variants.good_enough=1"}) == 1);
  CHECK(built({"october"}, {}) == 0);  // the mechanism is off
  CHECK(built({"october"}, {kOn, "supply.variants.market_share=0.9"}) == 0);
}

TEST_CASE("where the law is that of history only its real products come, until the record of them is over") {
  CHECK(built(tiny::history(), {kOn, "supply.variants.good_enough=1"}) == 0);
  CHECK(built(tiny::history(), {kOn, "supply.variants.good_enough=1", kRecordIsOver}) == 1);
}

TEST_CASE("what history's law let through and no designer built is not built under another law either") {
  CHECK(built({"strictest"}) == 0);
  CHECK(built({"strictest"}, {kOn, kRecordIsOver}) == 1);
}

TEST_CASE("a stricter line never makes better what may go, nor more of what goes") {
  const Legal free = legal_under({});
  const Legal october = legal_under({"october"});
  const Legal ban = legal_under({"ban"});
  const Legal strict = legal_under({"strict"});
  CHECK(october.use <= free.use);
  CHECK(ban.use < october.use);
  CHECK(strict.use < ban.use);
  CHECK(october.h100e <= free.h100e);
  CHECK(ban.h100e < october.h100e);
  CHECK(strict.h100e < ban.h100e);
  CHECK(strict.h100e > 0);
}

TEST_CASE("when the line moves a variant stops and another follows") {
  tiny::Run run({tiny::calendar({"october", "strict from 2024-01-01"}), kOn});
  const auto first = run.chip("NVIDIA_variant_2023_1");
  const auto second = run.chip("NVIDIA_variant_2024_1");
  REQUIRE(!second.is_none());
  CHECK(*run.scenario.catalogue.chip[second].tpp == doctest::Approx(1960));
  run.until("2024-02-05");
  const std::int64_t reached = run.in_china("NVIDIA_variant_2023_1", Provenance::kLegal);
  CHECK(reached > 1000);
  run.to_end();
  CHECK(run.in_china("NVIDIA_variant_2023_1", Provenance::kLegal) <= reached);
  CHECK(run.world.stocks.made[first] > 0);
  CHECK(run.in_china("NVIDIA_variant_2024_1", Provenance::kLegal) > 100);
}

TEST_CASE("a variant costs less than its base, and is its base in all that is not cut") {
  const Scenario scenario = tiny::read({tiny::calendar({"strict"}), kOn});
  const ProductFacts& variant = scenario.products[scenario.catalogue.find("NVIDIA_variant_2023_1")];
  const ProductFacts& base = scenario.products[scenario.catalogue.find("H100_SXM")];
  CHECK(variant.price_cents < base.price_cents);
  CHECK(variant.price_cents > 0);
  CHECK(variant.die == base.die);
  CHECK(variant.stacks == base.stacks);
  CHECK(variant.kilowatts < base.kilowatts);
  CHECK(scenario.catalogue.chip.values().back().made_in.name == "US");
}

}  // namespace
}  // namespace chokepoint
