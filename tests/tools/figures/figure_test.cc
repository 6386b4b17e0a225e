#include "tools/figures/figure.h"

#include <string>

#include <doctest/doctest.h>

#include "sim/numeric/constants.h"
#include "tests/support/program.h"

namespace tools {
namespace {

sim::Table two_rows() {
  sim::Table table;
  table.columns = {{"name"}, {"share"}};
  table.rows = {{sim::text_cell("a \"b\""), sim::number_cell(1.0 / 3)},
                {sim::text_cell("c"), sim::number_cell(sim::kNan)}};
  return table;
}

TEST_CASE("a specification says its language, its title and every value of its table in full") {
  const Json spec = specification("A title", "said below it", two_rows());
  CHECK(spec["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json");
  CHECK(spec["title"]["text"] == "A title");
  CHECK(spec["title"]["subtitle"] == Json::array({"said below it"}));
  REQUIRE(spec["data"]["values"].size() == 2);
  CHECK(spec["data"]["values"][0]["name"] == "a \"b\"");
  CHECK(spec["data"]["values"][0]["share"] == 1.0 / 3);
  CHECK(spec["data"]["values"][1]["share"].is_null());
}

TEST_CASE("a long subtitle is broken into lines that the picture holds") {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "seven ch ";
  const Json spec = specification("t", words, two_rows());
  CHECK(spec["title"]["subtitle"].size() > 3);
  for (const auto& line : spec["title"]["subtitle"]) CHECK(line.get<std::string>().size() <= 120);
}

TEST_CASE("layers that share a legend name the same colours in the same order") {
  const Legend legend{{"before", palette::kOrange}, {"after", palette::kBlue}};
  CHECK(coloured("after", legend)["datum"] == "after");
  CHECK(coloured("after", legend)["scale"] == coloured("before", legend)["scale"]);
  CHECK(coloured("after", legend)["scale"]["range"] == Json::array({"#E69F00", "#0072B2"}));
}

TEST_CASE("an axis of numbers takes what is laid over it, and one of names keeps the order of rows") {
  const Json axis = numbers("share", "share (of all)", Json::parse(R"({"scale": {"type": "log"}})"));
  CHECK(axis["title"] == "share (of all)");
  CHECK(axis["scale"]["type"] == "log");
  CHECK(names("name")["sort"].is_null());
}

TEST_CASE("what draws figures is pinned, and its lock file names no place on the network") {
  const std::string lock = tests::text_of(REPOSITORY "/tools/figures/package-lock.json");
  REQUIRE(lock.size() > 1000);
  for (const char* address : {"registry", "resolved", "://"}) CHECK(lock.find(address) == std::string::npos);
  const Json package = Json::parse(tests::text_of(REPOSITORY "/tools/figures/package.json"));
  for (const auto& [name, version] : package["dependencies"].items())
    CHECK_MESSAGE(version.get<std::string>().find_first_of("^~*") == std::string::npos, name);
}

}  // namespace
}  // namespace tools
