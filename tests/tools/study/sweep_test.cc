#include "tools/study/sweep.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "sim/engine/random.h"
#include "sim/experiment/store.h"
#include "tests/support/small_study.h"
#include "tools/study/runner.h"

namespace {

using tests::SmallStudy;

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<double> numbers(const tools::Study& study, const tools::Runner& runner,
                            const tools::RunAddress& address) {
  return tools::numbers_of(study, runner.run(address));
}

tools::Study prepared(const SmallStudy& study) {
  tools::StudyOptions options;
  options.folder = (study.folder.path / "scenarios").string();
  return tools::prepare_study(options, "small");
}

const char* const kGrid =
    "scenarios: [history, tight]\n"
    "levers:\n  money: {path: parameters.demand.chinese_spending, levels: [0.5, 1, 2]}\n"
    "design: {method: grid}\nreplicates: 3\n";

std::string exported(const SmallStudy& study, const std::string& folder) {
  std::string all;
  for (const char* file : {"runs", "results", "wide", "points", "factors", "outputs", "scenarios"})
    all += study.text(folder + "/csv/" + file + ".csv");
  return all;
}

}  // namespace

TEST_CASE("every shipped study can be prepared, and takes as many runs as the README says") {
  const std::string readme = tests::text_of(REPOSITORY "/README.md");
  const auto with_commas = [](std::size_t number) {
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
      if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
      text += digits[i];
    }
    return text;
  };
  tools::StudyOptions options;
  options.folder = REPOSITORY "/scenarios";
  const std::vector<std::string> names = tools::studies_of(options.folder);
  CHECK(names.size() >= 5);
  for (const std::string& name : names) {
    CAPTURE(name);
    const tools::Study study = tools::prepare_study(options, name);
    CHECK(study.input.study == name);
    const std::size_t runs = study.points.size() * study.variants.size() * study.input.replicates;
    const std::string in_readme = fmt::format("| {} |\n", with_commas(runs));
    const std::size_t row = readme.find(fmt::format("| `{}` |", name));
    REQUIRE(row != std::string::npos);
    CHECK(readme.substr(row, readme.find('\n', row) + 1 - row).ends_with(in_readme));
    CHECK(!study.outputs.empty());
  }
}

TEST_CASE("parameters move in the groups that a study names, the others by mechanism or alone") {
  const auto names = [](const std::string& grouped) {
    const tools::Study study = prepared(
        SmallStudy("scenarios: [history]\ndesign: {method: saltelli, samples: 8, " + grouped + "}\n"));
    return tools::group_names(study.input, study.record.factors);
  };
  using Names = std::vector<std::string>;
  CHECK(names("seed: 1") == Names{"rings.hurdle", "rings.prior_loss", "demand.abroad_spending"});
  CHECK(names("grouped: mechanism") == Names{"rings", "demand"});
  CHECK(names("groups: {greed: [demand, rings.hurdle]}") == Names{"greed", "rings.prior_loss"});
  CHECK(names("grouped: mechanism, groups: {greed: [demand, rings.hurdle]}") == Names{"greed", "rings"});
}

TEST_CASE("a sweep runs each scenario at each point as often as it says, and next time nothing") {
  const SmallStudy study(kGrid);
  const auto first = study.run("sweep small --out out");
  CHECK_MESSAGE(first.status == 0, first.err);
  CHECK(says(first.out, "18 of 18 runs done (0 before, 18 now), 0 failed, 0 left"));
  const std::string after_first = exported(study, "out");
  CHECK(says(study.run("sweep small --out out").out, "18 of 18 runs done (18 before, 0 now)"));
  CHECK(exported(study, "out") == after_first);
  CHECK(says(study.run("status out").out, "| history  |    9 |    9 |      0 |    0 |"));
}

TEST_CASE(
    "replicates and samples may be said on the command line, and more of them go on with what is there") {
  const SmallStudy study(kGrid);
  CHECK(says(study.run("sweep small --out out --replicates 1").out, "6 of 6 runs done"));
  CHECK(says(study.run("sweep small --out out").out, "18 of 18 runs done (6 before, 12 now)"));
  const auto refused = study.run("sweep small --out other --samples 8");
  CHECK(refused.status == 2);
  CHECK(says(refused.err, "--samples"));
  study.write("sampled",
              "scenarios: [history]\nguesses: []\nluck: factor\n"
              "design: {method: latin_hypercube, samples: 6}\n");
  CHECK(says(study.run("sweep sampled --samples 3 --dry-run").out, "3 points x 1 scenario x"));
}

