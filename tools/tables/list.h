// Every table that can be made of the results of a study.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// What results lack for a table, in words; "" when nothing.
using Need = std::string (*)(const Results& results, const Question& question);

/// Where a table is offered beside a brief.
enum class Offered { kInBriefs, kAsAnalysis };

struct TableKind {
  const char* number;    ///< of a brief: "T1"; "" of those that are none of its
  const char* name;      ///< of its files, and on the command line
  const char* sentence;  ///< what it tells
  Offered offered;
  std::array<Need, 3> needs;  ///< the first that is lacking is said; nullptr: no more
  sim::Table (*make)(const Results& results, const Question& question);
};
std::span<const TableKind> table_kinds();
/// Those of a brief, in the order of their numbers.
std::vector<TableKind> numbered_kinds();

/// Makes a table, and says where its runs drew from when that is a posterior.
sim::Table make_table(const TableKind& kind, const Results& results, const Question& question);

/// What results lack for a table; "" when it can be made.
std::string lack_of(const TableKind& kind, const Results& results, const Question& question);

}  // namespace tools
