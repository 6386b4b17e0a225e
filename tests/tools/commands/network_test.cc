#include <string>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace {

tests::ProgramRun network(const std::string& words) {
  return tests::run_program(REPOSITORY, "network " + words);
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("network shows flow, cut, hubs, routes and officers, and what its intervals mean") {
  const auto ran = network("history -n 2 --date 2023-06-01 --hubs 1 --until 2024-06-30");
  CAPTURE(ran.err);
  CHECK(ran.status == 0);
  for (const char* part :
       {"The trade in barred chips on 2023-05-29: Controls as they were", "The narrowest cut",
        "Hubs: what leans on each place", "Best routes to China", "One more inspector at a hub, for a year",
        "Means over 2 paired runs", "2 runs, seed 1"})
    CHECK_MESSAGE(says(ran.out, part), part << " in\n" << ran.out);
}

TEST_CASE("network answers alike for any number of threads") {
  const char* words = "history -n 3 --date 2023-06-01 --hubs 1 --until 2024-06-30 --format csv --threads ";
  const auto one = network(std::string(words) + "1");
  CHECK(one.status == 0);
  CHECK(network(std::string(words) + "4").out == one.out);
}

TEST_CASE("network refuses a day that no year of the span follows, and two scenarios") {
  const auto late = network("history --date 2028-06-01");
  CHECK(late.status == 2);
  CHECK(says(late.err,
             "--date: 2028-06-01 is not in the span, or no year of it follows (accepted: 2021-12-20 to "
             "2028-01-03)"));
  CHECK(network("history --date tomorrow").status == 2);
  CHECK(network("history tight").status == 2);
}

TEST_CASE("network says when nothing is barred") {
  const auto ran = network("no-controls -n 1 --date 2022-06-01 --until 2023-12-31");
  CHECK(ran.status == 0);
  CHECK(says(ran.out, "Nothing that is on sale is barred from China under no-controls on 2022-05-30"));
}
