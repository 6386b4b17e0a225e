#include "tools/tables/prediction.h"

#include <cmath>

#include <doctest/doctest.h>

#include "sim/numeric/statistics.h"
#include "tests/support/small_study.h"

namespace tools {
namespace {

/// What the small scenarios say of a question or two.
Predictions predicted(Discrepancy which, int threads = 0, double observed = 0,
                      std::vector<sim::Miss> forecasts = {}) {
  StudyOptions options;
  options.folder = REPOSITORY "/tests/errors/scenarios";
  options.runs = 20;
  options.threads = threads;
  sim::Problems problems;
  const QuestionsFile file;
  auto questions = read_asked(file,
                              "id,expression,unit,kind\na,nation_china(2022),H100e,stock\n"
                              "b,100 * smuggled(2022) / nation_china(2022),percent,stock\n"
                              "c,\"nation_china(2022, tight) / nation_china(2022)\",x,stock\n"
                              "d,nation_china(2031),H100e,stock\n",
                              "q.csv", problems);
  options.until = "2022-12-31";
  Questionnaire asked = ask(options, file, std::move(questions), {}, problems);
  REQUIRE_MESSAGE(problems.empty(), problems.describe());
  RecordFile record;
  if (observed > 0)
    record.record.entries.push_back({"row",
                                     {},
                                     {.says = "x",
                                      .measure = {"nation_china", {}},
                                      .date = sim::Date::of(2022, 12, 31),
                                      .low = {},
                                      .value = observed,
                                      .high = {},
                                      .source = "x"}});
  return predict(options, std::move(asked), record, std::move(forecasts), which);
}

TEST_CASE("ratios across scenarios are of the same draws") {
  const Predictions predictions = predicted(Discrepancy::kLeftOut);
  for (const double ratio : predictions.values[2]) CHECK(ratio == doctest::Approx(1).epsilon(0.5));
  for (const double percent : predictions.values[1]) CHECK((percent >= 0 && percent <= 100));
}

TEST_CASE("a period that no run reaches has a reason in place of numbers") {
  const std::string csv = predictions_csv(predicted(Discrepancy::kLeftOut));
  CHECK(csv.find("d,,,,,,,no run reaches the period,H100e,0,0") != std::string::npos);
  CHECK(csv.starts_with("id,p05,p25,p50,p75,p95,mean,model_cannot_say"));
}

TEST_CASE("a miss on record widens what is of its kind, and is left out on demand") {
  const double observed = 1e7;
  const Predictions with = predicted(Discrepancy::kAdded, 0, observed);
  const Predictions without = predicted(Discrepancy::kLeftOut, 0, observed);
  CHECK(with.misses.size() == 1);
  CHECK(with.discrepancy[static_cast<std::size_t>(FigureKind::kStock)].median() > 0.3);
  const auto width = [](std::vector<double> values) {
    const sim::Spread spread = sim::spread(std::move(values));
    return std::log(spread.high / spread.low);
  };
  CHECK(width(with.values[0]) > 2 * width(without.values[0]));
}

TEST_CASE("misses of forecasts, where there are any, are what bands are widened by") {
  const sim::Miss miss{static_cast<std::size_t>(FigureKind::kStock), 2, 0.01};
  const Predictions predictions = predicted(Discrepancy::kAdded, 0, 1e7, {miss, miss});
  CHECK(predictions.misses.size() == 2);
  CHECK(predictions.misses_of == MissesOf::kForecasts);
  CHECK(predictions.discrepancy[static_cast<std::size_t>(FigureKind::kStock)].median() > 1);
}

TEST_CASE("predictions are the same on any number of threads") {
  const auto csv = [](int threads) { return predictions_csv(predicted(Discrepancy::kAdded, threads, 1e6)); };
  CHECK(csv(1) == csv(3));
}

TEST_CASE("predict refuses a file that is not there and a word that is no measure, with status 2") {
  const tests::SmallStudy study("scenarios: [history]\n");
  CHECK(study.run("predict none.csv --scenarios scenarios").status == 2);
  std::ofstream(study.folder.path / "q.csv") << "id,expression\na,nation_chin(2022)\nb,smuggled(2022) +\n";
  const auto wrong = study.run("predict q.csv --scenarios scenarios --out p.csv");
  CHECK(wrong.status == 2);
  CHECK(wrong.err.find("q.csv:2:3: unknown measure or amount 'nation_chin'") != std::string::npos);
  CHECK(wrong.err.find("q.csv:3:19: unexpected end") != std::string::npos);
  CHECK(!std::filesystem::exists(study.folder.path / "p.csv"));
}

}  // namespace
}  // namespace tools
