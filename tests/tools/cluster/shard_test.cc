#include "tools/cluster/shard.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "sim/experiment/store_lock.h"
#include "tests/support/small_study.h"

namespace {

std::map<std::string, std::string> variables;
const char* variable(const char* name) {
  const auto found = variables.find(name);
  return found == variables.end() ? nullptr : found->second.c_str();
}

std::string refusal(const std::string& word) {
  try {
    tools::read_shard(word, variable);
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

bool is_shard(const std::string& word, std::uint64_t number, std::uint64_t count) {
  const tools::Shard shard = tools::read_shard(word, variable);
  return shard.number == number && shard.count == count;
}

const char* const kGrid =
    "scenarios: [history, tight]\n"
    "levers:\n  money: {path: parameters.demand.chinese_spending, levels: [0.5, 1, 2]}\n"
    "design: {method: grid}\nreplicates: 5\n";

}  // namespace

TEST_CASE("a shard is a number of so many, from 1") {
  variables.clear();
  CHECK(is_shard("3/10", 3, 10));
  CHECK(refusal("0/10").find("numbered 1 to 10") != std::string::npos);
  CHECK(refusal("11/10").find("no shard 11 of 10") != std::string::npos);
  for (const char* word : {"3", "3/", "/3", "3/0", "x/3", "3/x", "-1/3", "3/10/2", ""})
    CHECK_MESSAGE(refusal(word).find("3/10, auto/10 or auto") != std::string::npos, word);
}

TEST_CASE("the number that each scheduler gives a task is found, whether it counts from 1 or from 0") {
  for (const auto& [name, value] : std::map<std::string, std::string>{{"SLURM_ARRAY_TASK_ID", "4"},
                                                                      {"JOB_COMPLETION_INDEX", "3"},
                                                                      {"AWS_BATCH_JOB_ARRAY_INDEX", "3"},
                                                                      {"PARALLEL_SEQ", "4"},
                                                                      {"HQ_TASK_ID", "4"}}) {
    variables = {{name, value}};
    CHECK_MESSAGE(is_shard("auto/10", 4, 10), name);
    CHECK(tools::read_task("auto", variable) == 4);
  }
  variables = {{"HQ_TASK_ID", "0"}};
  CHECK(refusal("auto/10").find("a task of HyperQueue has a number from 1 on") != std::string::npos);
}

TEST_CASE("Slurm tells how many tasks there are too, unless a part of them is run again") {
  variables = {{"SLURM_ARRAY_TASK_ID", "5"},
               {"SLURM_ARRAY_TASK_MIN", "3"},
               {"SLURM_ARRAY_TASK_MAX", "7"},
               {"SLURM_ARRAY_TASK_COUNT", "5"}};
  CHECK(is_shard("auto", 3, 5));
  variables["SLURM_ARRAY_TASK_COUNT"] = "2";
  CHECK(refusal("auto").find("--shard auto/7") != std::string::npos);
  CHECK(is_shard("auto/7", 5, 7));
}

TEST_CASE("without a scheduler, or with two, a number must be said") {
  variables.clear();
  CHECK(refusal("auto/10").find("no scheduler told this program its number") != std::string::npos);
  CHECK(refusal("auto").find("say it: --shard auto/10") != std::string::npos);
  variables = {{"SLURM_ARRAY_TASK_ID", "5"}, {"PARALLEL_SEQ", "2"}};
  CHECK(refusal("auto/10").find("both SLURM_ARRAY_TASK_ID and PARALLEL_SEQ are set") != std::string::npos);
}

TEST_CASE("shards make each run once, and keep what shares a replicate together") {
  const tests::SmallStudy small(kGrid);
  tools::StudyOptions options;
  options.folder = (small.folder.path / "scenarios").string();
  const tools::Study study = tools::prepare_study(options, "small");
  const tools::RunsLeft left(study);
  std::set<std::uint64_t> seen;
  for (std::uint64_t number = 1; number <= 4; ++number) {
    const tools::RunShare share = tools::share_of_shard(study, left, {number, 4});
    std::uint64_t runs = 0;
    while (const auto group = share.next()) {
      for (const tools::RunAddress& run : share.groups.of(*group, left)) {
        CHECK(seen.insert(tools::number_of(study, run)).second);
        ++runs;
      }
    }
    CHECK(runs == share.runs);
  }
  CHECK(seen.size() == tools::run_count(study));
}

TEST_CASE("a thousand runs in one, three and ten shards are one study") {
  const tests::SmallStudy study(
      "scenarios: [history, tight]\n"
      "levers:\n  money: {path: parameters.demand.chinese_spending, levels: [0.5, 0.8, 1, 1.5, 2]}\n"
      "design: {method: grid}\nreplicates: 100\n");
  std::string first;
  for (const int shards : {1, 3, 10}) {
    const std::string out = "in-" + std::to_string(shards);
    for (int shard = 1; shard <= shards; ++shard) {
      const auto ran = study.run("sweep small --quiet --out " + out + " --shard " + std::to_string(shard) +
                                 "/" + std::to_string(shards));
      REQUIRE_MESSAGE(ran.status == 0, ran.err);
    }
    const auto merged = study.run("merge " + out);
    REQUIRE_MESSAGE(merged.status == 0, merged.err);
    const std::string wide = study.text(out + "/csv/wide.csv") + study.text(out + "/csv/runs.csv");
    if (first.empty()) first = wide;
    CHECK(wide == first);
  }
  CHECK(std::count(first.begin(), first.end(), '\n') == 2 * 1001);
}

TEST_CASE("a merge before the last shard says what is left, and the next one finishes") {
  const tests::SmallStudy study(kGrid);
  study.run("sweep small --quiet --out out --shard 1/2");
  CHECK(study.run("status out").out.find("| shard-1-of-2 |") != std::string::npos);
  const auto half = study.run("merge out");
  CHECK(half.status == 1);
  CHECK(half.out.find(" 0 failed, 0 left") == std::string::npos);
  CHECK(half.out.find(" left; in out/results.sqlite") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(study.folder.path / "out/csv"));
  study.run("sweep small --quiet --out out --shard 2/2 --scratch scratch");
  const auto whole = study.run("merge out");
  CHECK(whole.status == 0);
  CHECK(whole.out.find("new), 0 failed, 0 left") != std::string::npos);
  CHECK(std::filesystem::is_empty(study.folder.path / "scratch"));
}

TEST_CASE("a shard whose store was cut short is laid aside and made anew") {
  const tests::SmallStudy study(kGrid);
  study.run("sweep small --quiet --out out --shard 1/1");
  const auto file = study.folder.path / "out/shards/shard-1-of-1/results.sqlite";
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  const auto again = study.run("sweep small --quiet --out out --shard 1/1");
  CHECK(again.status == 0);
  CHECK(again.err.find("laid aside as results.sqlite.damaged-1") != std::string::npos);
  CHECK(again.out.find("0 runs done before, 30 now") != std::string::npos);
}

TEST_CASE("a shard that another program is writing is left where it is") {
  const tests::SmallStudy study(kGrid);
  study.run("sweep small --quiet --out out --shard 1/1");
  const auto file = study.folder.path / "out/shards/shard-1-of-1/results.sqlite";
  const sim::WriterLock lock(file);
  const auto again = study.run("sweep small --quiet --out out --shard 1/1");
  CHECK(again.status == 1);
  CHECK(again.err.find("is writing it") != std::string::npos);
  CHECK(std::filesystem::exists(file));
}
