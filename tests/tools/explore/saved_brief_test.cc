#include "tools/explore/saved_brief.h"

#include <fstream>

#include <doctest/doctest.h>

#include "sim/experiment/interrupt.h"
#include "tests/support/small_study.h"

namespace tools {
namespace {

/// Two policies of a few weeks: the small scenarios end in 2022 here.
ExploreOptions small_world(const tests::SmallStudy& study) {
  for (const char* name : {"history", "tight"}) {
    const std::string file = std::string("scenarios/policies/") + name + ".yaml";
    std::string text = study.text(file);
    if (const std::size_t at = text.find("last: "); at != std::string::npos)
      text.replace(at + 6, 10, "2022-12-31");
    std::ofstream(study.folder.path / file) << text;
  }
  return {.folder = (study.folder.path / "scenarios").string()};
}

TEST_CASE("what a page shows is saved as a brief beside others") {
  const tests::SmallStudy study("scenarios: [history]\n");
  ExploreState state;
  state.runs = 2;
  const std::atomic<bool> stop = false;
  const auto save = [&] { return save_brief_of(state, small_world(study), {}, study.folder.path, stop); };
  CHECK(save().page == study.folder.path / "brief-1/brief.html");
  CHECK(save().page == study.folder.path / "brief-2/brief.html");
  CHECK(study.text("brief-2/tables/T1-scenarios.csv").find("left,campus") != std::string::npos);
  CHECK(study.text("brief-1/brief.html") == study.text("brief-2/brief.html"));
}

TEST_CASE("a brief that is being made is given up when someone asks to stop") {
  const tests::SmallStudy study("scenarios: [history]\n");
  const std::atomic<bool> stop = true;
  CHECK_THROWS_AS(save_brief_of({}, small_world(study), {}, study.folder.path, stop), sim::Interrupted);
}

}  // namespace
}  // namespace tools
