// The cases of tests/cases/rules: what a lawyer says of a trade, asked of the rule book of history, or of
// history with a draft.
#include <algorithm>
#include <filesystem>
#include <optional>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/models/law/history.h"

namespace {

using chokepoint::Ruling;

struct Case {
  std::string chip;
  std::string to;
  std::string from = "US";
  std::string buyer_hq;
  std::string buyer;
  sim::Date on;
  std::string ruling;   ///< in_words()
  std::string control;  ///< that decided
  std::string row;
  std::optional<int> delay_days;
  std::optional<double> fee;
  std::vector<std::string> quotas;  ///< that count it
  std::string why;                  ///< for who reads a failure
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    visit("chip", chip, {.says = "a chip by key", .required = true});
    visit("to", to, {.says = "where it goes", .required = true});
    visit("from", from, {.says = "where it leaves"});
    visit("buyer_hq", buyer_hq, {.says = "the buyer's headquarters; else where it goes"});
    visit("buyer", buyer, {.says = "the buyer's name"});
    visit("on", on, {.says = "the day", .required = true});
    visit("ruling", ruling, {.says = "the verdict in words", .required = true});
    visit("control", control, {.says = "the control that decides"});
    visit("row", row, {.says = "its row"});
    visit("delay_days", delay_days, {.says = "days of notice"});
    visit("fee", fee, {.says = "fee"});
    visit("quotas", quotas, {.says = "quotas that count it, in the order of the rule book"});
    visit("why", why, {.says = "the law behind it, with its source"});
  }
};

/// Cases under history, or under history and a draft.
struct CaseFile {
  std::vector<std::string> under;
  std::vector<Case> cases;
  template <class Visit>
  void fields(Visit& visit) {
    visit("under", under, {.says = "regimes that are added to history"});
    visit("cases", cases, {.says = "the cases", .required = true});
  }
};

CaseFile cases_of(const std::filesystem::path& file) {
  sim::Problems problems;
  CaseFile read;
  sim::read(sim::read_yaml(file, file.filename().string(), problems), read, "the cases", problems);
  REQUIRE_MESSAGE(problems.empty(), problems.describe());
  return read;
}

void check_case(const Case& expected, const chokepoint::RuleBook& book) {
  const int version = book.version_of(expected.on);
  auto trade = history::trade(expected.chip, expected.to, expected.buyer_hq, expected.from);
  trade.standing = book.standing(version, {expected.buyer, {}});
  const Ruling ruling = book.rule(version, trade);
  CHECK(chokepoint::in_words(ruling) == expected.ruling);
  CHECK((ruling.clause < 0 ? "" : book.clause(ruling.clause).control) == expected.control);
  CHECK((ruling.clause < 0 ? "" : book.clause(ruling.clause).row) == expected.row);
  CHECK(ruling.delay_days == expected.delay_days.value_or(0));
  CHECK(ruling.fee == doctest::Approx(expected.fee.value_or(0)));
  std::vector<std::string> quotas;
  for (std::size_t number = 0; number < book.quotas().size(); ++number) {
    if ((ruling.quotas >> number & 1) != 0) quotas.push_back(book.quotas()[number]);
  }
  CHECK(quotas == expected.quotas);
}

}  // namespace

// A file a subcase, a test of its own in ctest (tests/CMakeLists.txt), and a case a subcase of that.
// Run case by case, each a test of ctest's: tests/CMakeLists.txt.
TEST_CASE("every rule case comes out of the regime files, with the control and the row that decide" *
          doctest::skip()) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(REPOSITORY "/tests/cases/rules")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() >= 3);
  for (const auto& file : files) {
    SUBCASE(file.filename().c_str()) {
      const CaseFile read = cases_of(file);
      const auto book = history::book_with(read.under);
      for (const Case& expected : read.cases) {
        const std::string name = fmt::format("{}: {} to {} on {}", expected.at.describe(), expected.chip,
                                             expected.to, expected.on.iso());
        CAPTURE(expected.why);
        SUBCASE(name.c_str()) { check_case(expected, book); }
      }
    }
  }
}
