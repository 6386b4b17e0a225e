#include "tools/study/evaluation.h"

#include <algorithm>
#include <sstream>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace {

tools::EvaluateOptions options() {
  tools::EvaluateOptions options;
  options.common.folder = REPOSITORY "/tests/errors/scenarios";
  options.common.until = "2022-12-31";
  options.measures = {"nation_china", "smuggled"};
  options.years = {2022};
  return options;
}

std::vector<std::string> evaluated(const std::string& rows, int threads = 0) {
  tools::EvaluateOptions asked = options();
  asked.common.threads = threads;
  std::istringstream in(rows);
  std::ostringstream out;
  tools::evaluate(in, "design.csv", out, asked);
  std::vector<std::string> lines;
  std::istringstream text(out.str());
  for (std::string line; std::getline(text, line);) lines.push_back(line.substr(0, line.find('\r')));
  return lines;
}

std::string problems_of(const std::string& rows) {
  try {
    evaluated(rows);
  } catch (const sim::BadInput& error) {
    return error.what();
  }
  return "";
}

const std::string kRows =
    "rings.hurdle,parameters.demand.chinese_spending,run\n0.1,0.5,0\n0.3,2,1\n0.1,2,1\n,,\n0.2,1,7\n0.1,0.5,"
    "0\n";

}  // namespace

TEST_CASE("rows come back in their order with their numbers behind them, the same for the same row") {
  const auto lines = evaluated(kRows);
  REQUIRE(lines.size() == 6);  // a blank row is no row
  CHECK(lines[0] ==
        "rings.hurdle,parameters.demand.chinese_spending,run,nation_china_2022,smuggled_2022,error");
  CHECK(lines[1].starts_with("0.1,0.5,0,"));
  CHECK(lines[2].starts_with("0.3,2,1,"));
  CHECK(lines[1] == lines[5]);
  CHECK(lines[1].substr(9) != lines[3].substr(7));
  CHECK(lines[1].ends_with(","));  // no error
  CHECK(evaluated(kRows, 1) == evaluated(kRows, 3));
}

TEST_CASE("a row may name its scenario, its run and its seed") {
  const auto lines = evaluated("scenario,run,seed\nhistory,1,1\ntight,1,1\nhistory,1,2\n");
  REQUIRE(lines.size() == 4);
  CHECK(lines[1].substr(12) != lines[3].substr(12));
}

TEST_CASE("rows that share a past have the numbers of rows that are made whole") {
  tools::EvaluateOptions asked = options();
  asked.figures = {"summer=smuggled_chips_in_year(2022Q3)"};
  asked.drawn = true;
  const auto rows = [&](bool whole) {
    asked.common.whole = whole;
    std::istringstream in(
        "scenario,run,enforcement.strength\nhistory,1,\nhistory,2,\n"
        "history,1,\"[{from: 2022-10-10, level: 5}]\"\ntight,1,\nhistory,1,1\n");
    std::ostringstream out;
    CHECK(tools::evaluate(in, "design.csv", out, asked).failed == 0);
    return out.str();
  };
  CHECK(rows(false) == rows(true));
}

TEST_CASE("wrong columns and fields are all told, with their places") {
  const std::string columns = problems_of("rings.hurdel,run,run\n");
  CHECK(columns.find("design.csv:1:1: unknown column 'rings.hurdel' (did you mean 'rings.hurdle'?)") !=
        std::string::npos);
  CHECK(columns.find("design.csv:1:18: a second column 'run'") != std::string::npos);
  const std::string fields = problems_of("rings.hurdle,run\nmuch,1\n99,1.5\n0.1\n");
  CHECK(fields.find("design.csv:2:1: rings.hurdle: 'much' is no number") != std::string::npos);
  CHECK(fields.find("design.csv:3:1: rings.hurdle: 99 is out of bounds") != std::string::npos);
  CHECK(fields.find("design.csv:3:4: run: '1.5' is no whole number") != std::string::npos);
  CHECK(fields.find("design.csv:4:1: 1 fields in a row of 2") != std::string::npos);
  CHECK(fields.find("4 problems") != std::string::npos);
}

