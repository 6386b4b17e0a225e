#include "sim/engine/processors.h"

#include <fstream>

#include <doctest/doctest.h>

#include "tests/support/folder.h"

namespace {

/// Files of Linux as a container has them.
struct Root {
  tests::Folder folder;
  const Root& with(const std::string& file, const std::string& text) const {
    const auto path = folder.path / file;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text << "\n";
    return *this;
  }
  int processors(int bound = 64, const char* slurm = nullptr) const {
    return sim::usable_processors(bound, folder.path, slurm);
  }
};

TEST_CASE("without quotas all processors that the process is bound to are used") {
  CHECK(Root().processors(12) == 12);
  CHECK(Root().with("proc/self/cgroup", "0::/").with("sys/fs/cgroup/cpu.max", "max 100000").processors(12) ==
        12);
  CHECK(sim::usable_processors() >= 1);
}

TEST_CASE("a quota of cgroup v2 holds, its own or that of a group above, and is rounded up") {
  const Root root;
  root.with("proc/self/cgroup", "0::/job/step").with("sys/fs/cgroup/job/cpu.max", "250000 100000");
  CHECK(root.processors() == 3);
  root.with("sys/fs/cgroup/job/step/cpu.max", "50000 100000");
  CHECK(root.processors() == 1);
  CHECK(Root()
            .with("proc/self/cgroup", "0::/not/mounted")
            .with("sys/fs/cgroup/cpu.max", "200000 100000")
            .processors() == 2);
}

TEST_CASE("a quota of cgroup v1 holds, and -1 is none") {
  const Root root;
  root.with("proc/self/cgroup", "5:memory:/m\n4:cpu,cpuacct:/docker/abc\n0::/");
  root.with("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us", "100000");
  root.with("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "-1");
  CHECK(root.processors() == 64);
  root.with("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "400000");
  CHECK(root.processors() == 4);
  CHECK(root.processors(2) == 2);
}

TEST_CASE("Slurm's processors of a task hold where they are a number") {
  CHECK(Root().processors(64, "8") == 8);
  CHECK(Root().processors(4, "8") == 4);
  for (const char* word : {"", "0", "-3", "8x"}) CHECK(Root().processors(64, word) == 64);
}

}  // namespace
