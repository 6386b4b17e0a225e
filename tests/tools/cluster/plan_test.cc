#include "tools/cluster/plan.h"

#include <doctest/doctest.h>

#include "sim/experiment/files.h"
#include "tests/support/small_study.h"
#include "tools/study/run_list.h"

namespace {

const char* const kGrid =
    "scenarios: [history, tight]\n"
    "levers:\n  money: {path: parameters.demand.chinese_spending, levels: [0.5, 1, 2]}\n"
    "design: {method: grid}\nreplicates: 1000\n";

struct Planned : tests::SmallStudy {
  tools::Study study;
  Planned() : SmallStudy(kGrid), study(prepared()) {}
  tools::Study prepared() const {
    tools::StudyOptions options;
    options.folder = (folder.path / "scenarios").string();
    return tools::prepare_study(options, "small");
  }
};

}  // namespace

TEST_CASE("chunks take half a minute and more, and some fifty of them make a long task") {
  const Planned at;
  const auto plan = tools::planned(at.study, 4, 2, 0.5);
  CHECK(plan.runs == 6000);
  CHECK(plan.seconds_a_task() == doctest::Approx(375));
  const double seconds_a_chunk = plan.seconds_a_task() * 4 / static_cast<double>(plan.chunks);
  CHECK(seconds_a_chunk >= 30);
  CHECK(seconds_a_chunk < 40);
  const auto slow = tools::planned(at.study, 4, 2, 50);
  CHECK(slow.chunks == doctest::Approx(200).epsilon(0.05));
}

TEST_CASE("no more tasks are planned than there are chunks") {
  const Planned at;
  const auto plan = tools::planned(at.study, 1000, 1, 0.01);
  CHECK(plan.tasks == plan.chunks);
  CHECK(plan.tasks <= 2);
}

TEST_CASE("the chunks of a plan hold all groups of the study") {
  const Planned at;
  const auto plan = tools::planned(at.study, 7, 3, 0.7);
  const std::uint64_t groups = plan.groups(at.study).count();
  CHECK(plan.chunks * plan.groups_in_a_chunk >= groups);
  CHECK((plan.chunks - 1) * plan.groups_in_a_chunk < groups);
}

TEST_CASE("a plan reads back as it was written, and what is damaged is refused with a way on") {
  const Planned at;
  const std::string results = (at.folder.path / "out").string();
  sim::make_result_folder(tools::cluster_folder(results));
  auto plan = tools::planned(at.study, 4, 2, 0.5);
  plan.jobs.push_back({"12", "13", "2026-01-01T00:00:00Z"});
  tools::write_plan(results, plan);
  const auto again = tools::read_plan(results);
  CHECK(again.command == plan.command);
  CHECK(again.keys == plan.keys);
  CHECK(again.chunks == plan.chunks);
  CHECK(again.jobs.at(0).merge == "13");
  sim::write_file_atomically(tools::cluster_folder(results) / "plan.json", "{\"study\": 3}");
  CHECK_THROWS_WITH(tools::read_plan(results), doctest::Contains("submit the study again"));
}

TEST_CASE("a run is timed with what runs share") {
  const Planned at;
  const double seconds = tools::measured_seconds_a_run(at.study);
  CHECK(seconds > 0);
  CHECK(seconds < 10);
}
