#include "sim/experiment/store_merge.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/program.h"
#include "tests/support/tiny_study.h"

namespace {

using namespace tests;
namespace fs = std::filesystem;

/// Stores of one study beside each other.
struct Parts : Folder {
  sim::StudyRecord study = tiny_study();
  std::vector<sim::StoredRun> runs = tiny_runs(study);
  fs::path merged = path / "merged.sqlite";

  fs::path write(const std::string& name, const std::vector<sim::StoredRun>& some) const {
    const fs::path file = path / (name + ".sqlite");
    sim::Store store = open_tiny(file, study);
    for (const sim::StoredRun& run : some) store.add(run);
    store.add_work({2, 6});
    store.flush();
    return file;
  }
  std::vector<sim::StoredRun> some(std::size_t first, std::size_t last) const {
    return {runs.begin() + static_cast<std::ptrdiff_t>(first),
            runs.begin() + static_cast<std::ptrdiff_t>(last)};
  }
  std::string refusal(const std::vector<fs::path>& parts) const {
    return error_of([&] { sim::merge_stores(merged, parts, sim::Builds::kOne); });
  }
  std::string exported(const fs::path& file) const {
    const Folder csv;
    sim::export_csv(sim::Store::read(file), csv.path);
    std::string all;
    for (const char* name : {"results", "wide", "runs", "points", "builds", "inputs"})
      all += text_of(csv.path / (std::string(name) + ".csv"));
    return all;
  }
};

TEST_CASE(
    "stores that are laid together are the bytes of one that was written by itself, in whatever order") {
  const Parts at;
  const fs::path one = at.write("one", at.runs);
  const fs::path a = at.write("a", at.some(5, 12));
  const fs::path b = at.write("b", at.some(0, 5));
  sim::merge_stores(at.merged, {a, b}, sim::Builds::kOne);
  CHECK(at.exported(at.merged) == at.exported(one));
  CHECK(sim::Store::read(at.merged).work().done == 4);
  CHECK(sim::Store::read(at.merged).counts().done == 12);
}

TEST_CASE("to merge again adds what is new and changes nothing else") {
  const Parts at;
  const fs::path a = at.write("a", at.some(0, 4));
  CHECK(sim::merge_stores(at.merged, {a}, sim::Builds::kOne).front().new_runs == 4);
  const fs::path b = at.write("b", at.some(2, 12));
  const auto merged = sim::merge_stores(at.merged, {a, b}, sim::Builds::kOne);
  CHECK(merged[0].new_runs == 0);
  CHECK(merged[1].new_runs == 8);
  CHECK(at.exported(at.merged) == at.exported(at.write("one", at.runs)));
  const std::string before = at.exported(at.merged);
  sim::merge_stores(at.merged, {b, a}, sim::Builds::kOne);
  CHECK(at.exported(at.merged) == before);
}

TEST_CASE("a store that was merged goes on as any other") {
  const Parts at;
  sim::merge_stores(at.merged, {at.write("a", at.some(0, 4)), at.write("b", at.some(4, 8))},
                    sim::Builds::kOne);
  {
    sim::Store store = open_tiny(at.merged, at.study);
    CHECK(store.repairs().empty());
    for (const sim::StoredRun& run : at.some(8, 12)) store.add(run);
    store.flush();
  }
  CHECK(at.exported(at.merged) == at.exported(at.write("one", at.runs)));
}

TEST_CASE("a run that succeeded takes the place of one that failed, and never the other way round") {
  const Parts at;
  sim::StoredRun failed = at.runs[3];
  failed.error = "no chips";
  failed.values.clear();
  const fs::path a = at.write("a", {failed});
  const fs::path b = at.write("b", at.some(3, 4));
  for (const auto& parts : {std::vector{a, b}, std::vector{b, a}}) {
    fs::remove(at.merged);
    sim::merge_stores(at.merged, parts, sim::Builds::kOne);
    CHECK(sim::Store::read(at.merged).counts().done == 1);
    CHECK(sim::Store::read(at.merged).counts().failed == 0);
  }
}

TEST_CASE("the same run with other numbers is refused by name, and nothing is written") {
  Parts at;
  const fs::path a = at.write("a", at.some(0, 4));
  at.runs[2].values[0] += 1;
  const fs::path b = at.write("b", at.some(2, 3));
  const std::string why = at.refusal({a, b});
  CHECK(why.find("b.sqlite") != std::string::npos);
  CHECK(why.find("has another result") != std::string::npos);
  CHECK_FALSE(fs::exists(at.merged));
  CHECK(at.count() == 2);
}

TEST_CASE("every part that does not fit is named, with why") {
  Parts at;
  const fs::path good = at.write("good", at.some(0, 2));
  at.study.seed = 99;
  const fs::path seed = at.write("seed", at.some(2, 3));
  at.study = tiny_study();
  at.study.build.commit = "another";
  const fs::path build = at.write("build", at.some(3, 4));
  const fs::path cut = at.write("cut", at.some(4, 9));
  fs::resize_file(cut, fs::file_size(cut) / 2);
  const std::string why = at.refusal({good, seed, build, cut});
  for (const char* part :
       {"seed.sqlite': it is of another study: the seed was 18446744073709551615 and is 99",
        "build.sqlite': its runs were made by another program", "cut.sqlite': "})
    CHECK_MESSAGE(why.find(part) != std::string::npos, why);
  CHECK(why.find("good.sqlite") == std::string::npos);
}

TEST_CASE("stores of several builds are laid together where that is asked for, each run with its own") {
  Parts at;
  const fs::path a = at.write("a", at.some(0, 5));
  at.study.build.commit = "another";
  const fs::path b = at.write("b", at.some(5, 12));
  sim::merge_stores(at.merged, {a, b}, sim::Builds::kAny);
  const sim::Store store = sim::Store::read(at.merged);
  REQUIRE(store.builds().size() == 2);
  CHECK(store.builds()[0].runs == 5);
  CHECK(store.builds()[1].runs == 7);
}

TEST_CASE("runs of a store are counted while another program writes it") {
  const Parts at;
  sim::Store store = open_tiny(at.merged, at.study);
  for (const sim::StoredRun& run : at.some(0, 3)) store.add(run);
  store.flush();
  CHECK(sim::count_runs(at.merged).done == 3);
  CHECK(sim::count_runs(at.merged).failed == 0);
}

}  // namespace
