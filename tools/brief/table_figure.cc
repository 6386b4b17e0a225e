#include "tools/brief/table_figure.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "tools/figures/of_analyses.h"
#include "tools/figures/of_tables.h"
#include "tools/figures/rows.h"
#include "tools/tables/choices.h"
#include "tools/tables/tables.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

/// How far each policy moves the chance that is asked about; nothing where another quantity is asked about.
std::optional<Figure> asked_differences_figure(const sim::Table& table, const Results& results,
                                               const Question& question) {
  for (const char* kind : {"_asked", ""}) {
    const std::string measure = "p_" + question.measure + kind;
    const bool has_rows = std::ranges::any_of(
        table.rows, [&](const TableRow& row) { return says(table, row, "measure", measure); });
    if (!has_rows) continue;
    return differences_figure(table, measure,
                              fmt::format("What each policy changes of {}", title_of(question)),
                              title_of(results, policies(results).front()));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Figure> table_figure(const BriefTable& table, const Results& results,
                                   const Question& question) {
  if (table.number == "T1") return chances_figure(table.table, question.year);
  if (table.number == "T2") return asked_differences_figure(table.table, results, question);
  if (table.number == "T3")
    return sweep_figure(table.table, question.year,
                        results.input().threshold ? results.input().threshold->target : 0.05);
  if (table.number == "T4") return tornado_figure(table.table);
  if (table.number == "T7") return boxes_figure(box_limits_table(results, question));
  if (table.number == "T6") return cost_figure(table.table);
  if (table.number == "T9") return record_figure(table.table);
  return std::nullopt;
}

}  // namespace tools
