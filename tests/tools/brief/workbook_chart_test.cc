#include "tools/brief/workbook_chart.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/support/workbook.h"

namespace tools {
namespace {

using sim::Align;
using tests::all_between;
using tests::cell;
using tests::written;

sim::Table stocks() {
  sim::Table table;
  table.title = "Stocks";
  table.columns = {
      {"year"}, {"5 %", Align::kRight, "H100e", "p5"}, {"median", Align::kRight, "H100e", "p50"}};
  for (int year = 2025; year < 2029; ++year)
    table.rows.push_back({sim::count_cell(year), sim::count_cell(1000 * (year - 2020)),
                          year == 2026 ? sim::missing_cell("none") : sim::count_cell(2000 * (year - 2020))});
  return table;
}

SheetChart fan() {
  SheetChart chart;
  chart.title = "Stock of compute";
  chart.x_column = "year";
  chart.x = {"year"};
  chart.y = {"stock (H100e)", true};
  chart.series = {{"p5", "", "#56B4E9", true}, {"p50", "=median"}};
  chart.threshold = ChartThreshold{"a million", 1e6};
  return chart;
}

/// Chances by level, the rows of two policies in turn.
sim::Table sweep_rows() {
  sim::Table table;
  table.columns = {{"policy"}, {"level", Align::kRight}, {"chance", Align::kRight}};
  for (int level = 1; level < 4; ++level)
    for (const char* policy : {"today's", "<strict>"})
      table.rows.push_back({sim::text_cell(policy), sim::count_cell(level), sim::share_cell(0.2 * level)});
  return table;
}

SheetChart sweep() {
  SheetChart chart;
  chart.kind = ChartKind::kMarks;
  chart.x_column = "level";
  chart.series = {{"chance", ""}};
  chart.group = "policy";
  chart.threshold = ChartThreshold{"even odds", 0.5};
  return chart;
}

std::string chart_xml(const sim::Table& table, const SheetChart& chart) {
  return written({{"T1", table, chart}}).at("xl/charts/chart1.xml");
}

TEST_CASE("a fan is lines over the rows of its columns, with titles and the colours asked for") {
  const std::string xml = chart_xml(stocks(), fan());
  CHECK(all_between(xml, "<c:xVal><c:numRef><c:f>", "<") ==
        std::vector<std::string>(3, "'Sheet T1'!$A$4:$A$7"));
  CHECK(all_between(xml, "<c:yVal><c:numRef><c:f>", "<") ==
        std::vector<std::string>{"'Sheet T1'!$B$4:$B$7", "'Sheet T1'!$C$4:$C$7", "'Sheet T1'!$D$4:$D$7"});
  CHECK(all_between(xml, "<c:tx><c:v>", "<") ==
        std::vector<std::string>{"5 % (H100e)", " =median", "a million"});
  CHECK(all_between(xml, "<a:t>", "<") ==
        std::vector<std::string>{"Stock of compute", "year", "stock (H100e)"});
  CHECK(xml.find("<a:srgbClr val=\"56B4E9\"/></a:solidFill><a:prstDash val=\"dash\"/>") != std::string::npos);
  CHECK(xml.find("<c:logBase val=\"10\"/>") != std::string::npos);
  CHECK(xml.find("<c:min val=\"2025\"/>") != std::string::npos);
  CHECK(xml.find("<c:legendPos val=\"b\"/>") != std::string::npos);
}

TEST_CASE("a threshold has a column of its own behind the table, and what is missing leaves a gap") {
  const tests::Parts parts = written({{"T", stocks(), fan()}});
  CHECK(cell(parts, 2, "D3") == "s a million (H100e)");
  CHECK(cell(parts, 2, "D7") == "n 1000000 #,##0");
  CHECK(cell(parts, 2, "C5") == "");
  CHECK(written({{"T", sweep_rows(), sweep()}}).at("xl/charts/chart1.xml").find("<c:f>'T'!$D$4:$D$6</c:f>") !=
        std::string::npos);
  CHECK(cell(written({{"T", sweep_rows(), sweep()}}), 2, "D4") == "n 0.5 0%");
}

TEST_CASE("a sweep has a line with marks for each text of its groups, whose rows are put together") {
  const tests::Parts parts = written({{"T 3", sweep_rows(), sweep()}});
  const std::string& xml = parts.at("xl/charts/chart1.xml");
  CHECK(cell(parts, 2, "A6") == "s today's");
  CHECK(cell(parts, 2, "A7") == "s &lt;strict&gt;");
  CHECK(all_between(xml, "<c:yVal><c:numRef><c:f>", "<") ==
        std::vector<std::string>{"'T 3'!$C$4:$C$6", "'T 3'!$C$7:$C$9", "'T 3'!$D$4:$D$6"});
  CHECK(all_between(xml, "<c:tx><c:v>", "</c:v>") ==
        std::vector<std::string>{"today's", "&lt;strict&gt;", "even odds"});
  CHECK(all_between(xml, "<c:symbol val=\"", "\"") == std::vector<std::string>{"circle", "circle", "none"});
  CHECK(xml.find("formatCode=\"0%\"") != std::string::npos);
}

TEST_CASE("texts along x make equal steps, of which a long chart names a few") {
  sim::Table table = stocks();
  const auto row = table.rows.front();
  table.rows.assign(60, row);
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    table.rows[r][0] = sim::text_cell(fmt::format("week {}", r));
  SheetChart chart = fan();
  chart.x.is_log = true;
  const std::string xml = chart_xml(table, chart);
  CHECK(xml.find("<c:lineChart>") != std::string::npos);
  CHECK(xml.find("<c:tickLblSkip val=\"5\"/>") != std::string::npos);
}

TEST_CASE("dates along x keep their distances") {
  sim::Table table = stocks();
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    table.rows[r][0] = sim::text_cell(fmt::format("2027-0{}-01", r + 3));
  const tests::Parts parts = written({{"T", table, fan()}});
  CHECK(cell(parts, 2, "A4") == "n 46447 yyyy-mm-dd");
  const std::string& xml = parts.at("xl/charts/chart1.xml");
  CHECK(xml.find("<c:scatterChart>") != std::string::npos);
  CHECK(xml.find("formatCode=\"yyyy-mm\"") != std::string::npos);
  CHECK(xml.find("<c:majorUnit val=\"31\"/>") != std::string::npos);
}

TEST_CASE("a logarithmic axis is left linear where a number is not above 0") {
  sim::Table table = stocks();
  table.rows[0][1] = sim::count_cell(0);
  CHECK(chart_xml(table, fan()).find("logBase") == std::string::npos);
}

TEST_CASE("a chart stands beside a narrow table and below a wide one, and notes never under it") {
  sim::Table table = stocks();
  table.notes = {"Note."};
  CHECK(cell(written({{"T", table, fan()}}), 2, "A27") == "s Note.");
  for (int c = 0; c < 12; ++c) {
    table.columns.push_back({fmt::format("more {}", c)});
    for (auto& row : table.rows) row.push_back(sim::text_cell("x"));
  }
  const tests::Parts parts = written({{"T", table, fan()}});
  CHECK(cell(parts, 2, "A9") == "s Note.");
  CHECK(cell(parts, 2, "B2") == "s Chart below the table");
  CHECK(tests::between(parts.at("xl/drawings/drawing1.xml"), "<xdr:row>", "<") == "10");
}

}  // namespace
}  // namespace tools
