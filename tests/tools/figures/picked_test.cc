#include "tools/figures/picked.h"

#include <stdexcept>

#include <doctest/doctest.h>

namespace tools {
namespace {

sim::Table two_rows() {
  sim::Table table{"Two", {{"policy"}, {"P 2027", sim::Align::kRight, "", "p_2027"}}, {}, {}};
  table.rows = {{{"Controls as they were", "history"}, sim::number_cell(0.25, "25%")},
                {{"A policy of a title that is long", "long"}, sim::number_cell(0.5, "50%")}};
  return table;
}

TEST_CASE("what is drawn of a table has its numbers under the picture's own names") {
  const sim::Table data = picked(two_rows(), {{"policy", "label", Take::kText}, {"p_2027", "chance"}},
                                 [](const auto& row) { return row[1].text == "50%"; });
  REQUIRE(data.rows.size() == 1);
  CHECK(data.columns[1].header == "chance");
  CHECK(std::get<std::string>(data.rows[0][0].raw) == "A policy of a title that is long");
  CHECK(std::get<double>(data.rows[0][1].raw) == 0.5);
}

TEST_CASE("a picture of a column that a table lacks is refused by its name") {
  CHECK_THROWS_WITH_AS(picked(two_rows(), {{"p_2028", "chance"}}, [](const auto&) { return true; }),
                       "no column 'p_2028' in the table 'Two'", std::invalid_argument);
}

TEST_CASE("a number that is drawn has five digits, and what is none stays as it is") {
  CHECK(std::get<double>(drawn_cell(1234567.8).raw) == 1234600);
  CHECK(std::get<double>(drawn_cell(-0.00123456789).raw) == doctest::Approx(-0.0012346).epsilon(1e-12));
  CHECK(std::get<double>(drawn_cell(0).raw) == 0);
}

TEST_CASE("a long label stands in lines that leave room for the picture") {
  CHECK(in_lines("A policy of a title that is long") == "A policy of a title that\nis long");
  CHECK(in_lines("short") == "short");
}

}  // namespace
}  // namespace tools
