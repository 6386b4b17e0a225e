#include "tools/tables/blind.h"

#include <doctest/doctest.h>

#include "tests/support/small_study.h"
#include "tools/tables/widening.h"

namespace {

constexpr const char* kRecord =
    "record:\n"
    "  a: {says: a, kind: stock, measure: nation_china, date: 2022-06-30, value: 20000, source: x, confidence: A}\n"
    "  b: {says: b, kind: stock, measure: nation_china, date: 2022-12-31, value: 40000, source: x, confidence: A}\n"
    "  c: {says: c, kind: stock, measure: nation_china, date: 2023-06-30, value: 80000, source: x, confidence: A}\n"
    "  d: {says: d, kind: site, measure: campus_china, date: 2023-06-30, value: 9000, source: x, confidence: A}\n";

std::string blind(const std::string& words) {
  const tests::SmallStudy study("scenarios: [history]\n");
  std::ofstream(study.folder.path / "scenarios/record.yaml") << kRecord;
  const auto run =
      study.run("backcast history --scenarios scenarios -n 6 --until 2023-12-31 --quiet " + words);
  CAPTURE(run.err);
  const std::size_t table = run.out.find("asked blind");
  return std::to_string(run.status) + (table == std::string::npos ? "" : run.out.substr(table));
}

}  // namespace

TEST_CASE("a figure after the day stands beside persistence and the trend of the last two") {
  const std::string text = blind("--after 2022-12-31");
  CHECK(text.starts_with("0"));
  CHECK(text.find("asked blind for figures after 2022-12-31") == 1);
  // 40,000 stays: ln 2; from 20,000 in half a year to 40,000 goes on to about 80,000.
  const std::size_t row = text.find("| c ");
  REQUIRE(row != std::string::npos);
  CHECK(text.substr(row, 200).find("0.69") != std::string::npos);
  CHECK(text.substr(row, 200).find("0.01") != std::string::npos);
}

TEST_CASE("a figure with none before it has no persistence, and one up to the day is no test") {
  const std::string text = blind("--after 2022-12-31");
  CHECK(text.find("| d ") != std::string::npos);
  CHECK(text.find("| b ") == std::string::npos);
  CHECK(text.find("(1).") != std::string::npos);
  CHECK(blind("--after nonsense").starts_with("2"));
}

TEST_CASE("what the model misses widens amounts by a factor and percentages by their odds") {
  const sim::RandomStreams streams{1, 2};
  const sim::Discrepancy half(std::vector<double>{0, 1});  // the second point of the grid, above 0
  CHECK(tools::widened(5, {}, {"x", "chips"}, streams) == 5);
  const double factor = tools::widened(1, half, {"x", "chips"}, streams);
  CHECK(factor != 1);
  CHECK(tools::widened(3, half, {"x", "chips"}, streams) == doctest::Approx(3 * factor));
  const double percent = tools::widened(50, half, {"x", "percent"}, streams);
  CHECK(percent / (100 - percent) == doctest::Approx(factor));
  CHECK(tools::widened(100, half, {"x", "percent"}, streams) == 100);
}
