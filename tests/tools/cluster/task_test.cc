#include "tools/cluster/task.h"

#include <filesystem>

#include <doctest/doctest.h>

#include "sim/experiment/files.h"
#include "tests/support/small_study.h"
#include "tools/cluster/standing.h"

namespace {

namespace fs = std::filesystem;

/// A study that was planned for three tasks of four chunks each.
struct Submitted : tests::SmallStudy {
  std::string words = "sweep small --quiet --out out";
  tools::ClusterPlan plan;

  Submitted()
      : SmallStudy(
            "scenarios: [history, tight]\n"
            "levers:\n  money: {path: parameters.demand.chinese_spending, levels: [0.5, 1, 2]}\n"
            "design: {method: grid}\nreplicates: 5\n") {
    sim::make_result_folder(tools::cluster_folder(out()));
    const tools::Study study = prepared();
    plan = tools::planned(study, 3, 1, 12);
    tools::write_plan(out(), plan);
    run("sweep small --quiet --out one");
  }
  std::string out() const { return (folder.path / "out").string(); }
  tools::Study prepared() const {
    tools::StudyOptions options;
    options.folder = (folder.path / "scenarios").string();
    return tools::prepare_study(options, "small");
  }
  bool is_whole() const {
    return text("out/csv/wide.csv") == text("one/csv/wide.csv") &&
           text("out/csv/runs.csv") == text("one/csv/runs.csv");
  }
};

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("tasks take chunks until there are none, and what they made is what one machine makes") {
  const Submitted at;
  CHECK(at.plan.chunks > 3);
  CHECK(at.run(at.words + " --task 2").status == 0);
  CHECK(at.run(at.words + " --task 1").status == 0);
  CHECK(at.run("merge out").status == 0);
  CHECK(at.is_whole());
  CHECK(tools::read_note(at.out(), 2)->state == tools::TaskNote::State::kEnded);
  CHECK_FALSE(tools::read_note(at.out(), 3).has_value());
  CHECK(tools::chunks_left(at.prepared(), at.out(), at.plan).empty());
}

TEST_CASE("what a lost store held is left, and given to whoever comes next") {
  const Submitted at;
  at.run(at.words + " --task 1");
  fs::remove_all(fs::path(at.out()) / "shards/task-0001");
  CHECK(tools::chunks_left(at.prepared(), at.out(), at.plan).size() == at.plan.chunks);
  // A task that begins again goes through its own chunks.
  CHECK(at.run(at.words + " --task 1 --scratch s").status == 0);
  CHECK(at.run("merge out").status == 0);
  CHECK(at.is_whole());
}

TEST_CASE("a study that changed since it was submitted is refused, and its task notes why") {
  const Submitted at;
  at.write("small", "scenarios: [history]\nreplicates: 3\n");
  const auto ran = at.run(at.words + " --task 1");
  CHECK(ran.status == 2);
  CHECK(says(ran.err, "no longer what was submitted"));
}

TEST_CASE("a task that was not planned is refused, and so is one without a plan") {
  const Submitted at;
  CHECK(says(at.run(at.words + " --task 9").err, "there is no task 9: 3 were planned"));
  CHECK(says(at.run("sweep small --out other --task 1").err, "nothing was submitted into 'other'"));
  CHECK(says(at.run(at.words + " --task 1 --shard 1/2").err, "not both"));
}

TEST_CASE("status tells what tasks did, and which failed with what") {
  const Submitted at;
  at.run(at.words + " --task 1");
  sim::write_file_atomically(
      tools::cluster_folder(at.out()) / "tasks/task-2.json",
      R"({"state": "failed", "machine": "n2", "since": 5, "until": 9, "failed": 0, "why": "disk full"})");
  const auto status = at.run("status out");
  CHECK(status.status == 0);
  CHECK(says(status.out, "30 of 30 runs done, 0 failed, 0 left"));
  CHECK(says(status.out, "Task 2: disk full"));
  CHECK(says(status.out, "not begun"));
}
