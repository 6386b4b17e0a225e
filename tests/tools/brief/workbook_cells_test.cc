#include "tools/brief/workbook_cells.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/report/words.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;
using Names = std::vector<std::string>;

TEST_CASE("texts of a workbook lose what XML cannot hold, and keep every language") {
  CHECK(workbook_text(std::string("a\0b\x01\x1F\x7F\r\nc\td", 11)) == "ab\nc d");
  CHECK(workbook_text("\uFFFEa\u0085b\uFFFF") == "ab");
  CHECK(workbook_text("שלום 中国 é 😀") == "שלום 中国 é 😀");
  CHECK(workbook_text("a\xFF\xC3") == "a\uFFFD\uFFFD");
  // An overlong form, half of a pair, one beyond Unicode.
  CHECK(workbook_text("\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80").find_first_not_of("\uFFFD") ==
        std::string::npos);
}

TEST_CASE("what looks like an escaped character of Excel stays as it was written") {
  CHECK(workbook_text("_x0041_") == "_x005F_x0041_");
  CHECK(workbook_text("_x004_ _xyz_ x_x") == "_x004_ _xyz_ x_x");
}

TEST_CASE("a text that is too long for a cell is cut between characters, as Excel counts them") {
  CHECK(workbook_text("abcd", 4) == "abcd");
  CHECK(workbook_text("abcde", 4) == "abcd…");
  CHECK(workbook_text("abc😀", 4) == "abc…");
  CHECK(workbook_text(std::string(40000, 'x')).size() == 32000 + std::string("…").size());
}

TEST_CASE("names of tabs are lawful, and no two are one to Excel") {
  CHECK(tab_names({"T1 scenarios"}) == Names{"T1 scenarios"});
  CHECK(tab_names({"[a]:*?/\\b"}) == Names{"a      b"});
  CHECK(tab_names({"'a' #1", ""}) == Names{"_a_ _1", "Sheet"});
  CHECK(tab_names({"Costs", "costs", "COSTS"}) == Names{"Costs", "costs (2)", "COSTS (3)"});
  const Names long_names = tab_names({std::string(40, 'x'), std::string(50, 'x')});
  CHECK(long_names == Names{std::string(31, 'x'), std::string(27, 'x') + " (2)"});
  CHECK(tab_names({"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"})[0].size() == 4 * 15);
}

TEST_CASE("a tab whose name would be read as a cell or is reserved gets another") {
  for (const char* name : {"T1", "XFD9", "rc", "R1C1", "C", "2027", "History"})
    CHECK(tab_names({name}) == Names{std::string("Sheet ") + name});
  for (const char* name : {"T1 a", "T1_a", "Table1", "Contents"}) CHECK(tab_names({name}) == Names{name});
}

TEST_CASE("numbers of a workbook are shown as people read them") {
  CHECK(number_format(12345, "12,345", "USD") == "#,##0");
  CHECK(number_format(12345.6, "12,000 (9,000 to 17,000)", "") == "#,##0");
  CHECK(number_format(3.25, "3.2", "x") == "#,##0.0");
  CHECK(number_format(2027, "2027", "") == "0");
  CHECK(number_format(2027, "2,000", "year") == "0");
  CHECK(number_format(2027.5, "2027.50", "") == "0.00");
  CHECK(number_format(1234567, "1.2\u00A0M", "H100e") == "#,##0");
  CHECK(number_format(1.2e-7, "1.2e-07", "") == "0.0E+00");
  CHECK(number_format(3, "+3 (−1 to +7)", "") == "+#,##0;-#,##0;#,##0");
  CHECK(number_format(-12, "−12", "") == "#,##0");
  CHECK(number_format(1, "a unit", "") == "General");
}

TEST_CASE("shares are shown in percent, and as nothing or all only where they are") {
  CHECK(number_format(0.29, "29%", "") == "0%");
  CHECK(number_format(0.004, "0.4%", "") == "0.0%");
  CHECK(number_format(0.29, "29% (22–37%)", "") == "0%");
  CHECK(number_format(0.0003, "<0.1%", "") == "0.00%");
  CHECK(number_format(0.997, ">99%", "") == "0.0%");
  CHECK(number_format(0, "0%", "") == "0%");
  CHECK(number_format(0.032, "0.032", "probability") == "0.0%");
  CHECK(number_format(1, "1", "share") == "0%");
  // Percentages that are not shares.
  CHECK(number_format(29.4, "29%", "") == "0\"%\"");
}

TEST_CASE("dates are days to Excel") {
  CHECK(excel_date("1900-03-01") == 61.0);
  CHECK(excel_date("2027-03-01") == 46447.0);
  for (const char* text : {"2027-02-29", "1900-02-28", "2027-3-1", "2027-03", "2027-03-01T", ""})
    CHECK_FALSE(excel_date(text));
  CHECK(number_format(46447, "2027-03-01", "") == "yyyy-mm-dd");
}

TEST_CASE("heads of a workbook say of a column for programs which number it holds") {
  sim::Table table;
  table.columns = {{"scenario"},
                   {"stock", Align::kRight, "", "s_shown", Audience::kPeople, sim::Behind::kRange},
                   {"s_median", Align::kRight, "H100e", "s_median", Audience::kPrograms},
                   {"s_p95", Align::kRight, "H100e", "s_p95", Audience::kPrograms},
                   {"cost", Align::kRight, "USD", "cost", Audience::kAll, sim::Behind::kError},
                   {"low", Align::kRight, "USD", "cost_low", Audience::kPrograms},
                   {"where", Align::kLeft, "", "other_place", Audience::kPrograms}};
  table.rows = {{sim::text_cell("a"), sim::text_cell("1 [0–2]"), sim::number_cell(1), sim::number_cell(2),
                 sim::number_cell(3), sim::number_cell(4), sim::text_cell("here")}};
  CHECK(workbook_heads(table) == Names{"scenario", "stock [5–95\u00A0%]", "stock, median (H100e)",
                                       "stock, 95\u00A0% (H100e)", "cost (USD)", "cost, low (USD)",
                                       "other place"});
}

}  // namespace
}  // namespace tools