TEST_CASE("a sweep that is only planned says how long it takes and how much it writes, and writes nothing") {
  const SmallStudy study(kGrid);
  const auto planned = study.run("sweep small --out out --dry-run --threads 2");
  CHECK(planned.status == 0);
  CHECK(says(planned.out, "small: 3 points x 2 scenarios x 3 replicates = 18 runs; 1 factor, 8 outputs\n"));
  CHECK(says(planned.out, " MB of memory, and 1 MB of results.\n"));
  CHECK_FALSE(std::filesystem::exists(study.folder.path / "out"));
  CHECK(says(study.run("check small").out, "= 18 runs; 1 factor, 8 outputs\nAbout "));
}

TEST_CASE("a sweep that is killed at twenty random moments ends with the bytes of one that was not") {
  // So many runs that each of the twenty finds it at work.
  std::string many = kGrid;
  many.replace(many.find("replicates: 3"), 13, "replicates: 100");
  const SmallStudy study(many);
  REQUIRE(study.run("sweep small --out whole").status == 0);
  for (std::uint64_t kill = 0; kill < 20; ++kill) {
    const double seconds = 0.05 + 0.3 * sim::RandomStreams{1, kill}.uniform(0, 0, sim::Purpose{"test.kill"});
    const std::string killed = fmt::format("cd '{}' && timeout -s KILL {:.3f} '" CHOKEPOINT
                                           "' sweep small --threads 1 --out parts >/dev/null 2>&1",
                                           study.folder.path.string(), seconds);
    CHECK(std::system(killed.c_str()) >= 0);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  }
  const auto last = study.run("sweep small --threads 2 --out parts");
  CHECK_MESSAGE(last.status == 0, last.err);
  CHECK(exported(study, "parts") == exported(study, "whole"));
}

TEST_CASE("a sweep that is asked to stop says how to go on, and then goes on") {
  const SmallStudy study("scenarios: [history]\nreplicates: 3000\n");
  // Asked once it has begun, however slow the machine.
  const std::string line = "cd '" + study.folder.path.string() +
                           "' && { '" CHOKEPOINT
                           "' sweep small --threads 1 --out out > said 2>/dev/null & "
                           "for i in $(seq 500); do [ -s out/results.sqlite ] && break; sleep 0.02; done; "
                           "kill -TERM $!; wait $!; }";
  const int status = std::system(line.c_str());  // NOLINT(concurrency-mt-unsafe): a test has one thread
  CHECK(WEXITSTATUS(status) == 130);
  CHECK(says(study.text("said"), "Stopped. To go on where it was: chokepoint sweep small --prior --out out"));
  CHECK(study.run("status out").status == 0);
  CHECK_FALSE(std::filesystem::exists(study.folder.path / "out/csv"));
}

/// The grid with one thing in it written otherwise.
std::string grid_with(const std::string& what, const std::string& by) {
  std::string study = kGrid;
  study.replace(study.find(what), what.size(), by);
  return study;
}

TEST_CASE("a study that asks for more keeps the runs it has, and ends with the bytes of one made at once") {
  const char* const more[][2] = {
      {"replicates: 3", "replicates: 4"},
      {"[0.5, 1, 2]", "[0.2, 0.5, 0.7, 1, 2]"},
      {"levers:", "versions: {a-new: {policy: history, with: {enforcement: {checks: 2}}}}\nlevers:"},
      {"design:", "outcome: {measure: premium, year: 2022}\ndesign:"}};
  for (const auto& change : more) {
    const std::string what = change[0];
    const std::string by = change[1];
    CAPTURE(by);
    const SmallStudy study(kGrid);
    REQUIRE(study.run("sweep small --out out").status == 0);
    study.write("small", grid_with(what, by));
    const auto grown = study.run("sweep small --out out");
    CHECK_MESSAGE(grown.status == 0, grown.err);
    const bool has_new_outputs = by.starts_with("outcome");
    CHECK(says(grown.out, has_new_outputs ? "(0 before, 18 now)" : "(18 before, "));
    REQUIRE(study.run("sweep small --out anew").status == 0);
    CHECK(exported(study, "out") == exported(study, "anew"));
  }
}

