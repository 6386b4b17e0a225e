#include "sim/input/csv_row.h"

#include <sstream>

#include <doctest/doctest.h>

namespace {

std::vector<std::vector<std::string>> rows_of(const std::string& text, sim::Problems& problems) {
  std::istringstream stream(text);
  sim::CsvRows rows(stream, "a.csv");
  std::vector<std::vector<std::string>> all;
  sim::CsvRow row;
  while (rows.next(row, problems)) {
    auto& fields = all.emplace_back();
    for (const sim::CsvField& field : row) fields.push_back(field.text);
  }
  return all;
}

}  // namespace

TEST_CASE("rows are cut at commas, quotes keep theirs, and blank rows are skipped") {
  sim::Problems problems;
  const auto rows = rows_of(
      "\xEF\xBB\xBF"
      "a, b ,\"c,d\"\r\n\r\n1,,\"say \"\"so\"\"\"\n,,\n2,3,",
      problems);
  CHECK(problems.empty());
  REQUIRE(rows.size() == 3);
  CHECK(rows[0] == std::vector<std::string>{"a", "b", "c,d"});
  CHECK(rows[1] == std::vector<std::string>{"1", "", "say \"so\""});
  CHECK(rows[2].size() == 3);
}

TEST_CASE("a row that is not whole is a problem with its place") {
  sim::Problems problems;
  rows_of("a,b\n1,\"two\n3,\"x\"y\n", problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems.all()[0].at.describe() == "a.csv:2:3");
  CHECK(problems.all()[1].at.describe() == "a.csv:3:6");
}
