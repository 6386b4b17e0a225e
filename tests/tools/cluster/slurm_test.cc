#include "tools/cluster/slurm.h"

#include <cstdlib>

#include <doctest/doctest.h>

#include "tests/support/program.h"

TEST_CASE("what squeue and sacct print is read, a state a task") {
  const auto queue = tools::read_queue("3|RUNNING\n12|PENDING\nN/A|PENDING\n\nslurm: nonsense\n");
  CHECK(queue == std::map<std::uint64_t, std::string>{{0, "PENDING"}, {3, "RUNNING"}, {12, "PENDING"}});
  const auto told =
      tools::read_accounting("7_1|COMPLETED\n7_2|CANCELLED by 1000\n7_[3-9%2]|PENDING\n8|FAILED\n");
  CHECK(told == std::map<std::uint64_t, std::string>{{0, "FAILED"}, {1, "COMPLETED"}, {2, "CANCELLED"}});
}

TEST_CASE("states are those of tasks that are over, or under way") {
  for (const char* state : {"PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "REQUEUED", "SUSPENDED"})
    CHECK(tools::is_under_way(state));
  for (const char* state :
       {"COMPLETED", "FAILED", "NODE_FAIL", "TIMEOUT", "CANCELLED", "OUT_OF_MEMORY", "PREEMPTED", ""})
    CHECK_FALSE(tools::is_under_way(state));
}

TEST_CASE("the script of an array says what was asked for and nothing else") {
  tools::SlurmOptions options;
  options.partition = "cpu";
  options.time = "2:00:00";
  options.cpus = 8;
  options.array_limit = 20;
  const std::string script = tools::array_script("chokepoint-small", 100, options, "/r/cluster/logs",
                                                 "/home/a b", "/bin/chokepoint sweep small --out /r");
  CHECK(
      script ==
      "#!/bin/bash\n#SBATCH --job-name=chokepoint-small\n#SBATCH --array=1-100%20\n#SBATCH --cpus-per-task=8\n"
      "#SBATCH --partition=cpu\n#SBATCH --time=2:00:00\n#SBATCH --requeue\n#SBATCH --open-mode=append\n"
      "#SBATCH --output=/r/cluster/logs/%A_%a.out\n#SBATCH --signal=B:TERM@60\n"
      "# A task takes chunks of runs until there are none. It may be ended at any moment and be run again.\n"
      "set -eu\ncd '/home/a b'\nexec /bin/chokepoint sweep small --out /r --task \"$SLURM_ARRAY_TASK_ID\"\n");
  CHECK(tools::merge_script("m", options, "/r/l", "/h", "c merge /r").find("--cpus-per-task=1\n") !=
        std::string::npos);
}

TEST_CASE(
    "a study runs on a real cluster, on which a node dies, a task is preempted and a store is cut short" *
    doctest::test_suite("cluster")) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  // Nodes would wait for the program longer than the test does; its parts are tried by the tests beside this one.
  MESSAGE("not tried with a sanitizer");
#else
  const tests::Folder at;
  const std::string log = (at.path / "log").string();
  const std::string script = "'" REPOSITORY "/tests/tools/cluster/end_to_end.sh' '" CHOKEPOINT
                             "' '" REPOSITORY "/scenarios' >'" +
                             log + "' 2>&1";
  const int status = std::system(script.c_str());  // NOLINT(concurrency-mt-unsafe): a test has one thread
  CHECK_MESSAGE(status == 0, tests::text_of(log));
#endif
}