TEST_CASE(
    "a study that asks for more years of the same runs makes none, and one of longer runs is told why not") {
  const SmallStudy study(kGrid);
  const auto write = [&](const std::string& until, const std::string& asked) {
    std::ofstream(study.folder.path / "scenarios/studies/small.yaml")
        << "study: small\ntitle: A small study\nuntil: " << until << "\nyears: [" << asked
        << "]\nmeasures: [nation_china, premium]\n"
        << kGrid;
  };
  write("2023-12-31", "2023");
  REQUIRE(study.run("sweep small --out out").status == 0);
  write("2023-12-31", "2022, 2023");
  CHECK(says(study.run("sweep small --out out").out, "18 of 18 runs done (18 before, 0 now)"));
  REQUIRE(study.run("sweep small --out anew").status == 0);
  CHECK(exported(study, "out") == exported(study, "anew"));
  write("2024-12-31", "2022, 2023");
  const auto refused = study.run("sweep small --out out");
  CHECK(refused.status == 2);
  CHECK(
      says(refused.err, "its runs end on 2023-12-31 and would end on 2024-12-31: a run is not made longer"));
}

TEST_CASE("a sequence grows with its samples, a Latin hypercube is refused in another size") {
  const auto grown = [](const std::string& method) {
    const SmallStudy study("scenarios: [history]\ndesign: {method: " + method + ", samples: 4}\n");
    REQUIRE(study.run("sweep small --out out").status == 0);
    study.write("small", "scenarios: [history]\ndesign: {method: " + method + ", samples: 8}\n");
    const auto made = study.run("sweep small --out out");
    return made.out + made.err;
  };
  CHECK(says(grown("sobol"), "8 of 8 runs done (4 before, 4 now)"));
  CHECK(says(grown("morris"), "(16 before, 16 now)"));
  CHECK(says(grown("latin_hypercube"),
             "the design had 4 points and has 8, and one of another size shares none"));
}

TEST_CASE("ten million runs have numbers, and none is held before it is done") {
  const SmallStudy study("scenarios: [history, tight]\ndesign: {method: sobol, samples: 5000000}\n");
  const tools::Study large = prepared(study);
  CHECK(tools::run_count(large) == 10000000);
  tools::RunsLeft left(large);
  left.take_out({4999999, 0, 0});
  CHECK(left.size() == 9999999);
  CHECK(left.next(9999998) == 9999999);
  CHECK(left.next(10000000) == std::nullopt);
  CHECK(tools::address_of(large, 9999999).point == 4999999);
  CHECK(tools::address_of(large, 9999999).variant == 1);
}

TEST_CASE("a study that asks for less says what is kept beside it, and shows only what it asks for") {
  const SmallStudy study(kGrid);
  REQUIRE(study.run("sweep small --out out").status == 0);
  study.write("small", grid_with("[0.5, 1, 2]", "[1, 3]"));
  const auto less = study.run("sweep small --out out");
  CHECK(says(less.out, "12 of 12 runs done (6 before, 6 now)"));
  CHECK(says(less.out, "12 more runs are kept there, of what the study asked for before"));
  REQUIRE(study.run("sweep small --out anew").status == 0);
  CHECK(exported(study, "out") == exported(study, "anew"));
}

TEST_CASE("a design of which nothing is kept says so before its runs are made") {
  const auto with_seed = [](int seed) {
    return "scenarios: [history]\ndesign: {method: sobol, samples: 4, seed: " + std::to_string(seed) + "}\n";
  };
  const SmallStudy study(with_seed(1));
  REQUIRE(study.run("sweep small --out out").status == 0);
  study.write("small", with_seed(2));
  const auto other = study.run("sweep small --out out");
  CHECK(says(other.err, "none of the 4 runs kept in 'out' is of the design that is asked for now"));
  CHECK_FALSE(says(study.run("sweep small --out out").err, "none of the"));
}

