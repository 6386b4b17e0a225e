#include "sim/experiment/store.h"

#include <cmath>
#include <csignal>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/experiment/interrupt.h"
#include "tests/support/folder.h"
#include "tests/support/tiny_study.h"

namespace {

using namespace tests;

/// A store's file in a folder of its own.
struct File : Folder {
  std::filesystem::path file = path / "tiny.sqlite";

  /// Writes a study and some runs of it.
  void fill(const sim::StudyRecord& study, const std::vector<sim::StoredRun>& runs) const {
    sim::Store store = open_tiny(file, study);
    for (const sim::StoredRun& run : runs) store.add(run);
    store.flush();
  }
  std::string refusal_of(const sim::StudyRecord& study) const {
    return error_of([&] { open_tiny(file, study); });
  }
};

bool same(const sim::StoredRun& a, const sim::StoredRun& b) {
  return a.place == b.place && a.key == b.key && a.error == b.error && a.values == b.values;
}

TEST_CASE("the runs of a store read back as they were added, by place") {
  const File at;
  const sim::StudyRecord study = tiny_study();
  const std::vector<sim::StoredRun> added = tiny_runs(study);
  at.fill(study, {added.rbegin(), added.rend()});
  const sim::Store store = sim::Store::read(at.file);
  const std::vector<sim::StoredRun> runs = store.runs();
  REQUIRE(runs.size() == 12);
  for (std::size_t i = 0; i < runs.size(); ++i) CHECK(same(runs[i], added[i]));
  CHECK(runs[0].build == 1);
  CHECK(store.counts().done == 12);
  CHECK(at.count() == 1);
}

TEST_CASE("work adds up over all who wrote a store") {
  const File at;
  for (const std::int64_t done : {3, 4}) {
    sim::Store store = open_tiny(at.file, tiny_study());
    store.add_work({done, 6});
  }
  CHECK(sim::Store::read(at.file).work().done == 7);
  CHECK(sim::Store::read(at.file).work().asked == 12);
}

TEST_CASE("the points of the runs of a store read back to the last bit") {
  const File at;
  const sim::StudyRecord study = tiny_study();
  at.fill(study, {tiny_run(2, "today", 0)});
  const std::vector<sim::StoredPoint> points = sim::Store::read(at.file).points();
  REQUIRE(points.size() == 1);
  CHECK(points[0].point == 2);
  CHECK(points[0].u == tiny_point(2).u);
  CHECK(points[0].values == tiny_point(2).values);
}

TEST_CASE("a store says what study it is of") {
  const File at;
  at.fill(tiny_study(), {});
  const sim::Store store = sim::Store::read(at.file);
  const sim::StudyRecord& study = store.study();
  CHECK(study.title == "How much, \"and\" why");
  CHECK(study.text == "factors:\n  strength: [0, 1]\n");
  CHECK(study.seed == 18446744073709551615U);
  REQUIRE(study.factors.size() == 2);
  CHECK(study.factors[1].source == "a parameter");
  CHECK(study.factors[1].high == 10);
  CHECK(study.factors[1].levels == 5);
  CHECK(study.factors[1].group == "speed");
  CHECK(study.outputs[1].year == 2027);
  CHECK(study.scenarios[1].resolved == "a: 2\n");
  CHECK(study.build.compiler == "GNU 12.2.0");
  CHECK(study.inputs[0].hash == 18446744073709551614U);
  CHECK(study.command_line == "sweep study.yaml");
}

TEST_CASE("what is left to do is the design without the runs that succeeded") {
  const File at;
  const sim::StudyRecord study = tiny_study();
  sim::StoredRun failed = tiny_run(0, "today", 0);
  failed.error = "no market";
  failed.values.clear();
  const sim::StoredRun done = tiny_run(0, "today", 1);
  at.fill(study, {failed, done});
  const sim::Store store = sim::Store::read(at.file);
  CHECK(store.keys() == std::map<sim::RunPlace, std::string>{{done.place, done.key}});
  CHECK(store.keys(sim::Store::Which::kAll).size() == 2);
  CHECK(store.counts().failed == 1);
  CHECK(store.runs()[0].error == "no market");
  CHECK(store.runs()[0].values.empty());
}

TEST_CASE("a failed run is replaced when it is run again, one that succeeded is kept") {
  const File at;
  const sim::StudyRecord study = tiny_study();
  const sim::StoredRun good = tiny_run(1, "strict", 0);
  sim::StoredRun failed = good;
  failed.error = "no market";
  failed.values.clear();
  at.fill(study, {failed});
  at.fill(study, {good});
  sim::StoredRun other = good;
  other.values = {7, 7};
  at.fill(study, {other, failed});
  const std::vector<sim::StoredRun> runs = sim::Store::read(at.file).runs();
  REQUIRE(runs.size() == 1);
  CHECK(same(runs[0], good));
}

TEST_CASE("a run of another version of the model does not take a good run's place") {
  const File at;
  const sim::StoredRun good = tiny_run(1, "strict", 0);
  at.fill(tiny_study(), {good});
  sim::StoredRun newer = good;
  newer.key = sim::run_key(std::vector<std::string>{"newer"});
  CHECK(
      error_of([&] { at.fill(tiny_study(), {newer}); }) ==
      "cannot write '" + at.file.string() +
          "': its run 0 of 'strict' at point 1 was made by another version of the model; write another file");
  CHECK(same(sim::Store::read(at.file).runs().at(0), good));
}

TEST_CASE("after a failed writing every further run is refused") {
  const File at;
  at.fill(tiny_study(), {tiny_run(1, "strict", 0)});
  sim::StoredRun newer = tiny_run(1, "strict", 0);
  newer.key = "0";
  sim::Store store = open_tiny(at.file, tiny_study());
  store.add(newer);
  CHECK_THROWS_AS(store.flush(), sim::StoreError);
  CHECK_THROWS_AS(store.add(tiny_run(2, "strict", 0)), sim::StoreError);
  CHECK_THROWS_AS(store.counts(), sim::StoreError);
}

TEST_CASE("an undefined value stays undefined and an infinite one infinite") {
  const File at;
  const double infinity = std::numeric_limits<double>::infinity();
  sim::StoredRun run = tiny_run(0, "today", 0);
  run.values = {std::numeric_limits<double>::quiet_NaN(), -infinity};
  at.fill(tiny_study(), {run});
  const std::vector<double> values = sim::Store::read(at.file).runs().at(0).values;
  REQUIRE(values.size() == 2);
  CHECK(std::isnan(values[0]));
  CHECK(values[1] == -infinity);
}

TEST_CASE("a study may grow in points and replicates, keeping its runs") {
  const File at;
  at.fill(tiny_study(3, 2), tiny_runs(tiny_study(3, 2)));
  sim::StudyRecord larger = tiny_study(6, 3);
  larger.title = "More of it";
  larger.scenarios[0].title = "As it was";
  at.fill(larger, {tiny_run(5, "today", 2)});
  const sim::Store store = sim::Store::read(at.file);
  CHECK(store.counts().done == 13);
  CHECK(store.points().size() == 4);
  CHECK(store.study().points == 6);
  CHECK(store.study().replicates == 3);
  CHECK(store.study().title == "More of it");
  CHECK(store.study().scenarios[0].title == "As it was");
}

TEST_CASE("a study that asks for less sees only that, and what is kept is there when it asks again") {
  const File at;
  at.fill(tiny_study(3, 2), tiny_runs(tiny_study(3, 2)));
  sim::StudyRecord less = tiny_study(2, 1);
  less.scenarios.erase(less.scenarios.begin());
  less.outputs.erase(less.outputs.begin());
  at.fill(less, {});
  const sim::Store store = sim::Store::read(at.file);
  const std::vector<sim::StoredRun> runs = store.runs();
  REQUIRE(runs.size() == 2);
  CHECK(runs[1].place == sim::RunPlace{1, "strict", 0});
  CHECK(runs[1].values == std::vector<double>{-1.0 / 3});
  CHECK(store.counts().not_asked == 10);
  CHECK(store.study().outputs.size() == 1);
  at.fill(tiny_study(3, 2), {});
  CHECK(sim::Store::read(at.file).counts().done == 12);
}

TEST_CASE("a study that asks for another output has the runs left that lack it, and keeps their values") {
  const File at;
  sim::StudyRecord less = tiny_study(1, 1);
  less.outputs.pop_back();
  sim::StoredRun run = tiny_run(0, "today", 0);
  run.values = {7};
  at.fill(less, {run});
  at.fill(tiny_study(1, 1), {});
  CHECK(sim::Store::read(at.file).keys().empty());
  run.values = {7, 8};
  at.fill(tiny_study(1, 1), {run});
  CHECK(sim::Store::read(at.file).runs().at(0).values == std::vector<double>{7, 8});
  at.fill(less, {});
  CHECK(sim::Store::read(at.file).runs().at(0).values == std::vector<double>{7});
}

/// A design whose points of the numbers given are those of tiny_study; the levels of a factor that grew.
sim::PointAt points_of(std::vector<std::int64_t> numbers) {
  return [numbers = std::move(numbers)](std::int64_t number) {
    sim::StoredPoint point = tiny_point(numbers[static_cast<std::size_t>(number)]);
    point.point = number;
    point.u[0] /= static_cast<double>(numbers.size());
    return point;
  };
}

TEST_CASE("when a design grows in its midst, runs move to the numbers that their points' values have") {
  const File at;
  at.fill(tiny_study(3, 2), tiny_runs(tiny_study(3, 2)));
  sim::StudyRecord larger = tiny_study(5, 2);
  larger.factors[1].levels = 9;
  sim::Store::open_for(at.file, larger, points_of({0, 7, 2, 8, 1}));
  const sim::Store store = sim::Store::read(at.file);
  CHECK(store.counts().done == 12);
  for (const sim::StoredRun& run : store.runs()) {
    const std::int64_t was = run.place.point == 4 ? 1 : run.place.point;
    CHECK(run.values == tiny_run(was, run.place.scenario, run.place.replicate).values);
  }
  CHECK(store.points()[2].values == tiny_point(1).values);
  sim::Store::open_for(at.file, tiny_study(1, 2), points_of({2}));
  CHECK(sim::Store::read(at.file).runs().at(0).values == tiny_run(2, "strict", 0).values);
  CHECK(sim::Store::read(at.file).counts().not_asked == 8);
  at.fill(tiny_study(3, 2), {});
  CHECK(sim::Store::read(at.file).runs().at(4).values == tiny_run(1, "strict", 0).values);
}

TEST_CASE("what only its own program understands of a run comes back to the last byte") {
  const File at;
  sim::StoredRun run = tiny_run(0, "today", 0);
  run.detail = std::string(5000, 'x') + std::string("\0y", 2);
  at.fill(tiny_study(), {run});
  CHECK(sim::Store::read(at.file).runs().at(0).detail == run.detail);
  CHECK(std::filesystem::file_size(at.file) < 120000);
}

TEST_CASE("what is kept besides is not shown, and is there when a study asks for it") {
  const File at;
  sim::StudyRecord less = tiny_study(1, 1);
  less.beside = {less.outputs[0]};
  less.outputs.erase(less.outputs.begin());
  sim::StoredRun run = tiny_run(0, "today", 0);
  run.values = {8};
  run.beside = {7};
  at.fill(less, {run});
  CHECK(sim::Store::read(at.file).runs().at(0).values == std::vector<double>{8});
  CHECK(sim::Store::read(at.file).study().outputs.size() == 1);
  at.fill(tiny_study(1, 1), {});
  CHECK(sim::Store::read(at.file).runs().at(0).values == std::vector<double>{7, 8});
  sim::Store store = open_tiny(at.path / "other.sqlite", less);
  run.beside.clear();
  CHECK_THROWS_AS(store.add(run), std::invalid_argument);
}

TEST_CASE("runs come one after the other as they come all together, each with its point") {
  const File at;
  std::vector<sim::StoredRun> added = tiny_runs(tiny_study(40, 3));
  added[5].error = "no market";
  added[5].values.clear();
  at.fill(tiny_study(40, 3), {added.rbegin(), added.rend()});
  const sim::Store store = sim::Store::read(at.file);
  std::size_t next = 0;
  const std::vector<sim::StoredRun> runs = store.runs();
  store.for_each_run_by_place([&](const sim::StoredRun& run, const sim::StoredPoint& point) {
    CHECK(same(run, runs.at(next++)));
    CHECK(point.values == tiny_point(run.place.point).values);
  });
  CHECK(next == 240);
}

TEST_CASE("what keys were compared with is noted until they are compared with something else") {
  const File at;
  open_tiny(at.file, tiny_study()).note_checked(7);
  sim::Store store = open_tiny(at.file, tiny_study());
  CHECK(store.is_checked(7));
  store.note_checked(8);
  CHECK_FALSE(store.is_checked(7));
  CHECK_FALSE(open_tiny(at.path / "other.sqlite", tiny_study()).is_checked(8));
}

TEST_CASE("who asked to stop is heard before a store is opened, and nothing changes") {
  const File at;
  at.fill(tiny_study(), {tiny_run(0, "today", 0)});
  const sim::InterruptGuard guard;
  std::raise(SIGTERM);
  CHECK_THROWS_AS(open_tiny(at.file, tiny_study(5, 5)), sim::Interrupted);
  CHECK(sim::Store::read(at.file).study().points == 3);
}

TEST_CASE("a design that does not grow is refused in another size") {
  const File at;
  sim::StudyRecord study = tiny_study(3);
  study.grows = false;
  at.fill(study, {});
  study.points = 6;
  CHECK(at.refusal_of(study).find("the design had 3 points and has 6, and one of another size shares none of "
                                  "them (sobol does)") != std::string::npos);
}

TEST_CASE("a store of another study is refused with all that differs") {
  const File at;
  at.fill(tiny_study(), {});
  sim::StudyRecord other = tiny_study();
  other.method = "grid";
  other.seed = 1;
  other.factors[0].high = 0.5;
  other.factors[1].name = "pause";
  other.outputs[0].unit = "tonnes";
  other.scenarios[0].hash = "0000";
  const std::string refusal = at.refusal_of(other);
  CAPTURE(refusal);
  const auto says = [&refusal](const char* clause) { return refusal.find(clause) != std::string::npos; };
  CHECK(says("the design was 'sobol' and is 'grid';"));
  CHECK(says("the seed was 18446744073709551615 and is 1;"));
  CHECK(says("factor 'strength' was 0 to 1 uniform and is 0 to 0.5 uniform;"));
  CHECK(says("factor 'delay' is gone; factor 'pause' is new;"));
  CHECK(says("output 'stock' of 2026 was in 'units' and is in 'tonnes';"));
  CHECK(says("scenario 'today' was 00ff and is 0000;"));
}

TEST_CASE("a study whose factors come in another order is another study") {
  const File at;
  at.fill(tiny_study(), {});
  sim::StudyRecord turned = tiny_study();
  std::swap(turned.factors[0], turned.factors[1]);
  CHECK(at.refusal_of(turned).find("the factors are in another order") != std::string::npos);
}

TEST_CASE("each build that wrote is noted once, with its first command line") {
  const File at;
  at.fill(tiny_study(), {tiny_run(0, "today", 0)});
  sim::StudyRecord again = tiny_study();
  again.command_line = "sweep study.yaml --threads 4";
  at.fill(again, {});
  again.build.commit = "def";
  at.fill(again, {tiny_run(0, "today", 1)});
  const sim::Store store = sim::Store::read(at.file);
  const std::vector<sim::StoredBuild> builds = store.builds();
  REQUIRE(builds.size() == 2);
  CHECK(builds[0].command_line == "sweep study.yaml");
  CHECK(builds[1].build.commit == "def");
  CHECK(store.study().build.commit == "def");
  CHECK(store.runs()[0].build == 1);
  CHECK(store.runs()[1].build == 2);
}

TEST_CASE("what does not fit the study is told at once") {
  const File at;
  sim::Store store = open_tiny(at.file, tiny_study());
  CHECK_THROWS_AS(store.add(tiny_run(3, "today", 0)), std::invalid_argument);
  CHECK_THROWS_AS(store.add(tiny_run(0, "today", 2)), std::invalid_argument);
  CHECK_THROWS_AS(store.add(tiny_run(0, "elsewhere", 0)), std::invalid_argument);
  sim::StoredRun run = tiny_run(0, "today", 0);
  run.error = "failed";
  CHECK_THROWS_AS(store.add(run), std::invalid_argument);  // but has values
  sim::StudyRecord twice = tiny_study();
  twice.factors[0].name = "Stock_2026";
  CHECK(at.refusal_of(twice) == "two columns of the results would be named 'stock_2026'");
  sim::StudyRecord wide = tiny_study();
  for (int year = 0; year < 2000; ++year) wide.outputs.push_back({"m", "", "", year});
  CHECK_THROWS_AS(open_tiny(at.path / "wide.sqlite", wide), std::invalid_argument);
}

TEST_CASE("a study without factors has points without values") {
  const File at;
  sim::StudyRecord study = tiny_study(1, 2);
  study.factors.clear();
  sim::Store store = sim::Store::open_for(at.file, study, [](std::int64_t point) {
    return sim::StoredPoint{point, {}, {}};
  });
  store.add(tiny_run(0, "today", 1));
  CHECK(store.points().size() == 1);
  CHECK(store.runs().size() == 1);
}

TEST_CASE("a store that was opened for reading cannot be written") {
  const File at;
  at.fill(tiny_study(), {});
  sim::Store store = sim::Store::read(at.file);
  CHECK_THROWS_AS(store.add(tiny_run(0, "today", 0)), std::logic_error);
}

}  // namespace
