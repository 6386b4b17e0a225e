// What runs say of questions, with what the model misses on record added: tables and a CSV file of predictions.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/discrepancy.h"
#include "sim/report/table.h"
#include "tools/study/questions.h"
#include "tools/tables/widening.h"

namespace tools {

/// Whose misses: of forecasts made blind of one year after another, or of these runs on the record that they may know.
enum class MissesOf { kForecasts, kThese };

struct Predictions {
  Questionnaire asked;
  std::vector<std::vector<double>> values;  ///< by question, by run; NaN where a run failed or has no answer
  std::vector<sim::Discrepancy> discrepancy;  ///< by kind of figure
  std::vector<sim::Miss> misses;              ///< that the discrepancy was learned from
  MissesOf misses_of = MissesOf::kThese;
  Discrepancy which = Discrepancy::kAdded;
  std::string posterior;  ///< the file that runs drew from; empty: the priors
  std::size_t runs = 0;
  std::size_t failed = 0;
  bool interrupted = false;
};

/// Runs every scenario of the questions as often as the options say, with the same draws in all, and asks it. Of each
/// question and run one factor is drawn: exp(discrepancy x root of the years ahead of 2024 x a standard normal); of
/// percentages it multiplies the odds. The discrepancy is learned from `forecasts`, or where there are none from what these
/// runs miss on record.
Predictions predict(const StudyOptions& options, Questionnaire asked, const RecordFile& record,
                    std::vector<sim::Miss> forecasts, Discrepancy which);

/// A question a row: id, p05, p25, p50, p75, p95, mean, model_cannot_say, what the band was widened by, runs, expression.
std::string predictions_csv(const Predictions& predictions);
/// The same for people.
sim::Table predictions_table(const Predictions& predictions);
/// The discrepancy by kind of figure, and from how many misses.
sim::Table discrepancy_table(const Predictions& predictions);

}  // namespace tools
