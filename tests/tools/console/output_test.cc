// Every command when its output cannot be written: a full disk, a closed stream, a reader that goes away.
#include "tools/console/output.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include <doctest/doctest.h>
#include <spdlog/spdlog.h>

#include "tests/support/small_study.h"
#include "tools/commands.h"

namespace {

const char* const kStudy =
    "scenarios: [history, tight]\nother_guesses: central\nreplicates: 2\n"
    "outcome: {measure: nation_china, year: 2022, at_least: 1}\n";
const char* const kSearch =
    "levers:\n  hosting: {path: parameters.demand.abroad_spending, low: 0.2, high: 3}\n"
    "threshold: {lever: hosting, target: 0.3, most_runs: 50, outcome: {measure: campus_china, year: 2022, "
    "at_least: "
    "1e9}}\n";

/// Words for every command of the program, each of which prints something soon.
const std::map<std::string, std::string> kWords = {
    {"run", "run history -n 1 --until 2022-12-31 --definitions"},
    {"compare", "compare history tight -n 2 --until 2022-12-31"},
    {"sweep", "sweep small --dry-run"},
    {"status", "status out"},
    {"submit", "submit small --tasks 2 --seconds-a-run 9 --dry-run"},
    {"merge", "merge parts"},
    {"cancel", "cancel --help"},  // which else needs a cluster
    {"analyze", "analyze out differences"},
    {"tables", "tables out --out tables"},
    {"brief", "brief out --out brief"},
    {"threshold", "threshold search"},
    {"rare", "rare small --samples 20 --steps 1"},
    {"evaluate", "evaluate design.csv --years 2022"},
    {"backcast", "backcast history -n 1 --until 2022-12-31"},
    {"calibrate", "calibrate --through 2022-12-31 -n 100 --waves 1 --points 10"},
    {"predict", "predict questions.csv -n 2"},
    {"ablate", "ablate history -n 1 --until 2022-12-31"},
    {"directions", "directions --until 2022-12-31"},
    {"essay", "essay -n 2"},
    {"network", "network history -n 1 --date 2023-06-01 --hubs 0"},
    {"trace", "trace history --until 2022-11-30"},
    {"explain", "explain history --order 1"},
    {"explore", "explore --help"},  // which else goes on until Ctrl-C
    {"price", "price history -n 2 --until 2022-12-31"},
    {"rule", "rule H100_SXM CN 2024-01-01"},
    {"check", "check"},
    {"describe", "describe"},
    {"list", "list measures"},
    {"help", "help run"},
    {"completion", "completion bash"},
    {"schema", "schema"}};

struct Desk {
  tests::SmallStudy study{kStudy};

  Desk() {
    const auto write = [&](const char* file, const char* text) {
      std::ofstream(study.folder.path / file) << text;
    };
    write("questions.csv", "id,expression\na,nation_china(2022)\n");
    write("design.csv", "rings.hurdle\n0.1\n0.2\n");
    write(
        "scenarios/record.yaml",
        "record:\n  stock: {says: stock, kind: stock, measure: nation_china, date: 2022-12-31, value: 1000, source: a "
        "test, "
        "confidence: C}\n");
    write(
        "scenarios/directions.yaml",
        "directions:\n  less: {claim: It is less, base: {policy: history}, change: {policy: tight}, measure: "
        "nation_china, year: 2022, expect: less, runs: 2}\n");
    write("scenarios/essay.yaml",
          "claims:\n  few: {claim: It is little, where: here, kind: level, base: {policy: history}, measure: "
          "nation_china, year: 2022, at_most: 1e9, see: chokepoint run history}\n");
    study.write("search", kStudy + std::string(kSearch));
    REQUIRE(study.run("sweep small --out out").status == 0);
    REQUIRE(study.run("sweep small --out parts --shard 1/1").status == 0);
  }
  /// Runs a command with its streams as the shell is told; what it says on stderr is in the file err.
  int run(const std::string& words, const std::string& streams) const {
    const std::string line = "cd '" + study.folder.path.string() + "' && { '" CHOKEPOINT "' " + words +
                             " --quiet; echo $? >status; } " + streams;
    std::system(line.c_str());  // NOLINT(concurrency-mt-unsafe): a test has one thread
    return std::stoi(study.text("status"));
  }
};

bool is_one_line(const std::string& text) { return std::count(text.begin(), text.end(), '\n') == 1; }

}  // namespace

