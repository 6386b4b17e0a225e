// The tables themselves: what each needs stands in list.cc, and is there when it is made.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/bootstrap.h"
#include "sim/numeric/statistics.h"
#include "sim/report/table.h"
#include "tools/study/results.h"
#include "tools/tables/choices.h"
#include "tools/tables/notes.h"

namespace tools {

sim::Table scenarios_table(const Results& results, const Question& question);
sim::Table paired_table(const Results& results, const Question& question);
sim::Table lever_table(const Results& results, const Question& question);
sim::Table sensitivity_table(const Results& results, const Question& question);
sim::Table provenance_table(const Results& results, const Question& question);
sim::Table cost_table(const Results& results, const Question& question);
sim::Table discovery_table(const Results& results, const Question& question);
/// The same boxes for a picture, a row a factor that a box bounds: the limits inside it, and those of all that was looked at.
sim::Table box_limits_table(const Results& results, const Question& question);
/// Every step on the way to the boxes of discovery, for who wants another trade of coverage for density.
sim::Table trajectory_table(const Results& results, const Question& question);
sim::Table regret_table(const Results& results, const Question& question);
sim::Table pairs_table(const Results& results, const Question& question);
sim::Table convergence_table(const Results& results, const Question& question);
sim::Table aleatory_table(const Results& results, const Question& question);
sim::Table surrogate_table(const Results& results, const Question& question);

/// A number, with its interval beside it for programs and in brackets for people; "about 0" where it covers 0.
void add_index_columns(sim::Table& table, const std::string& header, const std::string& name);
void add_index_cells(std::vector<sim::Cell>& row, double value, sim::Interval interval);

/// Numbers of rows by falling size of a figure, n/a last, the first of those alike first.
std::vector<std::size_t> by_size(const std::vector<double>& figures);
std::vector<double> values_of(const std::vector<sim::Index>& indices);

}  // namespace tools
