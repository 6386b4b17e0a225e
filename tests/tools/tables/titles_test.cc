#include "tools/tables/titles.h"

#include <string>

#include <doctest/doctest.h>

#include "models/record/measures.h"
#include "tools/study/batch.h"

namespace tools {
namespace {

Results two_policies() {
  StudyOptions options;
  options.scenarios = {"history", "tight"};
  options.folder = REPOSITORY "/scenarios";
  options.overrides = {"population.scale=0.05"};
  options.until = "2022-12-31";
  options.runs = 1;
  return run_study(typed_study(options));
}

TEST_CASE("a policy has its title for people and its name for programs") {
  const Results results = two_policies();
  CHECK(title_of(results, "tight") == "Loopholes closed fast");
  CHECK(title_of(results, "nobody") == "nobody");
  const sim::Cell cell = choice_cell(results, results.choices().front());
  CHECK(cell.text == "Controls as they were");
  CHECK(cell.raw == sim::Raw(std::string("history")));
}

TEST_CASE("no measure is called by a name with underscores") {
  for (const chokepoint::Measure& measure : chokepoint::measures()) {
    const std::string title = measure_title(measure.name);
    CHECK_MESSAGE(title.find('_') == std::string::npos, title);
    CHECK_FALSE(title.empty());
  }
  CHECK(measure_title("fleet_china_chips") == "China's largest fleet, chips");
  CHECK(title_of({"nation_china", 2027, 1e6}) == "P(China's stock 2027 ≥ 1 M)");
}

}  // namespace
}  // namespace tools
