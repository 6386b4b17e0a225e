#include "tools/brief/sheets.h"

#include <algorithm>

#include <fmt/format.h>

#include "tools/figures/picked.h"

namespace tools {
namespace {

/// T3 with the chance of its last year against the level of the lever, a line a policy.
SheetChart sweep_chart(const sim::Table& lever) {
  std::string last;
  for (const sim::TableColumn& column : lever.columns) {
    if (column.name.starts_with("p_") && column.name.size() == 6) last = column.name;
  }
  SheetChart chart{.title = lever.title, .kind = ChartKind::kMarks, .x_column = lever.columns[1].name};
  chart.x.title = lever.columns[1].header;
  chart.y.title = fmt::format("share of runs, {}", last.substr(2));
  chart.series = {{.column = last, .name = ""}};
  chart.group = "scenario";
  return chart;
}

/// The fan of the first policy's largest fleet, with the million.
WorkbookSheet fan_sheet(const Figure& clusters, double million) {
  const std::string policy = clusters.data.rows.empty() ? "" : clusters.data.rows.front()[0].text;
  const std::size_t cluster = column_of(clusters.data, "cluster");
  sim::Table rows = clusters.data;
  std::erase_if(rows.rows,
                [&](const auto& row) { return row[0].text != policy || row[cluster].text != "one actor"; });
  rows.title = fmt::format("China's largest fleet, H100e, under: {}", policy);
  for (sim::TableColumn& column : rows.columns) {
    if (column.header.starts_with("p") && column.header != "policy") column.align = sim::Align::kRight;
  }
  rows.notes = {
      "Median, quarters and 5-95 % range over runs at the end of each fourth week. All policies: figures/clusters.csv."};
  SheetChart chart{.title = rows.title, .kind = ChartKind::kLines, .x_column = "date"};
  chart.x.title = "end of week";
  chart.y = {.title = "H100e", .is_log = true};
  chart.series = {{.column = "p5", .name = "5 %", .is_edge = true},
                  {.column = "median", .name = "median"},
                  {.column = "p95", .name = "95 %", .is_edge = true}};
  chart.threshold = ChartThreshold{"a million", million};
  return {"Fan largest fleet", std::move(rows), std::move(chart)};
}

}  // namespace

std::vector<WorkbookSheet> sheets_of(const Brief& brief) {
  std::vector<WorkbookSheet> sheets;
  if (!brief.answer_table.rows.empty()) sheets.push_back({"Answer", brief.answer_table});
  for (const BriefTable& table : brief.tables) {
    sheets.push_back({fmt::format("{} {}", table.number, table.name), table.table});
    if (table.number == "T3") sheets.back().chart = sweep_chart(table.table);
  }
  if (const Figure* clusters = brief.figure("clusters"))
    sheets.push_back(fan_sheet(*clusters, brief.million));
  return sheets;
}

}  // namespace tools
