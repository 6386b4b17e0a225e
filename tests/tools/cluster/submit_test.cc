#include "tools/cluster/submit.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace {

namespace fs = std::filesystem;

/// A study, and programs of the names of Slurm's that note what they were called with.
struct ToldSlurm : tests::SmallStudy {
  ToldSlurm()
      : SmallStudy(
            "scenarios: [history]\n"
            "levers:\n  money: {path: parameters.demand.chinese_spending, levels: [0.5, 1, 2]}\n"
            "design: {method: grid}\nreplicates: 5\n") {
    const std::string note = "echo \"$(basename \"$0\") $*\" >> '" + (folder.path / "calls").string() + "'\n";
    program("sbatch", note + "wc -l < '" + (folder.path / "calls").string() + "'\n");
    program("squeue", "echo '1|RUNNING'\n");
    program("scontrol", "echo 'MaxArraySize            = 21'\n");
    program("scancel", note);
    program("sacct", "exit 1\n");
  }
  void program(const std::string& name, const std::string& body) const {
    fs::create_directories(folder.path / "bin");
    const fs::path file = folder.path / "bin" / name;
    std::ofstream(file) << "#!/bin/sh\n" << body;
    fs::permissions(file, fs::perms::owner_all);
  }
  tests::ProgramRun with_slurm(const std::string& words) const {
    return tests::run_program(
        folder.path, words, "env' 'PATH=" + (folder.path / "bin").string() + ":/usr/bin:/bin' '" CHOKEPOINT);
  }
};

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const char* const kSubmit = "submit small --out out --tasks 3 --seconds-a-run 9 ";

}  // namespace

TEST_CASE("a study is submitted as an array with a merge behind it, and what was submitted is kept") {
  const ToldSlurm at;
  const auto ran = at.with_slurm(std::string(kSubmit) + "--partition cpu --array-limit 2");
  REQUIRE_MESSAGE(ran.status == 0, ran.err);
  CHECK(says(ran.out, "Submitted: job 1 (3 tasks), and 2 behind it, which merges."));
  const std::string calls = at.text("calls");
  CHECK(says(calls, "sbatch --parsable out/cluster/array.sh"));
  CHECK(says(calls, "sbatch --parsable --dependency=afterany:1 out/cluster/merge.sh"));
  const std::string script = at.text("out/cluster/array.sh");
  CHECK(says(script, "#SBATCH --array=1-3%2\n"));
  CHECK(says(script, " sweep small "));
  CHECK(says(script, " --out "));
  CHECK(says(script, "#SBATCH --cpus-per-task=1\n"));
  CHECK(says(at.text("out/cluster/merge.sh"), " merge "));
  CHECK(tools::read_plan((at.folder.path / "out").string()).jobs.at(0).array == "1");
}

TEST_CASE("a dry run prints both scripts, and writes and submits nothing") {
  const ToldSlurm at;
  const auto ran = at.with_slurm(std::string(kSubmit) + "--dry-run --scratch '$TMPDIR'");
  CHECK(ran.status == 0);
  CHECK(says(ran.out, "#SBATCH --array=1-3\n"));
  CHECK(says(ran.out, "--scratch \"$TMPDIR\" --task \"$SLURM_ARRAY_TASK_ID\""));
  CHECK(says(ran.out, "-merge\n"));
  CHECK_FALSE(fs::exists(at.folder.path / "out"));
  CHECK_FALSE(fs::exists(at.folder.path / "calls"));
}

TEST_CASE("what cannot be submitted is refused with a way on") {
  const ToldSlurm at;
  CHECK(says(at.with_slurm("submit small --out out").err, "how many tasks"));
  CHECK(says(at.with_slurm("submit small --replicates 50 --out out --tasks 30 --seconds-a-run 400").err,
             "this cluster numbers the tasks of an array up to 20"));
  CHECK_FALSE(fs::exists(at.folder.path / "out"));
  at.with_slurm(kSubmit);
  CHECK(says(at.with_slurm(kSubmit).err, "--retry-failed runs what is left of it"));
  CHECK(says(at.with_slurm("submit small --out out --retry-failed").err, "task 1 of job 1 is RUNNING"));
  CHECK(says(at.with_slurm("submit small --replicates 9 --out out --retry-failed").err,
             "no longer what was submitted"));
}

TEST_CASE("a retry gives back the chunks with runs left, and only those") {
  const ToldSlurm at;
  at.with_slurm(kSubmit);
  at.run("sweep small --quiet --out out --task 1");
  at.program("squeue", "echo '1|COMPLETED'\n");
  CHECK(says(at.with_slurm("submit small --out out --retry-failed").out, "Nothing is left to run"));
  fs::remove_all(at.folder.path / "out/shards");
  const auto again = at.with_slurm("submit small --out out --retry-failed");
  CHECK_MESSAGE(says(again.out, "chunks have runs left"), again.err);
  CHECK(says(again.out, "Submitted: job 3"));
}

TEST_CASE("cancel ends what was submitted and is not over") {
  const ToldSlurm at;
  at.with_slurm(kSubmit);
  const auto ran = at.with_slurm("cancel out");
  CHECK(ran.status == 0);
  CHECK(says(at.text("calls"), "scancel 2\nscancel 1\n"));
  at.program("squeue", "echo '1|COMPLETED'\n");
  CHECK_FALSE(says(at.with_slurm("cancel out").out, "Cancelled"));
}

TEST_CASE("without Slurm submit says what there is instead") {
  const ToldSlurm at;
  fs::remove(at.folder.path / "bin/sbatch");
  fs::remove(at.folder.path / "bin/scontrol");
  const auto ran = tests::run_program(at.folder.path, kSubmit,
                                      "env' 'PATH=" + (at.folder.path / "bin").string() + "' '" CHOKEPOINT);
  CHECK(ran.status == 2);
  CHECK(says(ran.err, "`sweep --shard` runs under any scheduler"));
}
