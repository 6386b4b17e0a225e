// A brief as files: the same figures in all of them, and texts that mean something elsewhere as text.
#include "tools/brief/write.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <utility>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "sim/report/table.h"
#include "sim/report/words.h"
#include "tests/support/brief.h"
#include "tests/support/latex.h"
#include "tools/brief/workbook_parts.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// What a Word document says, as plain text; empty where there is no pandoc.
std::string words_in(const fs::path& document) {
  const fs::path text = fs::path(document).replace_extension(".txt");
  const std::string line = "pandoc --to plain --columns 1000 --output '" + text.string() + "' '" +
                           document.string() + "' 2>/dev/null";
  return std::system(line.c_str()) == 0 ? tests::text_of(text) : "";  // NOLINT(concurrency-mt-unsafe)
}

TEST_CASE("a brief is one page, tables in every form, figures with their data, Word and print") {
  const tests::SmallBrief brief;
  for (const char* number : {"T1-scenarios", "T2-differences", "T3-lever", "T4-sensitivity", "T5-provenance",
                             "T6-cost", "T7-discovery", "T8-regret", "T9-record", "T10-assumptions"}) {
    for (const char* ending : {".csv", ".md", ".tex", ".html"}) {
      const std::string file = std::string("brief/tables/") + number + ending;
      CHECK_MESSAGE(!brief.text(file).empty(), file);
    }
  }
  for (const char* name : {"chances", "differences", "sweep", "clusters", "stock", "premium", "map",
                           "tornado", "boxes", "record", "cost", "law"}) {
    for (const char* ending : {".vl.json", ".csv"}) {
      const std::string file = std::string("brief/figures/") + name + ending;
      CHECK_MESSAGE(!brief.text(file).empty(), file);
    }
  }
  // In print nothing can be chosen: the title says whose chips they are.
  CHECK(has(brief.text("brief/figures/stock.vl.json"),
            "[\\\"China's stock of AI chips by how it came\\\",\\\""));
  const std::string page = brief.text("brief/brief.html");
  CHECK(page.size() < 3000000);
  CHECK_FALSE(std::regex_search(page, std::regex("<(script|link|img)[^>]+(src|href)=\"http")));
  if (tests::has_latex()) CHECK(brief.text("brief/brief.pdf").starts_with("%PDF"));
}

/// The fields of a line of CSV in which nothing is quoted.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields{""};
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

/// Rows of a file of CSV by the names of its columns.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> names = fields_of(line);
  std::vector<std::map<std::string, std::string>> rows;
  while (std::getline(lines, line)) {
    const std::vector<std::string> fields = fields_of(line);
    rows.emplace_back();
    for (std::size_t i = 0; i < std::min(names.size(), fields.size()); ++i) rows.back()[names[i]] = fields[i];
  }
  return rows;
}

TEST_CASE("ten figures of a brief are the same for programs and in the page, LaTeX, Word and Excel") {
  const tests::SmallBrief brief;
  const auto rows = rows_of(brief.text("brief/tables/T1-scenarios.csv"));
  const std::string word = words_in(brief.folder.path / "brief/tables/T1-scenarios.docx");
  const std::string book = workbook_parts(brief.text("brief/brief.xlsx")).at("xl/worksheets/sheet3.xml");
  REQUIRE(rows.size() >= 10);
  for (std::size_t i = 0; i < 10; ++i) {
    const double median = std::stod(rows[i].at("end_2023_median"));
    const std::string shown = sim::rounded(median);
    CHECK_MESSAGE(has(brief.text("brief/tables/T1-scenarios.html"), ">" + shown + " ["), shown);
    CHECK_MESSAGE(has(brief.text("brief/brief.html"), ">" + shown + " ["), shown);
    CHECK_MESSAGE(has(brief.text("brief/tables/T1-scenarios.tex"), shown + " {[}"), shown);
    if (!word.empty()) CHECK_MESSAGE(has(word, shown + " ["), shown);
    CHECK_MESSAGE(has(book, fmt::format("<v>{:.16g}</v>", median)), median);
  }
}

