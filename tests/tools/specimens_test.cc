// A specimen of every kind of table that is published, as the present program writes it, and all of them on paper.
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <utility>

#include <doctest/doctest.h>

#include "sim/report/table.h"
#include "tests/support/latex.h"
#include "tests/support/small_study.h"

namespace tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSpecimens = REPOSITORY "/tests/specimens";

/// A command and the name of its specimen.
struct Kind {
  const char* name;
  const char* words;
};
constexpr Kind kKinds[] = {
    {"run", "run history tight -n 2 --until 2023-12-31 --tables --definitions"},
    {"compare", "compare history tight -n 2 --tables"},
    {"pairing", "compare history tight -n 4 --pairing"},
    {"price", "price history tight -n 2 --until 2023-12-31"},
    {"ablate", "ablate history -n 2 --until 2022-12-31"},
    {"backcast", "backcast history -n 2 --until 2022-12-31"},
    {"directions", "directions -n 2 --until 2022-12-31"},
    {"essay", "essay -n 4"},
    {"network", "network history -n 2 --date 2023-06-05 --hubs 1"},
};
constexpr const char* kTables[] = {"T1-scenarios",  "T2-differences", "T3-lever",     "T4-sensitivity",
                                   "T5-provenance", "T6-cost",        "T7-discovery", "T8-regret"};

constexpr const char* kPolicies =
    "scenarios: [history, tight]\nprice: true\nreplicates: 3\n"
    "outcome: {measure: nation_china, year: 2022, at_least: 30000}\n";
constexpr const char* kLever =
    "scenarios: [history]\nreplicates: 3\nlevers:\n  strength: {path: enforcement.strength, levels: [0, 1, "
    "4]}\n"
    "design: {method: grid}\noutcome: {measure: nation_china, year: 2022, at_least: 30000}\n";
constexpr const char* kParameters =
    "scenarios: [history]\nguesses: []\nother_guesses: central\n"
    "levers:\n  money: {path: parameters.demand.chinese_spending, low: 0.2, high: 2}\n"
    "  dead: {path: parameters.costs.case_usd, low: 1, high: 2}\n"
    "design: {method: latin_hypercube, samples: 64}\n"
    "outcome: {measure: nation_china, year: 2022, at_least: 33000}\n";

/// A table without the commit of the program in its last note.
std::string without_commit(const std::string& text) {
  return std::regex_replace(text, std::regex("commit [0-9a-z]+( of [0-9-]+)?( with changes)?\\."),
                            "commit *.");
}

/// The folder in which all kinds are made: small scenarios, a record and a claim.
struct Workshop : SmallStudy {
  Workshop() : SmallStudy(kPolicies) {
    write("lever", kLever);
    write("guesses", kParameters);
    std::ofstream(folder.path / "scenarios/record.yaml")
        << "record:\n  stock:\n    says: All chips in China\n    kind: stock\n    measure: nation_china\n    date: "
           "2022-12-31\n"
           "    low: 20000\n    value: 25000\n    high: 31000\n    source: \"a paper\"\n    confidence: B\n";
    std::ofstream(folder.path / "scenarios/directions.yaml")
        << "directions:\n  tight-denies:\n    claim: The later rule denies more\n    base: {policy: "
           "history}\n"
           "    change: {policy: tight}\n    measure: nation_china\n    year: 2022\n    expect: less\n";
    std::ofstream(folder.path / "scenarios/essay.yaml")
        << "claims:\n  little:\n    claim: China has little\n    where: \"a part\"\n    kind: level\n"
           "    base: {policy: history}\n    measure: nation_china\n    year: 2022\n    at_most: 31000\n"
           "    see: chokepoint run history\n"
           "  tenfold:\n    claim: Ten times the money adds twenty points\n    where: \"a part\"\n    kind: exact\n"
           "    base: {policy: history}\n    figure: points_per_tenfold\n    at_least: 20\n    at_most: 20\n"
           "    built_in: the equation\n    see: chokepoint describe figures\n";
  }
};

