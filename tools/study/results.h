// What the runs of a study gave, ready to be asked: from memory, where they were just made, or from their store.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/record/outcome.h"
#include "sim/experiment/design.h"
#include "sim/experiment/store.h"
#include "tools/study/runner.h"
#include "tools/study/study.h"

namespace tools {

/// What is asked of a run: a number, or whether it reaches a threshold (1 or 0).
struct Question {
  std::string measure;
  int year = kUsualYear;
  std::optional<double> at_least;

  /// "nation_china 2027", "P(fleet_china 2027 >= 1 M)".
  std::string words() const;
};

/// Runs that share what a policy maker chooses: a scenario, at given levels of the levers.
struct Choice {
  std::string scenario;
  std::vector<double> levers;       ///< by lever of the study; empty when they are sampled
  std::vector<std::size_t> points;  ///< rows of the design
  std::string name;                 ///< for tables: "tight", "tight, strength 2"
};

/// The runs of a variant that were kept whole.
struct VariantRuns {
  const Variant* of;  ///< lives as long as the results
  std::vector<std::optional<chokepoint::RunOutcome>>
      outcomes;  ///< nothing where a run failed or was not reached

  const Variant& variant() const { return *of; }
  const chokepoint::Scenario& scenario() const { return *of->scenario; }
  const std::string& name() const { return of->name; }
  /// A number of every run that has the year, by run; NaN where it has not.
  std::vector<double> values(const char* measure, int year) const;
  /// Those that are numbers.
  std::vector<double> good(const char* measure, int year) const;
};

class Results {
 public:
  /// Of runs that are still to be made.
  explicit Results(Study study);
  /// Of those that the store holds that a word means: a file, or the one in a folder. Throws sim::StoreError, also when
  /// what is stored is not the design that the study asks for.
  static Results read(const std::string& word);

  /// Adds a run; for any thread, but once for each address.
  void add(const RunAddress& address, chokepoint::RunOutcome outcome);
  /// Says that no more come.
  void finish(std::size_t failed, bool interrupted);

  /// Whether runs are here as a whole, and what was run; else no more may be asked than numbers.
  bool has_outcomes() const { return study_ != nullptr; }
  const Study& study() const { return *study_; }
  const std::vector<VariantRuns>& variants() const { return variants_; }
  bool interrupted() const { return is_interrupted_; }

  const sim::StudyRecord& record() const { return record_; }
  const StudyInput& input() const { return input_; }
  const sim::Plan& plan() const { return plan_; }
  const sim::Matrix& points() const { return points_; }  ///< coordinates
  std::size_t replicates() const { return static_cast<std::size_t>(record_.replicates); }
  std::vector<std::string> scenarios() const;
  /// Those that are no versions made for prices.
  std::vector<std::string> policies() const;
  bool is_policy(const std::string& scenario) const;
  bool has(const Question& question) const;
  /// Throws sim::BadInput, with what is nearest, when the study kept no such number.
  void need(const Question& question) const { output_of(question); }
  /// The question of the study, or of a brief: China's largest fleet by the end of 2027.
  Question usual_question() const;
  std::vector<int> years(const std::string& measure) const;

  /// By point and replicate; NaN where a run failed or is not there.
  std::vector<std::vector<double>> values(const std::string& scenario, const Question& question) const;
  /// By point: the mean over replicates that are there.
  std::vector<double> means(const std::string& scenario, const Question& question) const;
  /// Of all runs of a choice, point by point, replicate by replicate; NaN likewise.
  std::vector<double> values(const Choice& choice, const Question& question) const;

  /// Whether each of them is there and succeeded.
  std::vector<bool> has_run(const Choice& choice) const;

  /// Scenarios, times the levels of levers where a grid has them.
  std::vector<Choice> choices() const;
  /// Whether the points of a choice are a sample of what is believed, and not chosen to take factors apart.
  bool is_sample() const;

  /// Values of each factor, in its unit, by point; NaN for a parameter at a point that no run was made at.
  std::vector<std::vector<double>> factor_values() const;

  struct Counts {
    std::size_t asked = 0;
    std::size_t done = 0;
    std::size_t failed = 0;
  };
  const Counts& counts() const { return counts_; }
  /// "400 of 400 runs, 0 failed; ..." below every table.
  std::vector<std::string> notes() const;

 private:
  Results(sim::StudyRecord record, StudyInput input);
  std::size_t output_of(const Question& question) const;
  std::size_t lever_count() const;
  /// Of levers at a point, for which no run is needed; the others are NaN.
  std::vector<double> lever_values(const std::vector<double>& coordinates) const;
  std::vector<double>& numbers(const sim::RunPlace& place);

  sim::StudyRecord record_;
  StudyInput input_;
  sim::Plan plan_;
  sim::Matrix points_;
  std::vector<std::vector<double>> values_;                       ///< by point, factor
  std::map<std::string, std::vector<std::vector<double>>> runs_;  ///< by scenario; point x replicate; outputs
  Counts counts_;
  std::unique_ptr<const Study> study_;  ///< none of what was stored
  std::vector<VariantRuns> variants_;   ///< likewise
  bool is_interrupted_ = false;
};

}  // namespace tools
