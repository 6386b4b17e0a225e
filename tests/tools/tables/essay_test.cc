#include "tools/tables/essay.h"

#include <doctest/doctest.h>

#include "sim/numeric/constants.h"
#include "tools/commands.h"
#include "tools/study/batch.h"

namespace tools {
namespace {

StudyOptions shipped_essay() {
  StudyOptions options;
  options.folder = REPOSITORY "/scenarios";
  options.runs = 4;
  options.overrides = {"population.scale=0.05"};
  return options;
}

EssayFile read_whole(const StudyOptions& options) {
  sim::Problems problems;
  EssayFile file = read_essay(options, problems);
  CHECK_MESSAGE(problems.empty(), problems.describe());
  return file;
}

EssayClaim at_most(double bound) {
  EssayClaim claim;
  claim.at_most = bound;
  return claim;
}

EssayVerdict weigh(const EssayClaim& claim, const std::vector<double>& figures) {
  return verdict_of(estimate_of(claim, figures).interval, claim.claimed());
}

/// A parameter that rises by one a run, and one that does nothing.
DrawnParameters two_parameters(std::size_t runs) {
  DrawnParameters drawn{{"dead", "alive"}, {{}, {}}, {{}, {}}};
  for (std::size_t run = 0; run < runs; ++run) {
    drawn.values[0].push_back(static_cast<double>(run * 7 % runs));
    drawn.values[1].push_back(static_cast<double>(run));
  }
  return drawn;
}

TEST_CASE("a claim is supported within its range, contradicted outside it and else undecided") {
  CHECK(weigh(at_most(10), {1, 2, 3}) == EssayVerdict::kSupported);
  CHECK(weigh(at_most(0.5), {1, 2, 3}) == EssayVerdict::kContradicted);
  CHECK(weigh(at_most(2), {1, 2, 3}) == EssayVerdict::kUndecided);
  CHECK(weigh(at_most(2), {}) == EssayVerdict::kUndecided);
  CHECK(weigh(at_most(2), {sim::kNan, 1}) == EssayVerdict::kSupported);
}

TEST_CASE("more runs narrow the interval of a mean and not that of the runs") {
  std::vector<double> figures;
  for (int run = 0; run < 400; ++run) figures.push_back(run % 2 == 0 ? 0 : 10);
  EssayClaim claim = at_most(6);
  CHECK(weigh(claim, figures) == EssayVerdict::kUndecided);
  claim.over = Over::kMean;
  CHECK(weigh(claim, figures) == EssayVerdict::kSupported);
}

TEST_CASE("a threshold turns runs into the share that reaches it") {
  EssayClaim claim;
  claim.threshold = 1;
  claim.at_least = 0.5;
  const std::vector<double> figures(20, 1);
  CHECK(estimate_of(claim, figures).value == 1);
  CHECK(weigh(claim, figures) == EssayVerdict::kSupported);
  CHECK(weigh(claim, std::vector<double>(20, 0)) == EssayVerdict::kContradicted);
}

TEST_CASE("the parameter that decides is the one that the figure follows, and flips it at the bound") {
  const DrawnParameters drawn = two_parameters(40);
  const auto decides = deciding(at_most(10), drawn, drawn.values[1]);
  REQUIRE(decides.has_value());
  CHECK(decides->parameter == "alive");
  CHECK(decides->stands_out());
  REQUIRE(decides->flips_at.has_value());
  CHECK(*decides->flips_at == doctest::Approx(10).epsilon(0.05));
  CHECK(!deciding(at_most(100), drawn, drawn.values[1])->flips_at.has_value());
}

TEST_CASE("a figure that no run moves hangs on no parameter, and a named parameter is the one looked at") {
  const DrawnParameters drawn = two_parameters(40);
  CHECK(!deciding(at_most(1), drawn, std::vector<double>(40, 3)).has_value());
  EssayClaim claim = at_most(10);
  claim.hangs_on = sim::Reference{"dead", {}};
  CHECK(deciding(claim, drawn, drawn.values[1])->parameter == "dead");
}

TEST_CASE("the shipped claims of the essay are read without a problem and share the policies they ask of") {
  const EssayFile file = read_whole(shipped_essay());
  CHECK(file.claims.size() >= 17);
  const Experiments experiments = experiments_of(file, 4);
  CHECK(experiments.of.size() == file.claims.size());
  CHECK(experiments.variants.size() < file.claims.size());
}

TEST_CASE("each claim names a command of the program that shows it and has a name that fits a terminal") {
  for (const auto& [key, at, claim] : read_whole(shipped_essay()).claims) {
    const std::string name = key;  // CAPTURE makes a lambda, and C++20 of clang 14 captures no binding
    CAPTURE(name);
    CHECK(name.size() <= 19);
    const std::string rest = claim.see.substr(std::string("chokepoint ").size());
    const std::string word = rest.substr(0, rest.find(' '));
    CHECK(std::ranges::any_of(commands(), [&](const Command& command) { return word == command.name; }));
  }
}

TEST_CASE("the table gives each claim a verdict, and says which of them the essay itself put in") {
  StudyOptions options = shipped_essay();
  EssayFile file = read_whole(options);
  std::erase_if(file.claims.entries, [](const auto& entry) {
    return entry.name != "scaling" && entry.name != "deepseek-fleet" && entry.name != "mixed-fleet";
  });
  REQUIRE(file.claims.size() == 3);
  file.claims.entries[1].value.kind = Evidence::kNotRepresentable;
  const Experiments experiments = experiments_of(file, 4);
  const Results results = run_study(typed_study(options, experiments.variants));
  const sim::Table table = essay_table(results, file, experiments);
  const auto column = [&](std::size_t row, std::size_t at) { return table.rows[row][at].text; };
  CHECK(column(0, 12) == "supported");
  CHECK(column(0, 13) == "no");
  CHECK(column(1, 12) == "not representable");
  CHECK(column(2, 11) == "4");
  CHECK(column(2, 13) == "yes");
  CHECK(table.notes[0].find("Not tested") != std::string::npos);
}

}  // namespace
}  // namespace tools
