#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace {

/// The number under P in the only row of a table in CSV.
double p_of(const std::string& csv) {
  const std::size_t row = csv.find('\n') + 1;
  return std::stod(csv.substr(csv.find(',', row) + 1));
}

std::string asking(const std::string& at_least) {
  return "scenarios: [history]\noutcome: {measure: nation_china, year: 2022, at_least: " + at_least + "}\n";
}

}  // namespace

TEST_CASE(
    "what plain runs say of one run in ten the search says too, and what they never meet it puts a number "
    "on") {
  const tests::SmallStudy study(asking("30000") + "replicates: 400\n");
  REQUIRE(study.run("sweep small --out out").status == 0);
  std::vector<double> stock;
  std::istringstream lines(study.text("out/csv/results.csv"));
  for (std::string line; std::getline(lines, line);) {
    if (line.find("nation_china,2022,") != std::string::npos)
      stock.push_back(std::stod(line.substr(line.rfind(',') + 1)));
  }
  REQUIRE(stock.size() == 400);
  std::sort(stock.begin(), stock.end());
  study.write("small", asking(std::to_string(stock[380])));
  const auto often = study.run("rare small --samples 400 --format csv");
  REQUIRE_MESSAGE(often.status == 0, often.err);
  CHECK(p_of(often.out) == doctest::Approx(0.05).epsilon(0.6));
  study.write("small", asking(std::to_string(stock.back() * 1.01)));
  const auto rare = study.run("rare small --samples 400 --format csv");
  CHECK(p_of(rare.out) < 0.02);
}

TEST_CASE("an outcome without a threshold is not asked for") {
  const tests::SmallStudy study("scenarios: [history]\noutcome: {measure: nation_china, year: 2022}\n");
  const auto ran = study.run("rare small");
  CHECK(ran.status == 2);
  CHECK(ran.err.find("asks for no outcome with at_least") != std::string::npos);
}
