#include "tools/figures/rows.h"

#include <cmath>

#include <doctest/doctest.h>

#include "tests/support/table_of.h"

namespace tools {
namespace {

sim::Table small() {
  sim::Table table = tests::with_columns({"policy", "number"});
  table.rows = {tests::row_of({"b"}, {1}), tests::row_of({"a"}, {2}), tests::row_of({"b"}, {3})};
  return table;
}

TEST_CASE("cells are asked for by the names of their columns") {
  const sim::Table table = small();
  CHECK(says(table, table.rows[1], "policy", "a"));
  CHECK(number_in(table, table.rows[1], "number") == 2);
  CHECK(std::isnan(number_in(table, table.rows[1], "none")));
}

TEST_CASE("texts stand in the order of rows, and a picture has a row for each") {
  CHECK(texts_of(small(), 0) == std::vector<std::string>{"b", "a"});
  Json spec;
  lay_out_labels(spec, small(), 30);
  CHECK(spec["height"] == 60);
  CHECK(ticks_of("' USD'")["labelExpr"].get<std::string>().ends_with("+ ' USD'"));
}

TEST_CASE("rows are as high as labels beside each other need, whose lines lie around them") {
  sim::Table table = small();
  CHECK(row_pixels(table, 30) == 30);
  table.rows[0][0] = sim::text_cell("one\ntwo\nthree\nfour");
  CHECK(row_pixels(table, 30) == (4 + 1) * 7 + 4);
  Json spec;
  lay_out_labels(spec, table, 30);
  CHECK(spec["height"] == 3 * row_pixels(table, 30));
  CHECK(labels("label")["axis"]["labelOffset"]["condition"]["expr"] ==
        "-7 * (length(split(datum.label, '\\n')) - 1)");
}

TEST_CASE("what a reader chooses from are the texts of a column, and the first is drawn") {
  Json spec;
  choose_one(spec, small(), 0, "Policy");
  CHECK(spec["params"][0]["value"] == "b");
  CHECK(spec["params"][0]["bind"]["options"] == Json({"b", "a"}));
  CHECK(spec["transform"][0]["filter"] == "datum['policy'] == chosen");
  CHECK(legend_of("policy", {palette::kBlue})["scale"]["range"] == Json({palette::kBlue}));
}

}  // namespace
}  // namespace tools
