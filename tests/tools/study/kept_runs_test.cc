// What is run is kept: killed commands go on, other questions are refused.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "sim/engine/random.h"
#include "sim/experiment/files.h"
#include "sim/experiment/store.h"
#include "tests/support/small_study.h"
#include "tools/study/kept_rows.h"
#include "tools/study/result_store.h"

namespace {

namespace fs = std::filesystem;
using tests::SmallStudy;

const char* const kNothing = "scenarios: [history]\n";

/// Kills a command at a moment of its first third of a second; later and later on a machine that has no time for it.
void kill_at_random(const SmallStudy& study, const std::string& words, std::uint64_t number) {
  const double late = 1 + static_cast<double>(number / 6);
  const double seconds =
      0.05 + 0.3 * late * sim::RandomStreams{1, number}.uniform(0, 0, sim::Purpose{"test.kill"});
  const std::string line =
      fmt::format("cd '{}' && timeout -s KILL {:.3f} '" CHOKEPOINT "' {} >/dev/null 2>&1",
                  study.folder.path.string(), seconds, words);
  CHECK(std::system(line.c_str()) >= 0);  // NOLINT(concurrency-mt-unsafe): a test has one thread
}

/// Every file of a folder by name, but the store and the drafts of who was killed while it wrote a file.
std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (!name.ends_with(".sqlite") && !name.starts_with(".")) files[name] = sim::read_file(entry.path());
  }
  return files;
}

/// What was printed but for the line that names the folder.
std::string without_next(const std::string& out) { return out.substr(0, out.rfind("\nNext: ")); }

}  // namespace

TEST_CASE("a command that was killed again and again ends with the bytes of one that was not") {
  for (const std::string command :
       {"run history tight", "compare history tight", "price tight", "ablate history"}) {
    CAPTURE(command);
    const SmallStudy study(kNothing);
    const std::string words = command + " -n 60 --until 2022-12-31 --out ";
    const auto whole = study.run(words + "whole");
    REQUIRE_MESSAGE(whole.status == 0, whole.err);
    const auto has_begun = [&] { return fs::exists(study.folder.path / "parts/results.sqlite"); };
    for (std::uint64_t kill = 0; kill < 6 || (kill < 60 && !has_begun()); ++kill)
      kill_at_random(study, words + "parts --threads 1", kill);
    CHECK(has_begun());
    const auto last = study.run(words + "parts");
    CHECK_MESSAGE(last.status == 0, last.err);
    CHECK(without_next(last.out) == without_next(whole.out));
    CHECK(files_in(study.folder.path / "parts") == files_in(study.folder.path / "whole"));
  }
}

TEST_CASE("runs that are kept are not run again, more of them go on, and so do more policies") {
  const SmallStudy study(kNothing);
  const std::string until = " --until 2022-12-31 --out out";
  REQUIRE(study.run("run history -n 3" + until).status == 0);
  const auto keys = [&] { return sim::Store::read(study.folder.path / "out/results.sqlite").keys(); };
  const auto before = keys();
  REQUIRE(study.run("run history -n 5" + until).status == 0);
  CHECK(keys().size() == 5);
  REQUIRE(study.run("run history tight -n 2" + until).status == 0);
  CHECK(keys().size() == 4);
  for (const auto& [place, key] : keys()) {
    if (before.count(place) > 0) CHECK(before.at(place) == key);
  }
  CHECK(sim::Store::read(study.folder.path / "out/results.sqlite").counts().not_asked == 3);
  const SmallStudy other(kNothing);
  REQUIRE(other.run("run history tight -n 2" + until).status == 0);
  CHECK(files_in(study.folder.path / "out") == files_in(other.folder.path / "out"));
}

TEST_CASE("run and compare find each other's runs in a folder") {
  const SmallStudy study(kNothing);
  const std::string words = " history tight -n 2 --until 2022-12-31 --out out";
  REQUIRE(study.run("run" + words).status == 0);
  const auto before = sim::Store::read(study.folder.path / "out/results.sqlite").keys();
  CHECK(study.run("compare" + words).status == 0);
  CHECK(sim::Store::read(study.folder.path / "out/results.sqlite").keys() == before);
  CHECK(fs::exists(study.folder.path / "out/differences.csv"));
}