TEST_CASE("a study that changes is refused, and says in what") {
  const SmallStudy study(kGrid);
  REQUIRE(study.run("sweep small --out out").status == 0);
  study.write("small", grid_with("design:", "with: {enforcement: {checks: 2}}\ndesign:"));
  const auto refused = study.run("sweep small --out out");
  CHECK(refused.status == 2);
  CHECK(says(refused.err, "it holds another study: scenario 'history' was "));
  study.write("small", grid_with("replicates: 3", "replicates: 3\nseed: 9"));
  CHECK(says(study.run("sweep small --out out").err, "the seed was 1 and is 9"));
}

TEST_CASE("a lever holds from its day, and a range is gone through by differences or by factors") {
  tools::LeverInput lever;
  lever.path = "enforcement.checks";
  CHECK(tools::override_of(lever, 2.5).text == "enforcement.checks=2.5");
  lever.from = sim::Date::of(2026, 10, 1);
  CHECK(tools::override_of(lever, 2).text == "enforcement.checks=[{from: 2026-10-01, level: 2}]");
  lever.low = 1;
  lever.high = 100;
  tools::StudyFactor factor{
      .kind = tools::FactorKind::kLever, .name = "checks", .group = "checks", .lever = lever};
  CHECK(factor.value(0.5) == doctest::Approx(50.5));
  factor.lever.log = true;
  CHECK(factor.value(0.5) == doctest::Approx(10));
}

TEST_CASE(
    "at a point parameters have the point's values, and replicates share their random draws between points") {
  const SmallStudy study(
      "scenarios: [history]\nguesses: [rings.hurdle]\nother_guesses: central\n"
      "design: {method: sobol, samples: 4}\nreplicates: 2\n");
  const tools::Study small = prepared(study);
  REQUIRE(small.factors.size() == 1);
  CHECK(small.factors[0].name == "rings.hurdle");
  CHECK(small.record.factors[0].high == doctest::Approx(0.35));
  const tools::Runner runner(small);
  CHECK(runner.key({0, 0, 0}) != runner.key({1, 0, 0}));
  CHECK(runner.key({0, 0, 0}) != runner.key({0, 0, 1}));
  CHECK(numbers(small, runner, {0, 0, 0}) == numbers(small, runner, {0, 0, 0}));
}

TEST_CASE("when random draws are a factor, runs that differ in it alone differ in random draws alone") {
  const SmallStudy study(
      "scenarios: [history]\nguesses: []\nluck: factor\ndesign: {method: latin_hypercube, samples: 6}\n");
  const tools::Study small = prepared(study);
  REQUIRE(small.factors.size() == 1);
  const tools::Runner runner(small);
  CHECK(numbers(small, runner, {0, 0, 0}) != numbers(small, runner, {1, 0, 0}));
}

TEST_CASE("with prices each scenario is run without controls and unenforced, too") {
  const SmallStudy study("scenarios: [history]\nprice: true\nreplicates: 2\n");
  const tools::Study small = prepared(study);
  REQUIRE(small.variants.size() == 3);
  CHECK(small.variants[1].name == "history without controls");
  CHECK(small.variants[2].name == "history unenforced");
}

TEST_CASE("plain runs are kept in a store that tables are made of, and do not replace that of a sweep") {
  const SmallStudy study("scenarios: [history]\n");
  const std::string run = "run history tight -n 3 --until 2022-12-31 --out out";
  const auto first = study.run(run);
  CHECK_MESSAGE(first.status == 0, first.err);
  CHECK(says(study.run("status out").out, "| history  |    3 |    3 |      0 |    0 |"));
  REQUIRE(study.run("tables out --out tables").status == 0);
  CHECK(says(study.text("tables/T1-scenarios.md"), "6 of 6 runs, 0 failed"));
  REQUIRE(study.run("sweep small --out swept").status == 0);
  const auto refused = study.run("run history -n 3 --out swept");
  CHECK(refused.status == 2);
  CHECK(says(refused.err,
             "'swept' holds the results of 'chokepoint sweep small --prior': give the runs another --out"));
  CHECK(study.run("sweep small --out out").status == 2);
}
