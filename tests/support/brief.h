// A brief of a few weeks of the shipped scenarios and of small studies, with every table and figure in it.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace tests {

struct SmallBrief : SmallStudy {
  explicit SmallBrief(const std::string& more = "")
      : SmallStudy(
            "scenarios: [history]\nreplicates: 3\nlevers:\n  strength: {path: enforcement.strength, levels: [0, 1, 4]}\n"
            "design: {method: grid}\noutcome: {measure: nation_china, year: 2022, at_least: 30000}\n") {
    write(
        "guesses",
        "scenarios: [history]\nguesses: []\nother_guesses: central\n"
        "levers:\n  money: {path: parameters.demand.chinese_spending, low: 0.2, high: 2}\n"
        "design: {method: latin_hypercube, samples: 24}\noutcome: {measure: nation_china, year: 2022, at_least: 33000}\n");
    const std::string shipped = " --until 2023-12-31 --quiet --scenarios '" REPOSITORY "/scenarios'";
    need(run("run history tight -n 4 --out runs" + shipped));
    need(run("price history tight -n 2 --out prices" + shipped));
    need(run("sweep small --out lever --quiet"));
    need(run("sweep guesses --out guesses --quiet"));
    need(run("brief runs prices lever guesses --map-runs 2 --out brief --quiet " + more));
  }
  static void need(const ProgramRun& ran) { REQUIRE_MESSAGE(ran.status == 0, ran.err); }
};

}  // namespace tests
