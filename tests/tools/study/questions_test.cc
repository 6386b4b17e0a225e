#include "tools/study/questions.h"

#include <doctest/doctest.h>

namespace tools {
namespace {

/// How an input of the shipped folder is asked, a problem a line.
struct Asking {
  StudyOptions options;
  sim::Problems problems;
  QuestionsFile file;

  Asking() {
    options.folder = REPOSITORY "/scenarios";
    options.until = "2024-12-31";
    file = read_questions(options.folder, problems);
  }
  Questionnaire of(const std::string& csv) {
    auto questions = read_asked(file, csv, "q.csv", problems);
    return ask(options, file, std::move(questions), {}, problems);
  }
  std::string wrong(const std::string& csv) {
    of(csv);
    std::string lines;
    for (const sim::Problem& problem : problems.all())
      lines += problem.at.describe() + ": " + problem.what + " (" + problem.why + ")\n";
    problems = {};
    return lines;
  }
};

TEST_CASE("every shipped question is understood, by its id alone") {
  Asking asking;
  asking.options.until.clear();
  check_questions(asking.options, asking.problems);
  CHECK_MESSAGE(asking.problems.empty(), asking.problems.describe());
  CHECK(asking.file.questions.size() >= 68);
}

TEST_CASE("a scenario is read once however many quantities are of it, and the usual one comes first") {
  Asking asking;
  const Questionnaire asked =
      asking.of("id,expression\na,\"smuggled(2023, tight) / smuggled(2023)\"\nb,\"smuggled(2024, tight)\"\n");
  REQUIRE(asked.variants.size() == 2);
  CHECK(asked.variants[0].name == "history");
  CHECK(asked.queries[0].size() == 1);
  CHECK(asked.queries[1].size() == 2);
  CHECK(asked.questions[0].places[0].scenario == 1);
  CHECK(asked.questions[0].places[1].scenario == 0);
}

TEST_CASE("names that nobody knows are refused where they stand, all at once") {
  Asking asking;
  CHECK(asking.wrong("id,expression\na,smugled(2023)\nb,\"sold[H21](2023)\"\nc,\"smuggled(2023, tigt)\"\n") ==
        "q.csv:2:3: unknown measure or amount 'smugled' (did you mean 'smuggled'?)\n"
        "q.csv:3:9: 'sold' has nothing for 'H21' (did you mean 'H20'?)\n"
        "q.csv:4:19: unknown scenario 'tigt' (did you mean 'tight'?)\n");
}

TEST_CASE("a key is asked for where there is one, and only there") {
  Asking asking;
  CHECK(asking.wrong("id,expression\na,sold(2023)\nb,smuggled[MY](2023)\nc,stock_of_world[US](2023)\n") ==
        "q.csv:2:3: 'sold' needs a key (write sold[H20] or [NVIDIA])\n"
        "q.csv:3:12: 'smuggled' has no use for a key (leave the brackets out)\n"
        "q.csv:4:3: 'stock_of_world' has no use for a key (leave the brackets out)\n");
  CHECK(asking.wrong("id,expression\na,mean stock[MY](2023)\n") ==
        "q.csv:2:3: 'stock' has no mean (measures have; growth and doubling_months may be had of both)\n");
}

TEST_CASE("a file without ids, or with one that is not on file, is refused") {
  Asking asking;
  CHECK(asking.wrong("quantity\nx\n") == "q.csv:1:1: no column 'id' ()\n");
  CHECK(asking.wrong("id\nQ99999\n").starts_with("q.csv:2:1: no question 'Q99999'"));
  CHECK(asking.wrong("").find("no header") != std::string::npos);
}

}  // namespace
}  // namespace tools