/// Sweeps the three studies; each table of a brief, in one form, from one of them.
void make_tables(const SmallStudy& study) {
  for (const char* name : {"small", "lever", "guesses"}) {
    const ProgramRun swept = study.run(std::string("sweep ") + name + " --out store-" + name);
    REQUIRE_MESSAGE(swept.status == 0, swept.err);
    const ProgramRun made = study.run(std::string("tables store-") + name + " --out tables-" + name);
    REQUIRE_MESSAGE(made.status == 0, made.err);
  }
}

std::string table_of(const SmallStudy& study, const std::string& name, const char* ending) {
  for (const char* from : {"small", "lever", "guesses"}) {
    std::string text = study.text(std::string("tables-") + from + "/" + name + ending);
    if (!text.empty()) return text;
  }
  return "";
}

void check_specimen(const std::string& name, const std::string& made) {
  const std::string text = without_commit(made);
  const fs::path file = fs::path(kSpecimens) / (name + ".md");
  REQUIRE_MESSAGE(!text.empty(), name);
  if (std::getenv("CHOKEPOINT_UPDATE") != nullptr) {
    fs::create_directories(kSpecimens);
    std::ofstream(file, std::ios::binary) << text;
  }
  const bool is_same = text == text_of(file);
  CHECK_MESSAGE(is_same, file.string(),
                " is not what the program writes. When the change is meant, record it with\n"
                "  CHOKEPOINT_UPDATE=1 BUILD/tests/unit_tests -tc='a specimen of every*'\n"
                "and remake what is published (tools/dev/publish).");
}

TEST_CASE("a specimen of every kind of published table is what the present program writes") {
  const Workshop study;
  for (const auto& [key, words] : kKinds) {
    const std::string name = key;  // CAPTURE makes a lambda, and C++20 of clang 14 captures no binding
    CAPTURE(name);
    const ProgramRun ran = study.run(words);
    CHECK_MESSAGE(ran.status == 0, ran.err);
    check_specimen(name, ran.out.substr(0, ran.out.rfind("\nNext: ")));  // but for where the program is
  }
  make_tables(study);
  for (const char* name : kTables) check_specimen(name, table_of(study, name, ".md"));
}

/// The columns of a table, from the first line of its CSV; those of one year after another once.
std::set<std::string> columns_of(const std::string& csv) {
  std::set<std::string> columns;
  std::string column;
  for (const char c : csv.substr(0, csv.find_first_of("\r\n")) + ",") {
    if (c == ',') {
      columns.insert(column);
      column.clear();
    } else if (c < '0' || c > '9') {
      column += c;
    } else if (column.empty() || column.back() != '#') {
      column += '#';
    }
  }
  return columns;
}

TEST_CASE("every table that is published has the columns that the present program gives it") {
  const Workshop study;
  for (const auto& [name, words] : kKinds)
    REQUIRE(study.run(std::string(words) + " --out made-" + name).status == 0);
  REQUIRE(study.run("backcast history -n 2 --until 2022-12-31 --central --out made-central").status == 0);
  make_tables(study);
  // What sensitivity is told by hangs on the design.
  for (const std::string design : {"saltelli, samples: 16", "one_at_a_time"}) {
    std::string body = kLever;
    study.write("small", body.replace(body.find("method: grid"), 12, "method: " + design));
    REQUIRE(study.run("sweep small --out store-of-" + design.substr(0, 3)).status == 0);
    REQUIRE(
        study.run("tables store-of-" + design.substr(0, 3) + " --out made-" + design.substr(0, 3)).status ==
        0);
  }
  // A table over a lever has a column of the lever's name.
  std::string other = kLever;
  study.write("small", other.replace(other.find("  strength:"), 11, "  progress:"));
  REQUIRE(study.run("sweep small --out store-of-other").status == 0);
  REQUIRE(study.run("tables store-of-other --out made-other").status == 0);
  // What is kept when a study names no measures.
  std::ofstream(study.folder.path / "scenarios/studies/usual.yaml")
      << "study: usual\ntitle: Usual measures\nscenarios: [history]\nyears: [2022]\nreplicates: 2\n";
  REQUIRE(study.run("sweep usual --out store-of-usual").status == 0);
  REQUIRE(study.run("tables store-of-usual --out made-usual").status == 0);
  std::map<std::string, std::set<std::set<std::string>>> made;
  for (const auto& file : fs::recursive_directory_iterator(study.folder.path)) {
    if (file.path().extension() == ".csv")
      made[file.path().filename()].insert(columns_of(text_of(file.path())));
  }
  int compared = 0;
  for (const auto& file : fs::recursive_directory_iterator(REPOSITORY "/results/published")) {
    const fs::path& path = file.path();
    const bool is_table = path.extension() == ".csv" && fs::exists(fs::path(path).replace_extension(".md"));
    if (!is_table || !made.contains(path.filename())) continue;
    ++compared;
    const bool is_made = made.at(path.filename()).contains(columns_of(text_of(path)));
    CHECK_MESSAGE(is_made, path.string(), " is of another program: remake it with tools/dev/publish");
  }
  CHECK(compared > 25);
}

