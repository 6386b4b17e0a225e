#include "sim/report/table.h"

#include <initializer_list>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

using sim::Align;
using sim::Audience;
using sim::Format;

sim::Table stocks() {
  return {"Stocks | by 2027",
          {{"Scenario"},
           {"Chips", Align::kRight, "H100e", "chips_median"},
           {"", Align::kRight, "H100e", "chips_high", Audience::kPrograms},
           {"Word", Align::kLeft, "", "", Audience::kPeople}},
          {{sim::text_cell("Señal \"fuerte\", 2"), sim::number_cell(12'345.1, "12,000 (9,000-17,000)"),
            sim::number_cell(17'123), sim::text_cell("likely")},
           {sim::text_cell("b"), sim::missing_cell(),
            sim::number_cell(std::numeric_limits<double>::infinity()), sim::text_cell("50 % & <1")}},
          {"Medians of 200 runs.", "5th-95th in brackets."}};
}

TEST_CASE("a Markdown table lines up in a terminal, accents or not, with notes below") {
  CHECK(sim::write(stocks(), Format::kMarkdown) ==
        "**Stocks \\| by 2027**\n"
        "\n"
        "| Scenario          |         Chips (H100e) | Word      |\n"
        "| ----------------- | --------------------: | --------- |\n"
        "| Señal \"fuerte\", 2 | 12,000 (9,000-17,000) | likely    |\n"
        "| b                 |                   n/a | 50 % & <1 |\n"
        "\n"
        "- Medians of 200 runs.\n"
        "- 5th-95th in brackets.\n");
}

TEST_CASE("CSV is tidy: one header, exact values, quotes where needed, no notes") {
  CHECK(sim::write(stocks(), Format::kCsv) ==
        "Scenario,chips_median,chips_high\r\n"
        "\"Señal \"\"fuerte\"\", 2\",12345.1,17123\r\n"
        "b,,Inf\r\n");
}

TEST_CASE("for an Excel with decimal commas there are semicolons, and no field with one in it is cut") {
  const sim::Table table{
      "", {{"a;b"}, {"x", Align::kRight}}, {{sim::text_cell("1,5 m"), sim::number_cell(1.5)}}, {}};
  CHECK(sim::write(table, Format::kCsv2) == "\xEF\xBB\xBF\"a;b\";x\r\n\"1,5 m\";1,5\r\n");
}

TEST_CASE("numbers in CSV read back as the very same number") {
  const double third = 1.0 / 3;
  const sim::Table table{"", {{"x"}}, {{sim::number_cell(third)}, {sim::number_cell(0.1)}}, {}};
  const std::string text = sim::write(table, Format::kCsv);
  CHECK(text == "x\r\n0.3333333333333333\r\n0.1\r\n");
  CHECK(std::stod(text.substr(3)) == third);
}

TEST_CASE("JSON names the columns, keeps the units and the notes, and tells missing from never") {
  const auto json = nlohmann::json::parse(sim::write(stocks(), Format::kJson));
  CHECK(json["title"] == "Stocks | by 2027");
  CHECK(json["columns"].size() == 3);
  CHECK(json["columns"][1]["name"] == "chips_median");
  CHECK(json["columns"][1]["unit"] == "H100e");
  CHECK(json["rows"][0]["chips_median"] == 12'345.1);
  CHECK(json["rows"][0]["chips_high"].is_number_integer());
  CHECK(json["rows"][1]["chips_median"].is_null());
  CHECK(json["rows"][1]["chips_high"] == "Inf");
  CHECK(json["notes"].size() == 2);
}

TEST_CASE("LaTeX is booktabs with every special character made harmless") {
  CHECK(sim::write(stocks(), Format::kLatex) ==
        "\\begin{table*}[htbp]\n\\centering\n\\caption{Stocks \\textbar{} by 2027}\n"
        "\\begin{tabular}{lrl}\n\\toprule\nScenario & Chips (H100e) & Word \\\\\n\\midrule\n"
        "Señal \"fuerte\", 2 & 12,000 (9,000-17,000) & likely \\\\\n"
        "b & n/a & 50 \\% \\& \\textless{}1 \\\\\n"
        "\\bottomrule\n\\end{tabular}\n"
        "\n\\medskip\n{\\footnotesize\\raggedright Medians of 200 runs. 5th-95th in "
        "brackets.\\par}\n\\end{table*}\n");
  const sim::Table odd{"", {{"#$%&_{}~^\\<>"}}, {{sim::text_cell("[1] a")}}, {}};
  const std::string text = sim::write(odd, Format::kLatex);
  CHECK(text.find("\\#\\$\\%\\&\\_\\{\\}\\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\textless{}"
                  "\\textgreater{} \\\\") != std::string::npos);
  CHECK(text.find("\n{[}1] a \\\\") != std::string::npos);
}

TEST_CASE("LaTeX takes no star for an option and no option for a dash") {
  const sim::Table table{"", {{"x"}}, {{sim::text_cell("* a --set---b `c` 1-2\r\nd")}}, {}};
  const std::string text = sim::write(table, Format::kLatex);
  CHECK(text.find("\n{*} a -{}-set-{}-{}-b \\textasciigrave{}c\\textasciigrave{} 1-2 d \\\\\n") !=
        std::string::npos);
}

TEST_CASE(
    "whatever a table says, its LaTeX has balanced braces, and as many columns in every row as it declares") {
  std::string all;
  for (char c = 1; c < 127; ++c) all += c;
  const sim::Table table{
      all, {{all}, {all, Align::kRight, all, "b"}}, {{sim::text_cell(all), sim::missing_cell(all)}}, {all}};
  const std::string text = sim::write(table, Format::kLatex);
  int depth = 0;
  int separators = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = i > 0 && text[i - 1] == '\\' && (i < 2 || text[i - 2] != '\\');
    if (escaped) continue;
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    separators += text[i] == '&';
    CHECK(depth >= 0);
    for (const char c : {'#', '$', '%', '_', '^', '~'}) CHECK(text[i] != c);
  }
  CHECK(depth == 0);
  CHECK(separators == 3);  // the head again for later pages
}

TEST_CASE("HTML is a figure with headers in their scope, and every cell is only text") {
  CHECK(
      sim::write(stocks(), Format::kHtml) ==
      "<figure class=\"table\">\n<table>\n<caption>Stocks | by 2027</caption>\n"
      "<thead>\n<tr><th scope=\"col\">Scenario</th><th scope=\"col\" class=\"number\">Chips (H100e)</th>"
      "<th scope=\"col\">Word</th></tr>\n</thead>\n<tbody>\n"
      "<tr><th scope=\"row\">Señal &quot;fuerte&quot;, 2</th><td class=\"number\">12,000 (9,000-17,000)</td>"
      "<td>likely</td></tr>\n"
      "<tr><th scope=\"row\">b</th><td class=\"number missing\">n/a</td><td>50 % &amp; &lt;1</td></tr>\n"
      "</tbody>\n</table>\n<figcaption>\n<ul class=\"notes\">\n<li>Medians of 200 runs.</li>\n"
      "<li>5th-95th in brackets.</li>\n</ul>\n</figcaption>\n</figure>\n");
}

TEST_CASE("HTML without a title, notes or a column of names has no empty elements") {
  const sim::Table table{"", {{"<b>", Align::kRight, "a&b"}}, {{sim::number_cell(3)}}, {}};
  CHECK(sim::write(table, Format::kHtml) ==
        "<figure class=\"table\">\n<table>\n<thead>\n"
        "<tr><th scope=\"col\" class=\"number\">&lt;b&gt; (a&amp;b)</th></tr>\n</thead>\n<tbody>\n"
        "<tr><td class=\"number\">3</td></tr>\n</tbody>\n</table>\n</figure>\n");
}

TEST_CASE("a cell of Markdown or CSV cannot break out of its row") {
  const sim::Table table{"", {{"x"}}, {{sim::text_cell("a\r\nb|c")}}, {}};
  CHECK(sim::write(table, Format::kMarkdown) == "| x      |\n| ------ |\n| a b\\|c |\n");
  CHECK(sim::write(table, Format::kCsv) == "x\r\n\"a\r\nb|c\"\r\n");
}

TEST_CASE("a text that a spreadsheet would run has an apostrophe before it in CSV, a number never") {
  const sim::Table table{
      "",
      {{"=x"}, {"y"}},
      {{sim::text_cell("=1+1"), sim::number_cell(-1)},
       {sim::text_cell("-2, 3"), sim::number_cell(-0.5)},
       {sim::text_cell("a=1"), sim::number_cell(-std::numeric_limits<double>::infinity())}},
      {}};
  CHECK(sim::write(table, Format::kCsv) == "'=x,y\r\n'=1+1,-1\r\n\"'-2, 3\",-0.5\r\na=1,-Inf\r\n");
  CHECK(sim::write(table, Format::kCsv2) ==
        "\xEF\xBB\xBF'=x;y\r\n'=1+1;-1\r\n\"'-2, 3\";-0,5\r\na=1;-Inf\r\n");
  CHECK(sim::write(table, Format::kJson).find("'") == std::string::npos);
}

TEST_CASE("a ragged table and a name given twice are refused") {
  CHECK_THROWS_AS(sim::write({"t", {{"a"}, {"b"}}, {{sim::number_cell(1)}}, {}}, Format::kCsv),
                  std::invalid_argument);
  CHECK_THROWS_AS(sim::write({"t", {{"a"}, {"a"}}, {}, {}}, Format::kJson), std::invalid_argument);
}

}  // namespace
