#include "tools/figures/of_analyses.h"

#include <doctest/doctest.h>

#include "tests/support/table_of.h"

namespace tools {
namespace {

using tests::row_of;
using tests::with_columns;

sim::Table indices() {
  sim::Table table = with_columns({"scenario", "factor", "what it is", "total", "total_low", "total_high"});
  table.rows = {row_of({"history", "(noise line)", "noise"}, {0.1, 0, 0.2}),
                row_of({"history", "a", "what a is"}, {0.6, 0.5, 0.7})};
  return table;
}

TEST_CASE("a tornado of one policy has no choice, and leaves out the line of noise") {
  const auto figure = tornado_figure(indices());
  REQUIRE(figure.has_value());
  REQUIRE(figure->data.rows.size() == 1);
  CHECK(std::get<double>(figure->data.rows[0][3].raw) == 0.6);
  CHECK_FALSE(figure->spec.contains("params"));
  CHECK_FALSE(tornado_figure(with_columns({"scenario", "factor", "what it is", "swing"})).has_value());
  sim::Table no_effects = indices();
  no_effects.rows.resize(1);
  CHECK_FALSE(tornado_figure(no_effects).has_value());
}

TEST_CASE("of several policies a reader chooses whose tornado is shown, each with as many factors") {
  sim::Table table = indices();
  for (int factor = 0; factor < 40; ++factor)
    table.rows.push_back(row_of({"tight", "b" + std::to_string(factor), "what b is"}, {0.2, 0.1, 0.3}));
  const auto figure = tornado_figure(table);
  CHECK(figure->spec["params"][0]["bind"]["options"] == Json({"history", "tight"}));
  CHECK(figure->spec["params"][0]["value"] == "history");
  CHECK(figure->spec["layer"][0]["encoding"]["color"]["field"] == "policy");
  CHECK(figure->data.rows.size() == 1 + 15);
}

TEST_CASE("factors with the same words have bars of their own, and a group has its name in its label") {
  sim::Table table = indices();
  table.rows.push_back(row_of({"history", "b", "what a is"}, {0.4, 0.3, 0.5}));
  table.rows.push_back(row_of({"history", "renting", "10 parameters"}, {0.3, 0.2, 0.4}));
  table.rows.back()[2].raw = "renting: 10 parameters";
  const auto figure = tornado_figure(table);
  REQUIRE(figure->data.rows.size() == 3);
  CHECK(figure->data.rows[0][0].text == "what a is (a)");
  CHECK(figure->data.rows[1][0].text == "what a is (b)");
  CHECK(figure->data.rows[2][0].text == "renting: 10 parameters");
}

TEST_CASE("a tornado of levels names both ends in its legend") {
  sim::Table table = with_columns({"scenario", "factor", "what it is", "low_change", "low_change_low",
                                   "low_change_high", "high_change", "high_change_low", "high_change_high"});
  table.rows = {row_of({"history", "lever", ""}, {-1, -2, 0, 1, 0, 2})};
  const auto figure = tornado_figure(table);
  CHECK(figure->data.rows[0][0].text == "lever");  // which has no other words
  CHECK(figure->spec["transform"][0]["as"] == "at_lowest");
  CHECK(figure->spec["layer"].size() == 5);
}

sim::Table limits() {
  sim::Table table = with_columns({"scenario", "box", "factor", "what it is", "unit", "low", "high", "lowest",
                                   "highest", "coverage", "density"});
  table.rows = {row_of({"history", "1", "a", "what a is", "x"}, {0.5, 2, 0, 2, 0.8, 0.6}),
                row_of({"history", "1", "b", "what b is", "1"}, {-1, 3, -1, 7, 0.8, 0.6})};
  return table;
}

TEST_CASE("the limits of a box are places within all that was looked at, and words at them") {
  const auto figure = boxes_figure(limits());
  REQUIRE(figure.has_value());
  const Json& rows = figure->spec["data"]["values"];
  CHECK(rows[0]["from"] == 0.25);
  CHECK(rows[0]["to"] == 1);
  CHECK(rows[0]["at_least"] == "≥ 0.5 x");
  CHECK(rows[0]["at_most"] == "");
  CHECK(rows[1]["to"] == 0.5);
  CHECK(rows[1]["at_most"] == "≤ 3");
  CHECK(rows[1]["range_high"] == "7");
  const auto subtitle = figure->spec["title"]["subtitle"][0].get<std::string>();
  CHECK(subtitle.find("box 1: coverage 80%, density 60%") == 0);
  CHECK_FALSE(figure->spec.contains("params"));
}

TEST_CASE("boxes of several policies are drawn one policy a time, and no box is no picture") {
  sim::Table table = limits();
  table.rows.push_back(row_of({"tight", "1", "a", "what a is", "x"}, {0, 1, 0, 2, 0.5, 0.7}));
  const auto figure = boxes_figure(table);
  CHECK(figure->spec["params"][0]["bind"]["options"] == Json({"history", "tight"}));
  CHECK(figure->data.rows[2][3].text.find("tight, box 1: coverage 50%") == 0);
  CHECK_FALSE(boxes_figure(with_columns({"scenario"})).has_value());
}

}  // namespace
}  // namespace tools
