#include "tools/brief/workbook.h"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "sim/experiment/files.h"
#include "tests/support/small_disk.h"
#include "tests/support/workbook.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;
using tests::cell;
using tests::written;

sim::Table chances() {
  sim::Table table;
  table.title = "Chances";
  table.columns = {{"policy"},
                   {"chance", Align::kRight, "", "p_shown", Audience::kPeople, sim::Behind::kError},
                   {"p", Align::kRight, "probability", "p", Audience::kPrograms},
                   {"stock", Align::kRight, "H100e", "stock"}};
  table.rows = {{sim::text_cell("baseline"), sim::text_cell("25% (22–37%)"), sim::number_cell(0.25),
                 sim::number_cell(1234567)}};
  table.notes = {"First note.", "=SECOND()"};
  return table;
}

std::string refusal_of(const std::filesystem::path& path, const std::vector<WorkbookSheet>& sheets) {
  try {
    write_workbook(path, "Brief", sheets);
  } catch (const sim::FileError& error) {
    return error.what();
  }
  return "written";
}

TEST_CASE("a sheet of a workbook has title, heads with units, numbers with formats, and notes below") {
  const tests::Parts parts = written({{"T1 chances", chances()}});
  CHECK(cell(parts, 2, "A1") == "s Chances");
  CHECK(cell(parts, 2, "B3") == "s chance (90\u00A0%)");
  CHECK(cell(parts, 2, "C3") == "s chance, value (probability)");
  CHECK(cell(parts, 2, "D3") == "s stock (H100e)");
  CHECK(cell(parts, 2, "A4") == "s baseline");
  CHECK(cell(parts, 2, "B4") == "s 25% (22–37%)");
  CHECK(cell(parts, 2, "C4") == "n 0.25 0%");
  CHECK(cell(parts, 2, "D4") == "n 1234567 #,##0");
  CHECK(cell(parts, 2, "A6") == "s First note.");
  CHECK(cell(parts, 2, "A7") == "s =SECOND()");
  const std::string& sheet = parts.at("xl/worksheets/sheet2.xml");
  CHECK(sheet.find("<pane xSplit=\"1\" ySplit=\"3\"") != std::string::npos);
  CHECK(sheet.find("<autoFilter ref=\"A3:D4\"/>") != std::string::npos);
}

TEST_CASE("the contents of a workbook link to every sheet") {
  const tests::Parts parts = written({{"T1 chances", chances()}, {"T1 chances", chances()}}, "=Brief & more");
  CHECK(cell(parts, 1, "A1") == "s =Brief &amp; more");
  CHECK(cell(parts, 1, "A4") == "s T1 chances");
  CHECK(cell(parts, 1, "B4") == "s Chances");
  CHECK(cell(parts, 1, "A5") == "s T1 chances (2)");
  const std::string& contents = parts.at("xl/worksheets/sheet1.xml");
  CHECK(contents.find("<hyperlink ref=\"A4\" location=\"'T1 chances'!A1\"") != std::string::npos);
  CHECK(contents.find("<hyperlink ref=\"A5\" location=\"'T1 chances (2)'!A1\"") != std::string::npos);
}

TEST_CASE("no text of a workbook is ever a formula, whatever it holds") {
  sim::Table table;
  const std::string hostile[] = {
      "=1+1", "+x", "@x", "-1", "{=A1}", "<b>&\"'", "שלום", std::string(500, 'x'), "http://x.test/", "2027"};
  table.columns = {{"=HEAD()"}};
  for (const std::string& text : hostile) table.rows.push_back({sim::text_cell(text)});
  const tests::Parts parts = written({{"=T", table}});
  CHECK(cell(parts, 2, "A3") == "s =HEAD()");
  for (int i : {0, 1, 2, 3, 4, 6, 7, 8, 9})
    CHECK(cell(parts, 2, "A" + std::to_string(4 + i)) == "s " + hostile[i]);
  CHECK(cell(parts, 2, "A9") == "s &lt;b&gt;&amp;\"'");
  for (const auto& [name, xml] : parts) CHECK(xml.find("<f>") == std::string::npos);
}

