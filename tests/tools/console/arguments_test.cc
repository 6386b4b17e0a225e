#include "tools/console/arguments.h"

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace {

const std::string kRun = "run history -n 1 --until 2022-12-31 ";

}  // namespace

TEST_CASE("a seed is a whole number in decimals that fits, or nothing is run") {
  const tests::SmallStudy study("scenarios: [history]\n");
  for (const char* seed :
       {"-1", "18446744073709551616", "99999999999999999999", "''", "0x10", "1.5", "1_000", "007"}) {
    CAPTURE(std::string(seed));
    const auto ran = study.run(kRun + "--out out --seed " + seed);
    CHECK(ran.status == 2);
    CHECK(ran.err.starts_with("--seed: expected a whole number from 0 to 18446744073709551615, got '"));
    CHECK(!std::filesystem::exists(study.folder.path / "out"));
  }
  const auto largest = study.run(kRun + "--seed 18446744073709551615");
  CHECK(largest.out.find("18446744073709551615)") != std::string::npos);
}

TEST_CASE("every number of the command line is read as strictly") {
  const tests::SmallStudy study("scenarios: [history]\n");
  for (const char* words :
       {"run history -n 0x10", "run history -n 0", "run history --threads -2", "trace history --run 1.5",
        "trace history --order ''", "explain history --order 0", "explain history --listing 0x1",
        "evaluate x.csv --years 2026,0x7E", "analyze out --year next", "analyze out --at-least 0x10",
        "network history --routes 101", "rare small --steps 13", "threshold small --target 1"}) {
    CAPTURE(std::string(words));
    const auto ran = study.run(words);
    CHECK(ran.status == 2);
    CHECK(ran.err.starts_with("--"));
  }
}

TEST_CASE("all numbers that are wrong are told at once") {
  const tests::SmallStudy study("scenarios: [history]\n");
  const auto ran = study.run("run history -n 0 --seed -1 --threads 1e9");
  CHECK(ran.status == 2);
  CHECK(ran.err.find("--runs: expected") != std::string::npos);
  CHECK(ran.err.find("--seed: expected") != std::string::npos);
  CHECK(ran.err.find("--threads: expected a whole number from 0 to 4096, got '1e9'") != std::string::npos);
  CHECK(ran.err.ends_with("3 problems\n"));
}

TEST_CASE("a question about results or rows that are not there ends with 2") {
  const tests::SmallStudy study("scenarios: [history]\n");
  for (const char* words :
       {"analyze nosuch", "status nosuch", "status scenarios", "tables nosuch --out tables"}) {
    const auto ran = study.run(words);
    CHECK(ran.status == 2);
    CHECK(ran.err.starts_with("RESULTS: no results in '"));
  }
  const auto rows = study.run("evaluate nosuch.csv");
  CHECK(rows.status == 2);
  CHECK(rows.err == "DESIGN: no file 'nosuch.csv'\n");
}

TEST_CASE("options before names leave the names alone") {
  const tests::SmallStudy study("scenarios: [history]\n");
  const auto usual = study.run(kRun + "--set enforcement.checks=2");
  REQUIRE_MESSAGE(usual.status == 0, usual.err);
  CHECK(study.run("run --until 2022-12-31 -n 1 --set enforcement.checks=2 history").out == usual.out);
  CHECK(study.run("run --set=enforcement.checks=2 history -n 1 --until 2022-12-31").out == usual.out);
  std::ofstream(study.folder.path / "design.csv") << "rings.hurdle\n0.1\n";
  const auto rows = study.run("evaluate --measures nation_china,smuggled --years 2022,2023 design.csv");
  REQUIRE_MESSAGE(rows.status == 0, rows.err);
  CHECK(rows.out.starts_with(
      "rings.hurdle,nation_china_2022,nation_china_2023,smuggled_2022,smuggled_2023,error"));
}

TEST_CASE("runs that reach no end of a year are refused before they are run") {
  const tests::SmallStudy study("scenarios: [history]\n");
  const auto ran = study.run("run history -n 100000 --until 2022-06-30");
  CHECK(ran.status == 2);
  CHECK(ran.err ==
        "--until: no run reaches the end of a year (run longer, for example --until 2024-12-31)\n");
}

TEST_CASE("the runs of a folder are CSV: lines end as in the tables, and what is missing is empty") {
  const tests::SmallStudy study("scenarios: [history]\n");
  REQUIRE(study.run(kRun + "--out out").status == 0);
  const std::string runs = study.text("out/runs.csv");
  CHECK(runs.starts_with("scenario,run,year,"));
  CHECK(runs.find("nan") == std::string::npos);
  CHECK(std::count(runs.begin(), runs.end(), '\n') == std::count(runs.begin(), runs.end(), '\r'));
}

TEST_CASE("a trace that cannot be written leaves the file that was there") {
  const tests::SmallStudy study("scenarios: [history]\n");
  const auto path = study.folder.path / "trace.csv";
  std::ofstream(path) << "as it was\n";
  const std::string line = "cd '" + study.folder.path.string() +
                           "' && trap '' XFSZ && ulimit -f 1 && '" CHOKEPOINT
                           "' trace history --out trace.csv 2>err";
  CHECK(WEXITSTATUS(std::system(line.c_str())) == 1);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  CHECK(study.text("err") == "chokepoint: cannot write 'trace.csv': File too large\n");
  CHECK(study.text("trace.csv") == "as it was\n");
}