TEST_CASE("evaluate stands in a pipe") {
  const tests::Folder folder;
  const std::string line =
      "cd '" REPOSITORY "' && printf 'rings.hurdle\\n0.1\\n0.2\\n' | '" CHOKEPOINT
      "' evaluate - --scenarios tests/errors/scenarios --years 2022 --measures nation_china > '" +
      (folder.path / "out").string() + "'";
  CHECK(std::system(line.c_str()) == 0);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  const std::string out = tests::text_of(folder.path / "out");
  CHECK(std::count(out.begin(), out.end(), '\n') == 3);
}

TEST_CASE("a row of an open pipe is answered before the next one comes, with its id beside it") {
  const tests::Folder folder;
  // Each row is written only once the answer to the one before has been read.
  const std::string line =
      "cd '" + folder.path.string() +
      "' && mkfifo rows answers && (timeout 60 '" CHOKEPOINT "' evaluate - --scenarios '" REPOSITORY
      "/tests/errors/scenarios' --years 2022 --measures nation_china <rows >answers &) && exec 3>rows 4<answers "
      "&& echo id,rings.hurdle >&3 && read -r head <&4 && for id in a b c; do echo $id,0.1 >&3 && "
      "read -r row <&4 && echo ${row%%,*} >>ids || exit 1; done";
  CHECK(std::system(line.c_str()) == 0);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  CHECK(tests::text_of(folder.path / "ids") == "a\nb\nc\n");
}

TEST_CASE("a column that only names rows is passed through where it is said to, and else hinted at") {
  tools::EvaluateOptions asked = options();
  asked.keep = {"experiment"};
  std::istringstream in("experiment,run,rings.hurdle\n\"A,1\",1,0.1\n");
  std::ostringstream out;
  CHECK(tools::evaluate(in, "design.csv", out, asked).failed == 0);
  CHECK(out.str().find("\r\n\"A,1\",1,0.1,") != std::string::npos);
  const std::string said = problems_of(",experiment,nation_china_2022\n0,A,1\n");
  CHECK(
      said.find(
          "1:1: a column without a name (leave out row names: index=False in pandas, row.names=FALSE in R") !=
      std::string::npos);
  CHECK(said.find("unknown column 'experiment' (--keep experiment passes it through") != std::string::npos);
  CHECK(said.find("unknown column 'nation_china_2022' (--keep nation_china_2022 ") != std::string::npos);
  CHECK(said.find("in all)") == std::string::npos);
}

TEST_CASE("the seeds and runs of rows are whole numbers up to 2^64 - 1") {
  const auto lines = evaluated("run,seed\n9007199254740993,18446744073709551615\n1e3,1.0\n");
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].ends_with(","));
  const std::string said = problems_of("run,seed\n-1,18446744073709551616\n0x10,0.5\n");
  CHECK(said.find("run: '-1' is no whole number") != std::string::npos);
  CHECK(said.find("seed: '18446744073709551616' is no whole number") != std::string::npos);
  CHECK(said.find("run: '0x10' is no whole number (write it in decimals)") != std::string::npos);
  CHECK(said.find("4 problems") != std::string::npos);
}

TEST_CASE("rows of the standard input go into the file of --out, and the screen stays quiet") {
  const tests::Folder folder;
  const std::string file = (folder.path / "rows.csv").string();
  const std::string line = "cd '" REPOSITORY "' && printf 'run,rings.hurdle\\n1,0.1\\n' | '" CHOKEPOINT
                           "' evaluate - --scenarios tests/errors/scenarios --years 2022 --out '" +
                           file + "' > '" + (folder.path / "out").string() + "'";
  CHECK(std::system(line.c_str()) == 0);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  CHECK(tests::text_of(folder.path / "out") == "");
  CHECK(tests::text_of(file).find("\r\n1,0.1,") != std::string::npos);
}
