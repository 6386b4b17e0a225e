#include "tools/brief/table_figure.h"

#include <fmt/format.h>

#include "tools/figures/of_analyses.h"
#include "tools/figures/of_tables.h"
#include "tools/tables/choices.h"
#include "tools/tables/tables.h"
#include "tools/tables/titles.h"

namespace tools {

std::optional<Figure> table_figure(const BriefTable& table, const Results& results,
                                   const Question& question) {
  if (table.number == "T1") return chances_figure(table.table, question.year);
  if (table.number == "T2")
    return differences_figure(table.table, "p_" + question.measure,
                              fmt::format("What each policy changes of {}", title_of(question)),
                              title_of(results, policies(results).front()));
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
