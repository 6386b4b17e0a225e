#include "tools/console/wrapped.h"

#include <sstream>

#include <doctest/doctest.h>

namespace {

sim::Table two_columns() {
  sim::Table table;
  table.columns = {{"name"}, {"what it is"}};
  return table;
}

TEST_CASE("names stand beside what they are, which goes on below itself") {
  sim::Table table = two_columns();
  std::string many;
  for (int i = 0; i < 20; ++i) many += "word ";
  table.rows = {{sim::text_cell("short"), sim::text_cell("a thing")},
                {sim::text_cell("longer-name"), sim::text_cell(many)}};
  std::string sixteen = "word";
  for (int i = 1; i < 13; ++i) sixteen += " word";
  CHECK(tools::wrapped(table) == "name         what it is\n-----------  " + std::string(67, '-') +
                                     "\nshort        a thing\nlonger-name  " + sixteen +
                                     "\n             word word word word word word word\n");
}

TEST_CASE("a name that leaves no room stands alone, and no line is wider than a terminal or ends in blanks") {
  sim::Table table = two_columns();
  table.rows = {{sim::text_cell(std::string(60, 'x')), sim::text_cell("says")},
                {sim::text_cell("empty"), sim::text_cell("")}};
  std::istringstream lines(tools::wrapped(table));
  for (std::string line; std::getline(lines, line);) {
    CHECK(line.size() <= 80);
    CHECK_FALSE(line.ends_with(' '));
  }
  CHECK(tools::wrapped(table).find(std::string(60, 'x') + "\n" + std::string(36, ' ') + "says\n") !=
        std::string::npos);
}

}  // namespace
