// The tables of a brief, T1 to T8, from the store of a study.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/analysis/bootstrap.h"
#include "sim/analysis/statistics.h"
#include "sim/analysis/table.h"
#include "tools/study/stored_study.h"

namespace tools {

/// A study does not hold what a table needs; what() says what.
class NotInStudy : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct BriefTable {
  const char* number;    ///< "T1"
  const char* name;      ///< of its files
  const char* sentence;  ///< what it tells
  sim::Table (*make)(const StoredStudy& study, const Question& question);
};
std::span<const BriefTable> brief_tables();

// T1: scenarios; T2: paired differences; T5: provenance; T6: price.
sim::Table scenarios_table(const StoredStudy& study, const Question& question);
sim::Table paired_table(const StoredStudy& study, const Question& question);
sim::Table provenance_table(const StoredStudy& study, const Question& question);
sim::Table cost_table(const StoredStudy& study, const Question& question);
// T3: a lever and its threshold; T4: sensitivity; T7: discovery; T8: regret.
sim::Table lever_table(const StoredStudy& study, const Question& question);
sim::Table sensitivity_table(const StoredStudy& study, const Question& question);
sim::Table discovery_table(const StoredStudy& study, const Question& question);
/// Every step on the way to the boxes of T7, for who wants another trade of coverage for density.
sim::Table trajectory_table(const StoredStudy& study, const Question& question);
sim::Table regret_table(const StoredStudy& study, const Question& question);

// Beside those of a brief: pairs of factors, convergence of indices, the share of luck, indices from a surrogate.
sim::Table pairs_table(const StoredStudy& study, const Question& question);
sim::Table convergence_table(const StoredStudy& study, const Question& question);
sim::Table luck_table(const StoredStudy& study, const Question& question);
sim::Table surrogate_table(const StoredStudy& study, const Question& question);

/// A number, with its interval beside it for programs and in brackets for people; "about 0" where it covers 0.
void add_index_columns(sim::Table& table, const std::string& header, const std::string& name);
void add_index_cells(std::vector<sim::Cell>& row, double value, sim::Interval interval);

/// Numbers of rows by falling size of a figure, n/a last, the first of those alike first.
std::vector<std::size_t> by_size(const std::vector<double>& figures);
std::vector<double> values_of(const std::vector<sim::Index>& indices);

/// Throws NotInStudy unless the study keeps a measure; unless its runs are a sample of what is believed.
void need(const StoredStudy& study, const char* measure);
void need_sample(const StoredStudy& study);

/// The choices that are policies, not versions made for prices.
std::vector<Choice> policies(const StoredStudy& study);
/// The first scenario, where a study tries levels of levers at 1, which is as they were; else at their first.
Choice base_of(const std::vector<Choice>& choices);

/// Without the runs that are not there.
std::vector<double> there(std::vector<double> values);

}  // namespace tools
