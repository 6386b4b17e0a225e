#include "tools/tables/record.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/support/program.h"
#include "tests/support/small_study.h"

namespace {

constexpr const char* kStudy =
    "scenarios: [history]\noutcome: {measure: nation_china, year: 2022, at_least: 1}\n";
constexpr const char* kRecord =
    "record:\n"
    "  stock: {says: stock, kind: stock, measure: nation_china, date: 2022-12-31, value: 1000, source: a test, "
    "confidence: C}\n"
    "  site: {says: site, kind: site, measure: campus_china, date: 2022-12-31, value: 1000, source: a test, "
    "confidence: C}\n";

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A backcast of small scenarios, with more words.
tests::ProgramRun backcast(const std::string& words) {
  const tests::SmallStudy study{kStudy};
  std::ofstream(study.folder.path / "scenarios/record.yaml") << kRecord;
  return study.run("backcast history -n 2 --until 2022-12-31 --quiet " + words);
}

}  // namespace

TEST_CASE("every figure of the shipped record is of a kind, and none stands twice for the same") {
  const tools::RecordFile record = tools::read_record(REPOSITORY "/scenarios/record.yaml");
  std::vector<int> of_kind(sim::enum_names<tools::FigureKind>().size());
  for (const auto& [name, at, target] : record.record) {
    ++of_kind[static_cast<std::size_t>(target.kind)];
    for (const auto& [other_name, other_at, other] : record.record) {
      const bool is_same = target.measure.name == other.measure.name && target.date == other.date;
      CHECK_MESSAGE((name == other_name || !is_same), name << " and " << other_name);
    }
  }
  CHECK(of_kind[static_cast<std::size_t>(tools::FigureKind::kSupply)] > 5);
  CHECK(of_kind[static_cast<std::size_t>(tools::FigureKind::kSmuggling)] == 3);
  CHECK(of_kind[static_cast<std::size_t>(tools::FigureKind::kPrice)] == 3);
}

TEST_CASE("a program reads of each figure of which kind it is") {
  const tests::ProgramRun ran = backcast("--format csv");
  CHECK(ran.status == 0);
  CHECK(holds(ran.out, "figure,kind,date,"));
  CHECK(holds(ran.out, "\nsite,site,2022-12-31,"));
}

TEST_CASE("the record's note counts the parameters that were set with it in view") {
  CHECK(holds(backcast("").out, " others had their ranges set with this record in view"));
  CHECK(holds(backcast("--set 'parameters.rings.hurdle.in_view=[record]'").out, "No fit was run, but 1 of "));
}
