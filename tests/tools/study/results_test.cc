#include "tools/study/results.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/support/folder.h"
#include "tools/study/batch.h"
#include "tools/tables/list.h"
#include "tools/tables/price.h"
#include "tools/tables/tables.h"

namespace tools {
namespace {

/// A price of two policies in a folder of results.
StudyOptions priced_in(const tests::Folder& folder) {
  StudyOptions options;
  options.command = "price";
  options.scenarios = {"history", "tight"};
  options.folder = REPOSITORY "/scenarios";
  options.overrides = {"population.scale=0.05"};
  options.until = "2023-12-31";
  options.runs = 3;
  options.out = (folder.path / "out").string();
  return options;
}

/// What programs read in a cell.
std::string raw(const sim::Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell.raw);
  return text == nullptr ? cell.text : *text;
}

/// The number in a column of the row that begins with these texts.
double number(const sim::Table& table, const std::vector<std::string>& begins, std::size_t column) {
  for (const auto& row : table.rows) {
    if (std::equal(begins.begin(), begins.end(), row.begin(),
                   [](const std::string& text, const sim::Cell& cell) { return raw(cell) == text; }))
      return std::get<double>(row[column].raw);
  }
  FAIL("no such row");
  return 0;
}

TEST_CASE("every table of runs in memory is that of their store") {
  const tests::Folder folder;
  const StudyOptions options = priced_in(folder);
  const Results made = run_study(typed_study(options, priced_variants(options)));
  const Results stored = Results::read(options.out);
  const Question question{"nation_china", 2023, 1e6};
  CHECK(made.has_outcomes());
  CHECK_FALSE(stored.has_outcomes());
  int tables = 0;
  for (const TableKind& kind : table_kinds()) {
    CAPTURE(kind.name);
    const std::string lack = lack_of(kind, made, question);
    CHECK(lack_of(kind, stored, question) == lack);
    if (!lack.empty()) continue;
    ++tables;
    CHECK(sim::write(kind.make(made, question), sim::Format::kJson) ==
          sim::write(kind.make(stored, question), sim::Format::kJson));
  }
  CHECK(tables >= 5);
}

TEST_CASE("a price and a brief say the same of the same runs") {
  const tests::Folder folder;
  const StudyOptions options = priced_in(folder);
  const Results results = run_study(typed_study(options, priced_variants(options)));
  const sim::Table price = price_table(results);
  const sim::Table brief = cost_table(results, {"nation_china", 2023, std::nullopt});
  const auto same = [&](const char* of_brief, const char* of_price, const char* unit, double scale) {
    CAPTURE(std::string(of_brief));
    const std::string unit_of_brief = scale == 1 ? unit : "bn USD";
    CHECK(number(brief, {of_brief, unit_of_brief, "tight"}, 3) * scale ==
          doctest::Approx(number(price, {"tight", of_price, unit, "whole span"}, 4)).epsilon(1e-12));
  };
  same("china_sales_forgone", "forgone_usd", "USD", 1e9);
  same("china_sales_forgone_h100e", "forgone_h100e", "H100e", 1);
  same("sold_elsewhere", "sold_elsewhere_usd", "USD", 1e9);
  same("enforcement", "enforcement_usd", "USD", 1e9);
  same("denied", "denied_stock", "H100e", 1);
  same("denied_by_enforcement", "denied_stock_by_enforcement", "H100e", 1);
}

}  // namespace
}  // namespace tools