/// A brief of a few weeks of two policies.
struct Asked : tests::SmallStudy {
  explicit Asked(const std::string& question) : SmallStudy("scenarios: [history]\n") {
    tests::SmallBrief::need(
        run("run history tight -n 6 --until 2023-12-31 --quiet --out kept --scenarios '" REPOSITORY
            "/scenarios'"));
    tests::SmallBrief::need(run("brief kept --map-runs 1 --out brief --quiet " + question));
  }
  /// What stands first on the page, from one mark to another.
  std::string answer(const std::string& from, const std::string& to) const {
    const std::string page = text("brief/brief.html");
    const std::size_t begin = page.find(from, page.find("<section id=\"answer\""));
    return page.substr(begin, page.find(to, begin) - begin);
  }
};

std::set<std::string> numbers_in(const std::string& text) {
  static const std::regex kNumber("[0-9]([0-9,.]*[0-9])?");
  const std::string plain = std::regex_replace(text, std::regex("<[^>]*>|Of [0-9]+ policies"), " ");
  std::set<std::string> numbers;
  for (std::sregex_iterator at(plain.begin(), plain.end(), kNumber), end; at != end; ++at)
    numbers.insert(at->str());
  return numbers;
}

TEST_CASE("each number in the sentences on a brief's first screen stands in its tables") {
  for (const char* question : {"", "--measure smuggled", "--measure smuggled --at-least 9000"}) {
    const Asked brief(question);
    const auto in_tables =
        numbers_in(brief.answer("<table>", "</table>") + brief.text("brief/tables/T1-scenarios.html") +
                   brief.text("brief/tables/T2-differences.html"));
    // Where chips come from is said in means, which are those of a picture: see below.
    const auto said = numbers_in(brief.answer("<div>", *question == 0 ? "</div>" : "<p>China then holds"));
    CHECK(said.size() >= 4);
    for (const std::string& number : said) CHECK_MESSAGE(in_tables.contains(number), question, ": ", number);
  }
}

TEST_CASE("where chips come from is said with the means that are drawn and held against other policies") {
  const Asked brief("--measure smuggled");
  const std::string said = brief.answer("<p>China then holds", "</p>");
  const auto drawn = rows_of(brief.text("brief/figures/stock.csv"));
  const auto last = std::ranges::find_if(drawn, [](const auto& row) {
    return row.at("policy") == "Controls as they were" && row.at("date") >= "2023-12-25";
  });
  REQUIRE(last != drawn.end());
  const std::pair<const char*, const char*> kClasses[] = {{"designed in China", "designed there"},
                                                          {"smuggled", "smuggled"},
                                                          {"before a ban", "shipped before a ban"},
                                                          {"under licence", "under licence"},
                                                          {"still legal", "of kinds still legal to ship"}};
  double all = 0;
  for (const auto& [column, words] : kClasses) all += std::stod(last->at(column));
  CHECK(has(said, " " + sim::rounded(all) + " H100e"));
  for (const auto& [column, words] : kClasses) {
    const std::string share = sim::html_text(sim::percent(std::stod(last->at(column)) / all));
    const std::string clause = " " + share + " " + words;
    CHECK_MESSAGE(has(said, clause), clause);
  }
}

TEST_CASE("a picture's data are those of the table under it") {
  const tests::SmallBrief brief;
  std::map<std::string, std::string> chances;
  for (const auto& row : rows_of(brief.text("brief/tables/T1-scenarios.csv"))) {
    if (row.at("unit") == "H100e") chances[row.at("scenario") + row.at("definition")] = row.at("p_2023");
  }
  const auto drawn = rows_of(brief.text("brief/figures/chances.csv"));
  int compared = 0;
  for (const auto& row : drawn) {
    if (!row.contains("definition")) continue;  // the line of a label that goes on below itself
    const std::string policy = row.at("policy") == "Controls as they were" ? "history" : "tight";
    const std::string definition = row.at("definition") == "one site"    ? "campus"
                                   : row.at("definition") == "one actor" ? "fleet"
                                                                         : "nation";
    CHECK(row.at("chance") == chances.at(policy + definition));
    ++compared;
  }
  CHECK(compared == 6);
}