TEST_CASE("a folder of another question is refused, and left as it is") {
  const SmallStudy study(kNothing);
  REQUIRE(study.run("run history tight -n 2 --until 2022-12-31 --out out").status == 0);
  const auto before = files_in(study.folder.path / "out");
  for (const char* other :
       {"run tight -n 2 --until 2022-12-31", "price history tight -n 2 --until 2022-12-31",
        "run history tight -n 2 --until 2022-12-31 --seed 2",
        "run history tight -n 2 --until 2022-12-31 --set enforcement.checks=2"}) {
    CAPTURE(std::string(other));
    const auto refused = study.run(std::string(other) + " --out out");
    CHECK(refused.status == 2);
    CHECK(refused.err.starts_with("chokepoint: "));
    CHECK(std::count(refused.err.begin(), refused.err.end(), '\n') == 1);
  }
  CHECK(files_in(study.folder.path / "out") == before);
}

TEST_CASE(
    "runs of another program are refused, a program that was refused here before is not held against it") {
  const tests::Folder folder;
  const std::string out = (folder.path / "out").string();
  fs::create_directory(out);
  sim::StudyRecord record;
  record.method = "none";
  record.points = 1;
  record.replicates = 2;
  record.scenarios = {{"history", "History", "a: 1\n", "00ff"}};
  const auto point_at = [](std::int64_t point) { return sim::StoredPoint{point, {}, {}}; };
  const auto open_as = [&](const char* commit) {
    record.build = sim::this_build();
    record.build.commit += commit;
    return sim::Store::open_for(fs::path(out) / tools::kStoreFile, record, point_at);
  };
  const auto run_of = [](std::int64_t replicate, const char* key) {
    sim::StoredRun run;
    run.place = {0, "history", replicate};
    run.key = key;
    return run;
  };
  const auto open_again = [&](tools::Mixing mixing) { tools::open_results(out, record, point_at, mixing); };
  open_as("other");
  open_as("").add(run_of(0, "a"));
  CHECK_NOTHROW(open_again(tools::Mixing::kRefused));
  open_as("other").add(run_of(1, "b"));
  record.build = sim::this_build();
  CHECK_THROWS_AS(open_again(tools::Mixing::kRefused), sim::StoreError);
  CHECK_NOTHROW(open_again(tools::Mixing::kAllowed));
}

TEST_CASE("rows that evaluate has made are kept, and those of other inputs refused") {
  const SmallStudy study(kNothing);
  std::ofstream rows(study.folder.path / "rows.csv");
  rows << "run,rings.hurdle\n";
  for (int run = 0; run < 400; ++run) rows << run << "," << 0.1 + run * 0.0005 << "\n";
  rows.close();
  const std::string words = "evaluate rows.csv --years 2022 --until 2022-12-31 --out ";
  REQUIRE(study.run(words + "whole.csv").status == 0);
  const fs::path part = study.folder.path / ".parts.csv.part";
  const auto has_rows = [&] { return fs::exists(part) && fs::file_size(part) > 300; };
  for (std::uint64_t kill = 1; kill < 60 && !has_rows(); ++kill)
    kill_at_random(study, words + "parts.csv --threads 1", kill);
  REQUIRE(has_rows());
  CHECK(study.run(words + "parts.csv --set enforcement.checks=2").status == 2);
  CHECK(study.run(words + "parts.csv --measures premium").status == 2);
  for (std::uint64_t kill = 2; kill < 6; ++kill) kill_at_random(study, words + "parts.csv --threads 1", kill);
  CHECK(study.run(words + "parts.csv").status == 0);
  CHECK(study.text("parts.csv") == study.text("whole.csv"));
  CHECK_FALSE(fs::exists(part));
}

TEST_CASE("kept rows with a torn end are taken up to the last whole one") {
  const tests::Folder folder;
  const fs::path file = folder.path / "rows.csv";
  tools::KeptRows(file, "question").add({"one", "two\r\nlines", "three"});
  const fs::path part = folder.path / ".rows.csv.part";
  const std::string whole = sim::read_file(part);
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    sim::write_file_atomically(part, whole.substr(0, size));
    tools::KeptRows again(file, "question");
    CHECK(again.before().size() <= 3);
    if (again.before().size() >= 2) CHECK(again.before()[1] == "two\r\nlines");
    again.add({"more"});
    CHECK(tools::KeptRows(file, "question").before().back() == "more");
  }
  CHECK_THROWS_AS(tools::KeptRows(file, "other"), sim::OtherStudy);
}
