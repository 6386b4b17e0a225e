#include "models/physical/designer.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "models/trade/chinese_buyer.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

Chip h100() {
  const Scenario scenario = tiny::read();
  return scenario.catalogue.chip[scenario.catalogue.find("H100_SXM")];
}

TEST_CASE("a chip that reaches no line is left as it is") {
  const std::vector<Chip> cuts = cuts_of(h100(), Lines{{20000}, {}, {1000}, {4000}, {}}, 0.02);
  REQUIRE(cuts.size() == 1);
  CHECK(cuts[0].tpp == 15832);
  CHECK(cuts[0].link_gbs == 900);
}

TEST_CASE("a cut lies the margin under the line, and all rates fall with the TPP") {
  const std::vector<Chip> cuts = cuts_of(h100(), Lines{{4800}, {}, {}, {}, {}}, 0.02);
  REQUIRE(cuts.size() == 2);
  CHECK(*cuts[1].tpp == doctest::Approx(4704));
  CHECK(*cuts[1].tpp_of_rates() == doctest::Approx(4704));
  CHECK(cuts[1].h100e() == doctest::Approx(4704.0 / 15832));
  CHECK(cuts[1].memory_bandwidth_gbs == 3350);
  CHECK(cuts[1].link_gbs == 900);
}

TEST_CASE("on the same die a line on density is a line on TPP") {
  const std::vector<Chip> cuts = cuts_of(h100(), Lines{{}, {3.2}, {}, {}, {}}, 0.02);
  REQUIRE(cuts.size() == 2);
  CHECK(*cuts[1].density() == doctest::Approx(0.98 * 3.2));
}

TEST_CASE("under a line on the sum of memory and link either gives way") {
  const std::vector<Chip> cuts = cuts_of(h100(), Lines{{}, {}, {}, {}, {4000}}, 0);
  REQUIRE(cuts.size() == 3);
  CHECK(*cuts[1].memory_bandwidth_gbs == doctest::Approx(3100));
  CHECK(cuts[1].link_gbs == 900);
  CHECK(*cuts[2].link_gbs == doctest::Approx(650));
}

TEST_CASE("every choice of several lines is tried") {
  CHECK(cuts_of(h100(), Lines{{4800, 2400}, {}, {600}, {1400}, {}}, 0.02).size() == 3 * 2 * 2);
}

TEST_CASE("a slower chip of the same die takes less power, but not in proportion") {
  const Chip slow = cut_chip(h100(), 15832 * 0.15, 900, 4000);
  CHECK(*slow.power_w == doctest::Approx(700 * 0.575));
}

TEST_CASE("the lines of a version of the law are those of its thresholds, each once") {
  const Scenario scenario = tiny::read({tiny::calendar({"october", "strict"})});
  const Lines lines = lines_of(scenario.laws.front().rules.versions().back());
  std::vector<double> tpp = lines.tpp;
  std::sort(tpp.begin(), tpp.end());
  CHECK(tpp == std::vector<double>{2000, 4800});
  CHECK(lines.link == std::vector<double>{600});
  CHECK(lines.memory_bandwidth.empty());
}

}  // namespace
}  // namespace chokepoint
