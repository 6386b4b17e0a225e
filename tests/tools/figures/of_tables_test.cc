#include "tools/figures/of_tables.h"

#include <cmath>

#include <doctest/doctest.h>

#include "sim/numeric/constants.h"
#include "tests/support/table_of.h"

namespace tools {
namespace {

using tests::row_of;
using tests::with_columns;

TEST_CASE("the picture of chances has the three definitions in H100e and leaves the rest out") {
  sim::Table table = with_columns({"scenario", "definition", "unit", "p_2027", "p_2027_low", "p_2027_high"});
  for (const char* definition : {"campus", "fleet", "nation", "abroad"}) {
    for (const char* unit : {"H100e", "chips"})
      table.rows.push_back(row_of({"history", definition, unit}, {0.5, 0.4, 0.6}));
  }
  const Figure figure = chances_figure(table, 2027);
  REQUIRE(figure.data.rows.size() == 3);
  CHECK(figure.data.rows[1][2].text == "one actor");
  CHECK(figure.spec["data"]["values"][2]["chance"] == 0.5);
}

sim::Table sweep_of(double threshold) {
  sim::Table table = with_columns({"scenario", "strength", "p_2027", "p_2027_low", "p_2027_high", "threshold",
                                   "threshold_low", "threshold_high"});
  table.columns[1].name = "strength";
  table.rows.push_back(row_of({"history"}, {0, 0.9, 0.8, 1, threshold, 1, sim::kInfinity}));
  table.rows.push_back(row_of({"history"}, {4, 0.1, 0, 0.2, sim::kNan, sim::kNan, sim::kNan}));
  return table;
}

TEST_CASE("the level that suffices is marked where the sweep reaches it, and only there") {
  const std::size_t met = sweep_figure(sweep_of(2), 2027, 0.05).spec["layer"].size();
  const std::size_t unmet = sweep_figure(sweep_of(sim::kInfinity), 2027, 0.05).spec["layer"].size();
  CHECK(met == unmet + 2);
}

TEST_CASE("a policy's differences are drawn in points, of one measure") {
  sim::Table table = with_columns({"scenario", "measure", "difference", "difference_low", "difference_high"});
  table.rows = {row_of({"tight", "p_fleet_china"}, {-0.5, -0.9, -0.1}),
                row_of({"tight", "nation_china"}, {-1e5, -2e5, 0})};
  const Figure figure = differences_figure(table, "p_fleet_china", "What changes", "Controls as they were");
  CHECK(figure.data.rows.size() == 1);
  CHECK(figure.spec["title"]["subtitle"][0].get<std::string>().find("Controls as they were") !=
        std::string::npos);
}

TEST_CASE("costs are drawn an item a time, chosen by its name and unit, with the unit at each number") {
  sim::Table table = with_columns({"item", "unit", "scenario", "mean", "mean_low", "mean_high"});
  table.rows = {row_of({"sales forgone", "bn USD", "history"}, {200, 100, 300}),
                row_of({"staff", "M USD", "history"}, {5, 4, 6})};
  const Figure figure = cost_figure(table);
  CHECK(figure.spec["params"][0]["bind"]["options"] == Json({"sales forgone (bn USD)", "staff (M USD)"}));
  const Json& x = figure.spec["layer"][0]["encoding"]["x"];
  CHECK(x["axis"]["labelExpr"].get<std::string>().find("chosen") != std::string::npos);
  CHECK(figure.spec.dump().find("in the unit of the item") == std::string::npos);
}

TEST_CASE("the record is drawn as multiples of what was published, without figures that have none") {
  sim::Table table = with_columns(
      {"figure", "date", "published", "published_low", "published_high", "model", "model_p5", "model_p95"});
  table.rows = {row_of({"stock", "2023-12-31"}, {100, 80, 120, 50, 40, 60}),
                row_of({"none", "2023-12-31"}, {0, 0, 0, 50, 40, 60})};
  CHECK(record_figure(table).data.rows.size() == 1);
}

}  // namespace
}  // namespace tools
