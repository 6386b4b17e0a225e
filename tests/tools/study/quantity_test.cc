#include "tools/study/quantity.h"

#include <doctest/doctest.h>

#include "tests/support/small_study.h"
#include "tests/support/tiny_world.h"

namespace {

sim::Reference text(const char* expression) {
  return {expression, {sim::source_text("figure", expression), 1, 1}};
}

}  // namespace

TEST_CASE("a figure is a function of what its quantities answer") {
  const tiny::Run run;
  sim::Problems problems;
  const auto figure =
      tools::figure_of(run.scenario, text("100 * smuggled(2023) / nation_china(2023)"), problems);
  REQUIRE(figure.has_value());
  const auto queries = tools::queries_of(run.scenario, std::vector{*figure});
  REQUIRE(queries.size() == 2);
  CHECK(queries[0].measure == chokepoint::find_measure("smuggled"));
  CHECK(tools::values_of(std::vector{*figure, *figure}, std::vector<double>{1, 4, 1, 2}) ==
        std::vector<double>{25, 50});
}

TEST_CASE("the key of a designer means all its products") {
  const tiny::Run run;
  sim::Problems problems;
  const auto one = tools::figure_of(run.scenario, text("sold[H100_SXM](2023)"), problems);
  const auto all = tools::figure_of(run.scenario, text("sold[NVIDIA](2023)"), problems);
  REQUIRE(one.has_value());
  REQUIRE(all.has_value());
  const auto queries = tools::queries_of(run.scenario, std::vector{*one, *all});
  CHECK(queries[0].of.products.size() == 1);
  CHECK(queries[1].of.products.size() > 1);
}

TEST_CASE("a figure of another scenario is refused") {
  const tiny::Run run;
  sim::Problems problems;
  CHECK(!tools::figure_of(run.scenario, text("smuggled(2023, tight)"), problems));
  CHECK(problems.all().front().what == "'smuggled' of another scenario");
}

TEST_CASE("a study keeps a figure of its own beside measures, and can ask of it") {
  const tests::SmallStudy study(
      "scenarios: [history]\nreplicates: 2\noutcome: {measure: bought, year: 2022}\n"
      "figures: {bought: {is: 'delivered_to_china[NVIDIA](2022Q1..2022Q2)', unit: chips}}\n");
  REQUIRE(study.run("sweep small --scenarios scenarios --out out --quiet").status == 0);
  CHECK(study.text("out/csv/wide.csv").find("bought_2022") != std::string::npos);
}

TEST_CASE("a figure that asks for days beyond the runs, or has the name of a measure, is refused") {
  const tests::SmallStudy study(
      "scenarios: [history]\nfigures:\n  late: {is: 'smuggled(2024)', unit: H100e}\n");
  const auto late = study.run("sweep small --scenarios scenarios --out out --quiet");
  CHECK(late.status == 2);
  CHECK(late.err.find("asks for 2024-12-31, and runs end on") != std::string::npos);
  const tests::SmallStudy twice(
      "scenarios: [history]\nfigures:\n  smuggled: {is: 'smuggled(2022)', unit: H100e}\n");
  CHECK(twice.run("sweep small --scenarios scenarios --out out --quiet")
            .err.find("figure 'smuggled' has the name of a measure") != std::string::npos);
}

TEST_CASE("evaluate writes figures behind measures") {
  const tests::SmallStudy study("scenarios: [history]\n");
  std::ofstream(study.folder.path / "d.csv") << "run\n0\n1\n";
  const auto evaluated = study.run(
      "evaluate d.csv --scenarios scenarios --measures nation_china --years 2022 --quiet "
      "--figures 'half=nation_china(2022)/2'");
  CHECK(evaluated.status == 0);
  CHECK(evaluated.out.starts_with("run,nation_china_2022,half,error"));
  const auto wrong =
      study.run("evaluate d.csv --scenarios scenarios --years 2022 --figures 'half=nation_chin(2022)'");
  CHECK(wrong.status == 2);
  CHECK(wrong.err.find("did you mean 'nation_china'?") != std::string::npos);
}