TEST_CASE("a text of a template that means something elsewhere comes out as text everywhere") {
  const tests::Folder folder;
  const std::string hostile =
      "<script>alert(1)</script> $x_1$ \\\\input{/etc/passwd} =1+1 *bold* \xD7\x90\xD7\x91";
  std::ofstream(folder.path / "own.yaml") << "title: '" << hostile << "'\nblocks:\n  - {heading: '" << hostile
                                          << "', text: '" << hostile << "'}\n";
  const tests::SmallBrief brief("--template '" + (folder.path / "own.yaml").string() + "'");
  const std::string page = brief.text("brief/brief.html");
  CHECK_FALSE(has(page, "<script>alert(1)"));
  CHECK(has(page, "&lt;script&gt;alert(1)&lt;/script&gt; $x_1$"));
  CHECK_FALSE(has(brief.text("brief/brief.tex"), "\\input{/etc"));
  CHECK(has(brief.text("brief/brief.tex"), "\\$x\\_1\\$"));
  const std::string word = words_in(brief.folder.path / "brief/brief.docx");
  if (!word.empty()) CHECK(has(word, "<script>alert(1)</script> $x_1$"));
}

TEST_CASE("a hostile title of a policy comes out as text on the page, in print, in Word, Excel and CSV") {
  const tests::SmallStudy study("scenarios: [history]\n");
  const std::string title =
      "=1+1 <b onload=alert(1)>\\\\input{x} $x_1$ | *bold* \xD7\x90\xD7\x91 " + std::string(500, 'w');
  std::ofstream(study.folder.path / "scenarios/policies/hostile.yaml")
      << "scenario: hostile\nextends: history\ntitle: '" << title << "'\n";
  tests::SmallBrief::need(study.run("run hostile history -n 2 --until 2022-12-31 --quiet --out kept"));
  tests::SmallBrief::need(study.run("brief kept --map-runs 1 --out brief --quiet"));
  const std::string page = study.text("brief/brief.html");
  CHECK_FALSE(has(page, "<b onload"));
  CHECK(has(page, "=1+1 &lt;b onload=alert(1)&gt;"));
  CHECK(has(study.text("brief/tables/T1-scenarios.tex"),
            "\\textbackslash{}\\textbackslash{}input\\{x\\} \\$x\\_1\\$"));
  CHECK(has(study.text("brief/figures/chances.csv"), "'=1+1 <b"));
  CHECK_FALSE(std::regex_search(study.text("brief/figures/chances.csv"), std::regex("(,|\r\n)\"?=")));
  const auto book = workbook_parts(study.text("brief/brief.xlsx"));
  CHECK(has(book.at("xl/sharedStrings.xml"), "=1+1 &lt;b onload=alert(1)&gt;"));
  for (const auto& part : book) CHECK_MESSAGE(!has(part.second, "<f>"), part.first);
  const std::string word = words_in(study.folder.path / "brief/tables/T2-differences.docx");
  if (!word.empty()) CHECK(has(word, "=1+1 <b onload=alert(1)>"));
}

TEST_CASE("the same results make the same brief, byte for byte") {
  const tests::SmallBrief brief;
  tests::SmallBrief::need(brief.run("brief runs prices lever guesses --map-runs 2 --out again --quiet"));
  for (const auto& file : fs::recursive_directory_iterator(brief.folder.path / "brief")) {
    if (!file.is_regular_file()) continue;
    const fs::path other =
        brief.folder.path / "again" / fs::relative(file.path(), brief.folder.path / "brief");
    const bool is_same = tests::text_of(file.path()) == tests::text_of(other);
    CHECK_MESSAGE(is_same, file.path().string());
  }
}

}  // namespace
}  // namespace tools