TEST_CASE("what is missing is an empty cell of a workbook, and words that say why are text") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  sim::Table table;
  table.columns = {{"a", Align::kRight}};
  table.rows = {{sim::missing_cell()},
                {sim::number_cell(NAN)},
                {sim::number_cell(kInfinity)},
                {sim::missing_cell("never")}};
  const tests::Parts parts = written({{"T", table}});
  CHECK(cell(parts, 2, "A4") == "");
  CHECK(cell(parts, 2, "A5") == "");
  CHECK(cell(parts, 2, "A6") == "s inf");
  CHECK(cell(parts, 2, "A7") == "s never");
}

TEST_CASE("a workbook without sheets and a sheet without rows or columns can be written") {
  CHECK(written({}).contains("xl/worksheets/sheet1.xml"));
  sim::Table table = chances();
  table.rows.clear();
  SheetChart chart;
  chart.x_column = "p";
  const tests::Parts parts = written({{"no rows", table, chart}, {"nothing", {}}});
  CHECK(cell(parts, 2, "D3") == "s stock (H100e)");
  CHECK_FALSE(parts.contains("xl/charts/chart1.xml"));
}

TEST_CASE("the bytes of a workbook depend on what it holds, not on when it is written") {
  const tests::Folder folder;
  write_workbook(folder.path / "a.xlsx", "Brief", {{"T", chances()}});
  write_workbook(folder.path / "b.xlsx", "Brief", {{"T", chances()}});
  const std::string bytes = tests::text_of(folder.path / "a.xlsx");
  CHECK(bytes == tests::text_of(folder.path / "b.xlsx"));
  // Both would have been written in the same second: so the dates themselves. The archive counts days from 1980.
  const std::string core = workbook_parts(bytes).at("docProps/core.xml");
  CHECK(tests::all_between(core, ">1980-01-01T", "Z<") == std::vector<std::string>(2, "00:00:00"));
  for (std::size_t at = bytes.find("PK\x03\x04"); at != std::string::npos;
       at = bytes.find("PK\x03\x04", at + 1))
    CHECK(bytes.substr(at + 10, 4) == std::string("\0\0\x21\0", 4));
}

TEST_CASE("a workbook that cannot be written is refused with file and reason, and the former one stays") {
  const tests::Folder folder;
  const std::filesystem::path file = folder.path / "a.xlsx";
  CHECK(refusal_of(folder.path / "none/a.xlsx", {}) ==
        "cannot write '" + (folder.path / "none/a.xlsx").string() + "': No such file or directory");
  sim::write_file_atomically(file, "old");
  sim::Table wide;
  for (int c = 0; c < 17000; ++c) wide.columns.push_back({"c" + std::to_string(c)});
  CHECK(refusal_of(file, {{"wide", wide}}).find("'" + file.string() + "': Worksheet row or column") !=
        std::string::npos);
  CHECK(tests::text_of(file) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("a disk that is full in the midst of a workbook is noticed, wherever it happens") {
  const tests::Folder folder;
  const std::filesystem::path file = folder.path / "a.xlsx";
  sim::write_file_atomically(file, "old");
  sim::Table table = chances();
  for (int r = 0; r < 2000; ++r) table.rows.push_back(table.rows.front());
  // The sheet itself takes more than the first two, the packed file more than the first.
  for (const rlim_t bytes : {1000, 30000, 100000}) {
    const std::string refusal = [&] {
      const tests::SmallDisk disk(bytes);
      return refusal_of(file, {{"T", table}});
    }();
    CHECK(refusal.find("cannot write '" + file.string() + "'") == 0);
    CHECK(tests::text_of(file) == "old");
    CHECK(folder.count() == 1);
  }
  CHECK(refusal_of(file, {{"T", table}}) == "written");
}

TEST_CASE("a chart over a column that is not there is refused by name") {
  SheetChart chart;
  chart.x_column = "stok";
  CHECK_THROWS_WITH_AS(written({{"T", chances(), chart}}),
                       "the chart of table 'Chances' needs column 'stok', which is not there",
                       std::invalid_argument);
}

}  // namespace
}  // namespace tools
