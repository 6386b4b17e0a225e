#include "tools/study/calibration.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace tools {
namespace {

/// What a stock in China hangs on.
constexpr const char* kSpending =
    "parameters.demand.chinese_spending={value: 1, low: 0.2, high: 4, shape: loguniform, confidence: C, source: a "
    "test}";

/// The small scenarios with a record of three figures, one of them later than the last day.
struct SmallRecord {
  tests::SmallStudy study{"scenarios: [history]\n"};

  explicit SmallRecord(double stock = 60000) {
    std::ofstream(study.folder.path / "scenarios/record.yaml")
        << "record:\n"
        << "  stock: {says: stock, kind: stock, measure: nation_china, date: 2022-12-31, low: " << 0.9 * stock
        << ", value: " << stock << ", high: " << 1.1 * stock << ", source: a test, confidence: A}\n"
        << "  sold: {says: sold, kind: supply, measure: nvidia_sold, date: 2022-12-31, value: 900000, source: a "
           "test, confidence: A}\n"
        << "  late: {says: late, kind: stock, measure: nation_china, date: 2024-12-31, value: 1, source: a test, "
           "confidence: A}\n";
  }
  CalibrateOptions options(int threads = 0) const {
    CalibrateOptions options;
    options.study.folder = (study.folder.path / "scenarios").string();
    options.study.runs = 200;
    options.study.overrides = {kSpending};
    options.study.threads = threads;
    options.through = sim::Date::of(2022, 12, 31);
    options.most_waves = 2;
    options.points = 60;
    return options;
  }
};

TEST_CASE("figures after the last day take no part, and those without a range have that of the median one") {
  const Calibration calibration = calibrate(SmallRecord().options());
  REQUIRE(calibration.targets.size() == 2);
  CHECK(calibration.left_out == std::vector<std::string>{"late"});
  CHECK(calibration.targets[0].record_sd == doctest::Approx(0.061).epsilon(0.02));
  CHECK(calibration.targets[1].record_sd == calibration.targets[0].record_sd);
}

TEST_CASE("a calibration is the same on any number of threads, and goes on from what is kept") {
  const SmallRecord record;
  const std::string once = posterior_csv(calibrate(record.options(1)));
  CHECK(once == posterior_csv(calibrate(record.options(3))));
  CalibrateOptions kept = record.options();
  kept.study.out = (record.study.folder.path / "out").string();
  CHECK(once == posterior_csv(calibrate(kept)));
  CHECK(once == posterior_csv(calibrate(kept)));
  CHECK(std::count(once.begin(), once.end(), '\n') == 61);
}

/// Median of the logarithm of the stock over 60 runs of a program.
double log_stock(const SmallRecord& record, const std::string& more) {
  std::ofstream(record.study.folder.path / "q.csv") << "id,expression\na,log(nation_china(2022))\n";
  const auto run =
      record.study.run("predict q.csv -n 60 --no-discrepancy --scenarios scenarios --quiet --set '" +
                       std::string(kSpending) + "' --out p.csv " + more);
  REQUIRE_MESSAGE(run.status == 0, run.err);
  const std::string csv = record.study.text("p.csv");
  std::istringstream row(csv.substr(csv.find("\na,") + 3));
  std::string field;
  for (int i = 0; i < 3; ++i) std::getline(row, field, ',');
  return std::strtod(field.c_str(), nullptr);
}

TEST_CASE("runs that draw from the posterior are nearer the record than those of the prior") {
  const SmallRecord record(45000);
  CalibrateOptions options = record.options();
  options.study.out = (record.study.folder.path / "c").string();
  std::ofstream(record.study.folder.path / "p") << posterior_csv(calibrate(options));
  const double prior = log_stock(record, "");
  const double posterior = log_stock(record, "--posterior p");
  CHECK(std::abs(posterior - std::log(45000)) < std::abs(prior - std::log(45000)));
  CHECK(std::abs(posterior - std::log(45000)) < 0.2);
  CHECK(posterior == log_stock(record, "--posterior p --threads 1"));
  const auto beside = record.study.run(
      "backcast history -n 2 --until 2022-12-31 --scenarios scenarios --quiet "
      "--posterior p --set '" +
      std::string(kSpending) + "'");
  CHECK(beside.out.find("Parameters that are neither set nor varied are drawn from p: what calibration") !=
        std::string::npos);
}

TEST_CASE("a figure that no run comes near is the model's discrepancy, and rules nothing out") {
  const Calibration calibration = calibrate(SmallRecord(1e9).options());
  CHECK(calibration.unmet.empty());
  CHECK(calibration.targets[0].discrepancy > 1);
}

TEST_CASE("trials ask the method of records made from known parameters") {
  CalibrateOptions options = SmallRecord().options();
  const SmallRecord record;
  options.study.folder = (record.study.folder.path / "scenarios").string();
  options.trials = 5;
  const Trials trials = calibrate(options).trials;
  CHECK(trials.trials == 5);
  CHECK(trials.asked > 0);
  CHECK(2 * trials.inside > trials.asked);
}

}  // namespace
}  // namespace tools