/// Fourteen columns of wide numbers under long heads, and a long text.
std::string wide_table() {
  sim::Table table{"A table for which no page is wide enough", {{"scenario"}, {"what it is"}}, {{}}, {}};
  table.rows.front() = {
      sim::text_cell("strong_enforcement"),
      sim::text_cell("all that is known of this row, in more words than fit beside numbers")};
  for (int i = 0; i < 14; ++i) {
    table.columns.push_back({"number " + std::to_string(i) + " of a long name", sim::Align::kRight, "H100e"});
    table.rows.front().push_back(sim::number_cell(i, "1,200,000 [900,000-1,700,000]"));
  }
  return sim::write(table, sim::Format::kLatex);
}

/// All that is written for people, of every kind.
std::string all_kinds(const SmallStudy& study, const char* format, const char* ending) {
  std::string all;
  for (const auto& [name, words] : kKinds) {
    const ProgramRun ran = study.run(std::string(words) + " --format " + format);
    CHECK_MESSAGE(ran.status == 0, ran.err);
    all += ran.out + "\n";
  }
  make_tables(study);
  for (const char* name : kTables) all += table_of(study, name, ending) + "\n";
  return all;
}

TEST_CASE("no title and no head has a name of a file or of a measure in it") {
  const Workshop study;
  std::istringstream lines(all_kinds(study, "md", ".md"));
  const std::regex code("[a-z]_[a-z]|no-controls|>=|\\bof history\\b|\\bless history\\b|\\bto history\\b");
  std::string before;
  for (std::string line; std::getline(lines, line); before = line) {
    const bool is_head = line.starts_with("**") || (line.starts_with("| ") && before.empty());
    if (is_head) CHECK_MESSAGE(!std::regex_search(line, code), line);
  }
}

TEST_CASE("no interval has ends that read the same, and both are in one notation") {
  const Workshop study;
  const std::string all = all_kinds(study, "md", ".md");
  const std::regex interval(R"([\[(]([^\[\]() ]+)( [MBT])?(?:–| to )([^\[\]() ]+)( [MBT])?[\])])");
  int found = 0;
  for (std::sregex_iterator it(all.begin(), all.end(), interval), end; it != end; ++it) {
    ++found;
    CHECK_MESSAGE((*it)[1].str() + (*it)[2].str() != (*it)[3].str() + (*it)[4].str(), it->str());
    const bool is_zero = (*it)[1] == "0" || (*it)[3] == "0";
    CHECK_MESSAGE(((*it)[2] == (*it)[4] || is_zero), it->str());
  }
  CHECK(found > 100);
}

TEST_CASE("every kind of published table fits on A4 and letter paper") {
  if (!has_latex()) {
    MESSAGE("skipped: no pdflatex (Debian: texlive-latex-recommended)");
    return;
  }
  const Workshop study;
  std::string body = wide_table() + all_kinds(study, "latex", ".tex");
  // Numbers and names as wide as those of a whole world.
  for (const char* words : {"run history no-controls tight -n 6 --definitions",
                            "compare history tight strong-enforcement -n 6 --tables"})
    body += study.run(std::string(words) + " --format latex --scenarios " REPOSITORY "/scenarios").out;
  CHECK(set_on(study.folder.path, "a4paper", body) == "");
  CHECK(set_on(study.folder.path, "letterpaper", body) == "");
  CHECK(set_on(study.folder.path, "a4paper,twocolumn", body) == "");
}

}  // namespace
}  // namespace tests