TEST_CASE("every command says when the standard output is full or closed, and ends with 1") {
  const Desk desk;
  for (const tools::Command& command : tools::commands()) {
    CAPTURE(std::string(command.name));
    const std::string& words = kWords.at(command.name);
    CHECK(desk.study.run(words + " --quiet").status == 0);
    for (const char* streams : {"2>err >/dev/full", "2>err >&-"}) {
      CAPTURE(std::string(streams));
      CHECK(desk.run(words, streams) == 1);
      const std::string said = desk.study.text("err");
      CHECK(said.starts_with("chokepoint: cannot write to the standard output: "));
      CHECK(is_one_line(said));
    }
  }
}

TEST_CASE("every command ends quietly when its reader goes away") {
  const Desk desk;
  for (const tools::Command& command : tools::commands()) {
    CAPTURE(std::string(command.name));
    CHECK(desk.run(kWords.at(command.name), "2>err | true") == 0);
    CHECK(desk.study.text("err") == "");
  }
}

TEST_CASE("wrong words end with 2 also where nobody can be told") {
  const Desk desk;
  for (const char* words :
       {"run nosuch", "run history --sed 1", "run history --seed -1", "rum", "analyze out nosuch"}) {
    CAPTURE(std::string(words));
    CHECK(desk.run(words, "2>&-") == 2);
    CHECK(desk.run(words, "2>/dev/full") == 2);
    CHECK(desk.run(words, "2>&- >&-") == 2);
  }
}

TEST_CASE("what --out asks for is written whatever becomes of the screen") {
  const Desk desk;
  for (const char* command : {"run", "compare", "price", "backcast", "ablate", "directions", "essay"}) {
    for (const char* streams : {"2>err >/dev/full", "2>err >&-", "2>err | true"}) {
      CAPTURE(std::string(command));
      CAPTURE(std::string(streams));
      std::filesystem::remove_all(desk.study.folder.path / "kept");
      desk.run(kWords.at(command) + " --out kept", streams);
      CHECK(!desk.study.text("kept/runs.csv").empty());
      CHECK(!desk.study.text("kept/manifest.json").empty());
    }
  }
}

TEST_CASE("a closed stream's number is taken by no file that is written") {
  const Desk desk;
  CHECK(desk.run("sweep small --out other", "2>err >&-") == 1);
  CHECK(desk.study.run("status other").status == 0);
}

TEST_CASE("warnings go to the standard error, without a clock") {
  const tests::Folder folder;
  const std::string file = (folder.path / "err").string();
  const int screen = ::dup(STDERR_FILENO);
  const int taken = ::open(file.c_str(), O_WRONLY | O_CREAT, 0600);
  ::dup2(taken, STDERR_FILENO);
  const int status = tools::run_program(2, std::array{"chokepoint", "nothing"}.data());
  spdlog::warn("a warning");
  ::dup2(screen, STDERR_FILENO);
  ::close(taken);
  ::close(screen);
  CHECK(status == 2);
  std::ifstream read(file);
  const std::string said{std::istreambuf_iterator<char>(read), {}};
  CHECK(said.ends_with("chokepoint: warning: a warning\n"));
}

TEST_CASE("the version is that of CMakeLists.txt, in the program and in the citation") {
  const std::string cmake = tests::text_of(REPOSITORY "/CMakeLists.txt");
  const std::size_t at = cmake.find("VERSION ", cmake.find("project(chokepoint")) + 8;
  const std::string version = cmake.substr(at, cmake.find(' ', at) - at);
  const tests::ProgramRun run = tests::run_program(REPOSITORY, "--version");
  CHECK(run.status == 0);
  CHECK(run.out.starts_with("chokepoint " + version + " ("));
  CHECK(tests::text_of(REPOSITORY "/CITATION.cff").find("version: " + version + "\n") != std::string::npos);
}
