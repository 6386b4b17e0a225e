// What tables over runs share: the runs they stand on, and scenarios that repeat the first.
#pragma once

#include <string>
#include <vector>

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// The runs that both of two scenarios finished, side by side.
struct Pairs {
  std::vector<double> left;
  std::vector<double> right;
};
Pairs pair_up(const std::vector<double>& left, const std::vector<double>& right);

/// Without the runs that are not there.
std::vector<double> finite(std::vector<double> values);

/// The last whole year up to the wanted one that the runs have. Throws std::runtime_error when no run was finished.
int year_within(const Results& results, int wanted);

/// What a title adds for a year of which no law is known yet; else nothing.
std::string if_projected(int year);

/// Where runs drew their parameters from.
struct DrawnFrom {
  bool posterior = false;  ///< else their priors
  std::string words;       ///< what posterior
};
DrawnFrom drawn_from(const Results& results);
/// The same as a sentence.
std::string belief_note(const Results& results);

/// What every table of a command says below: runs, failures, whether all were made.
std::vector<std::string> run_notes(const Results& results);

/// A note for each scenario that repeats the first one, in every number kept, for a while or throughout.
void add_same_notes(sim::Table& table, const Results& results);

}  // namespace tools
