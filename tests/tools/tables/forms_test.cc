#include "tools/tables/forms.h"

#include <doctest/doctest.h>

#include "tools/study/batch.h"

namespace tools {
namespace {

/// Runs of history in small, in which the forms of the shipped priors are drawn.
Results small_history(std::vector<std::string> overrides) {
  StudyOptions options;
  options.scenarios = {"history"};
  options.folder = REPOSITORY "/scenarios";
  options.belief.prior = true;
  options.overrides = std::move(overrides);
  options.overrides.emplace_back("population.scale=0.05");
  options.until = "2023-12-31";
  options.runs = 40;
  return run_study(typed_study(options));
}

TEST_CASE(
    "a form that moves an answer is named with the share under both, one that does not among the others") {
  // What clears goes at once to where goods are scarce; what adjusts is still on its way.
  const Results results = small_history({"parameters.market.premium_speed=0.01"});
  const std::vector<std::string> notes = form_notes(results, "premium", 2022, 1.5);
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].find("(market.premium_form)") != std::string::npos);
  CHECK(notes[0].find("% where it clears the market each week (+") != std::string::npos);
  CHECK(notes[1].find("demand.spending_form") != std::string::npos);
}

TEST_CASE("where every run has the same form nothing is said of it") {
  const Results results =
      small_history({"parameters.market.premium_form=0", "parameters.rings.growth_form=0",
                     "parameters.enforcement.visibility_form=0", "parameters.demand.spending_form=0"});
  CHECK(form_notes(results, "premium", 2022, 1.5).empty());
}

}  // namespace
}  // namespace tools
