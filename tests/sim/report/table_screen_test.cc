#include "sim/report/table_screen.h"

#include <sstream>
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

#include "sim/report/words.h"

namespace {

using sim::Align;

/// A name and as many numbers with their ranges.
sim::Table wide(int numbers) {
  sim::Table table{"A title of several words that are more than fit", {{"policy"}}, {{}, {}}, {}};
  table.rows[0].push_back(sim::text_cell("Controls as they were"));
  table.rows[1].push_back(sim::text_cell("No chip controls, and the money there was under them"));
  for (int i = 0; i < numbers; ++i) {
    table.columns.push_back({"number " + std::to_string(i) + " under a long head", Align::kRight, "H100e"});
    for (auto& row : table.rows) row.push_back(sim::number_cell(i, "29% (22–37%)"));
  }
  table.notes = {"A note of as many words as are needed to fill a line of a screen that is not narrow."};
  return table;
}

std::size_t longest_line(const std::string& text) {
  std::size_t most = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) most = std::max(most, sim::display_width(line));
  return most;
}

int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST_CASE("a table that fits stands in lines without bars, heads over a rule, notes below") {
  const sim::Table table{"Stocks",
                         {{"policy"}, {"chips that came in", Align::kRight}},
                         {{sim::text_cell("a"), sim::number_cell(1, "12,000")}},
                         {"Of 2 runs."}};
  CHECK(sim::write_for_screen(table, 40) ==
        "Stocks\n\n"
        "            chips\n"
        "        that came\n"
        "policy         in\n"
        "------  ---------\n"
        "a          12,000\n"
        "\n- Of 2 runs.\n");
}

TEST_CASE("no line is longer than the screen is wide, at any width that holds a number") {
  for (std::size_t width = 30; width <= 200; ++width)
    CHECK_MESSAGE(longest_line(sim::write_for_screen(wide(9), width)) <= width, width);
}

TEST_CASE("columns that do not fit stand in even blocks that each begin with the names of the rows") {
  const std::string text = sim::write_for_screen(wide(8), 80);
  CHECK(count_of(text, "Controls as they were") == 2);
  CHECK(count_of(text, "29% (22–37%)") == 16);
  CHECK(count_of(sim::write_for_screen(wide(8), 400), "Controls as they were") == 1);
}

TEST_CASE("a long name goes on below itself, and a number is broken only before its interval") {
  const std::string text = sim::write_for_screen(wide(1), 36);
  CHECK(text.find("No chip controls,") != std::string::npos);
  CHECK(text.find("\n  ") != std::string::npos);
  const sim::Table table{"", {{"x", Align::kRight}}, {{sim::number_cell(1, "12,000 [9,000–17,000]")}}, {}};
  CHECK(sim::write_for_screen(table, 14) ==
        "             x\n--------------\n        12,000\n[9,000–17,000]\n");
}

TEST_CASE("a ragged table is refused on a screen too") {
  CHECK_THROWS_AS(sim::write_for_screen({"t", {{"a"}, {"b"}}, {{sim::number_cell(1)}}, {}}, 80),
                  std::invalid_argument);
}

}  // namespace
