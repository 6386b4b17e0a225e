// What others see of a store: its CSV files, and its tables and views through plain SQLite.
#include <sqlite3.h>
#include <algorithm>
#include <filesystem>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/experiment/files.h"
#include "sim/experiment/store.h"
#include "sim/report/csv.h"
#include "tests/support/folder.h"
#include "tests/support/tiny_study.h"

namespace {

namespace fs = std::filesystem;
using namespace tests;

/// A run that failed, one whose second value is undefined, one without end; not in this order.
std::vector<sim::StoredRun> odd_runs() {
  std::vector<sim::StoredRun> runs{tiny_run(1, "today", 0), tiny_run(0, "today", 1),
                                   tiny_run(0, "strict", 0)};
  for (int i = 0; i < 3; ++i)
    runs[static_cast<std::size_t>(i)].key = std::string(1, static_cast<char>('a' + i));
  runs[0].values[1] = std::numeric_limits<double>::quiet_NaN();
  runs[1].error = "no \"market\", none";
  runs[1].values.clear();
  runs[2].values[0] = std::numeric_limits<double>::infinity();
  return runs;
}

void make_store(const fs::path& file, const sim::StudyRecord& study,
                const std::vector<sim::StoredRun>& runs) {
  sim::Store store = open_tiny(file, study);
  for (const sim::StoredRun& run : runs) store.add(run);
  store.flush();
}

/// Rows of a query as SQLite's own shell or any other program sees them; numbers as exact_text().
std::vector<std::string> asked(const fs::path& file, const std::string& sql) {
  sqlite3* open = nullptr;
  REQUIRE(sqlite3_open_v2(file.c_str(), &open, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closed(open, sqlite3_close_v2);
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(open, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> ended(statement, sqlite3_finalize);
  std::vector<std::string> rows;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    std::vector<std::string> cells;
    for (int c = 0; c < sqlite3_column_count(statement); ++c) {
      const int type = sqlite3_column_type(statement, c);
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, c));
      cells.push_back(type == SQLITE_NULL    ? ""
                      : type == SQLITE_FLOAT ? sim::exact_text(sqlite3_column_double(statement, c))
                                             : sim::csv_text(text));
    }
    rows.push_back(fmt::format("{}", fmt::join(cells, ",")));
  }
  return rows;
}

struct Exported : Folder {
  Exported() {
    make_store(path / "tiny.sqlite", tiny_study(2), odd_runs());
    sim::export_csv(sim::Store::read(path / "tiny.sqlite"), path / "csv");
  }
  std::string text(const char* name) const { return sim::read_file(path / "csv" / name); }
};

TEST_CASE("the results come out a row each, sorted by place, undefined ones empty") {
  const Exported at;
  CHECK(at.text("results.csv") ==
        "point,scenario,replicate,measure,year,value\r\n"
        "0,strict,0,stock,2026,Inf\r\n"
        "0,strict,0,stock,2027,0\r\n"
        "1,today,0,stock,2026,0.3333333333333333\r\n"
        "1,today,0,stock,2027,\r\n");
  CHECK(at.text("runs.csv") ==
        "point,scenario,replicate,key,build,error\r\n"
        "0,strict,0,c,1,\r\n"
        "0,today,1,b,1,\"no \"\"market\"\", none\"\r\n"
        "1,today,0,a,1,\r\n");
}

TEST_CASE("the wide table has a row a run, factors first, failed runs with empty values") {
  const Exported at;
  CHECK(at.text("wide.csv") ==
        "point,scenario,replicate,build,error,strength,delay,stock_2026,stock_2027\r\n"
        "0,strict,0,1,,0.00016666666666666666,9.998666666666667,Inf,0\r\n"
        "0,today,1,1,\"no \"\"market\"\", none\",0.00016666666666666666,9.998666666666667,,\r\n"
        "1,today,0,1,,0.0005,9.996,0.3333333333333333,\r\n");
}

TEST_CASE("the study's own tables come out too") {
  const Exported at;
  CHECK(at.text("points.csv").find("point,factor,u,value\r\n0,strength,0.0001666666") == 0);
  CHECK(at.text("study.csv") ==
        "name,title,method,points,replicates,seed\r\n"
        "tiny,\"How much, \"\"and\"\" why\",sobol,2,2,18446744073709551615\r\n");
  CHECK(at.text("factors.csv")
            .find("\r\ndelay,weeks,how slow,a parameter,medium,2,10,log-uniform,5,speed\r\n") !=
        std::string::npos);
  CHECK(at.text("outputs.csv").find("\r\nstock,2027,units,all there is\r\n") != std::string::npos);
  CHECK(at.text("scenarios.csv") ==
        "name,title,hash\r\ntoday,As it is,00ff\r\nstrict,As it might be,ff00\r\n");
  CHECK(at.text("inputs.csv") == "path,hash\r\nstudy.yaml,fffffffffffffffe\r\n");
  CHECK(at.text("builds.csv") ==
        "build,version,revision,changes,compiler,flags,program,command_line\r\n"
        "1,0.1.0,abc,none,GNU 12.2.0,'-O3,,sweep study.yaml\r\n");
}

TEST_CASE("a title or an error that a spreadsheet would run as a formula is text in every file of a store") {
  const Folder folder;
  sim::StudyRecord study = tiny_study(2);
  study.title = "=1+1";
  std::vector<sim::StoredRun> runs = odd_runs();
  runs[1].error = "@SUM(A1)";
  make_store(folder.path / "tiny.sqlite", study, runs);
  sim::export_csv(sim::Store::read(folder.path / "tiny.sqlite"), folder.path / "csv");
  const auto text = [&](const char* name) { return sim::read_file(folder.path / "csv" / name); };
  CHECK(text("study.csv").find("tiny,'=1+1,sobol") != std::string::npos);
  CHECK(text("runs.csv").find(",'@SUM(A1)\r\n") != std::string::npos);
  CHECK(text("wide.csv").find(",'@SUM(A1),") != std::string::npos);
}

TEST_CASE("SALib is told names, bounds and groups in the order of the design") {
  const Exported at;
  const auto problem = nlohmann::json::parse(at.text("salib_problem.json"));
  CHECK(problem["num_vars"] == 2);
  CHECK(problem["names"] == nlohmann::json{"strength", "delay"});
  CHECK(problem["bounds"] == nlohmann::json{{0.0, 1.0}, {2.0, 10.0}});
  CHECK(problem["groups"] == nlohmann::json{"strength", "speed"});
}

TEST_CASE("the order in which runs and points were added changes no byte of the export") {
  const Folder folder;
  const sim::StudyRecord study = tiny_study(50, 3);
  std::vector<sim::StoredRun> runs = tiny_runs(study);
  make_store(folder.path / "a.sqlite", study, runs);
  std::reverse(runs.begin(), runs.end());
  std::rotate(runs.begin(), runs.begin() + 77, runs.end());
  make_store(folder.path / "b.sqlite", study, runs);
  sim::export_csv(sim::Store::read(folder.path / "a.sqlite"), folder.path / "a");
  sim::export_csv(sim::Store::read(folder.path / "b.sqlite"), folder.path / "b");
  int files = 0;
  for (const auto& entry : fs::directory_iterator(folder.path / "a")) {
    CHECK(sim::read_file(entry.path()) == sim::read_file(folder.path / "b" / entry.path().filename()));
    ++files;
  }
  CHECK(files == 11);
}

TEST_CASE("any program that reads SQLite finds in the wide view what the wide table has") {
  const Exported at;
  std::string rows;
  for (const std::string& row :
       asked(at.path / "tiny.sqlite", "SELECT * FROM wide ORDER BY point, scenario, replicate")) {
    rows += row + "\r\n";
  }
  const std::string csv = at.text("wide.csv");
  CHECK(rows == csv.substr(csv.find("\r\n") + 2));
}

TEST_CASE("results can be asked for by name") {
  const Exported at;
  CHECK(
      asked(at.path / "tiny.sqlite",
            "SELECT measure, year, unit, value FROM results_named WHERE scenario = 'strict' ORDER BY year") ==
      std::vector<std::string>{"stock,2026,units,Inf", "stock,2027,units,0"});
}

TEST_CASE("names that SQL would trip over are columns like any other") {
  const Folder folder;
  sim::StudyRecord study = tiny_study(1);
  study.factors[0].name = "a \"quoted\" name; DROP TABLE runs";
  make_store(folder.path / "odd.sqlite", study, tiny_runs(study));
  CHECK(
      asked(folder.path / "odd.sqlite", R"(SELECT "a ""quoted"" name; DROP TABLE runs" FROM wide)").size() ==
      4);
}

TEST_CASE("every column of the file is described, and nothing that is not there") {
  const Exported at;
  std::set<std::string> there;
  for (const std::string& column :
       asked(at.path / "tiny.sqlite",
             "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c "
             "WHERE m.type IN ('table', 'view')")) {
    there.insert(column);
  }
  for (const char* factor : {"wide,strength", "wide,delay"}) there.erase(factor);
  for (const char* output : {"wide,stock_2026", "wide,stock_2027"}) there.erase(output);
  there.insert({"wide,<factor>", "wide,<measure>_<year>"});
  std::set<std::string> described;
  for (const sim::StoreColumn& column : sim::store_columns()) {
    CHECK(described.insert(fmt::format("{},{}", column.table, column.name)).second);
    CHECK_FALSE(column.says.empty());
  }
  CHECK(described == there);
}

TEST_CASE("the file says what it is, and holds only whole references") {
  const Exported at;
  const fs::path file = at.path / "tiny.sqlite";
  CHECK(asked(file, "PRAGMA application_id") == std::vector<std::string>{"1128811344"});
  CHECK(asked(file, "PRAGMA journal_mode") == std::vector<std::string>{"delete"});
  CHECK(asked(file, "PRAGMA foreign_key_check").empty());
  CHECK(asked(file, "PRAGMA integrity_check") == std::vector<std::string>{"ok"});
}

}  // namespace
