// Who writes which column of a world: seen, not said. A lively world runs for two years; after every phase it is looked
// which columns have changed. The list is on record: a phase that begins to write what another keeps shows up here.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/engine/state.h"
#include "tests/support/program.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::uint64_t> columns_of(const World& world) {
  std::map<std::string, std::uint64_t> hashes;
  sim::detail::for_each_field(world, [&](const sim::detail::Field& field) {
    std::uint64_t& hash = hashes[std::string(field.name)];
    hash = sim::hash_bytes(hash, field.bytes);
  });
  return hashes;
}

/// The phases that change each column, in the order of the week.
std::map<std::string, std::vector<std::string>> writers(const tiny::Overrides& overrides) {
  tiny::Run run(overrides);
  std::map<std::string, std::set<std::size_t>> seen;
  for (auto before = columns_of(run.world); run.world.week < run.scenario.calendar.weeks;) {
    for (std::size_t i = 0; i < phases_of_a_week().size(); ++i) {
      phases_of_a_week()[i].run(run.world);
      auto after = columns_of(run.world);
      for (const auto& [name, hash] : after) {
        if (hash != before[name]) seen[name].insert(i);
      }
      before = std::move(after);
    }
    end_week(run.world);
    before = columns_of(run.world);
  }
  std::map<std::string, std::vector<std::string>> by_name;
  for (const auto& [name, hash] : columns_of(run.world)) {
    for (const std::size_t i : seen[name]) by_name[name].emplace_back(phases_of_a_week()[i].name);
    by_name.try_emplace(name);
  }
  return by_name;
}

/// The tables of a world by their name, with the type of their columns' struct.
std::map<std::string, std::string> tables() {
  std::map<std::string, std::string> types;
  const std::regex part(R"(struct \w+Columns \{\n((?:  \w+ \w+;\n)+))");
  const std::regex member(R"(  (\w+) (\w+);)");
  for (const auto& file : fs::recursive_directory_iterator(REPOSITORY "/models")) {
    if (!file.path().filename().string().ends_with("_state.h")) continue;
    const std::string text = tests::text_of(file.path());
    for (std::sregex_iterator found(text.begin(), text.end(), part), last; found != last; ++found) {
      const std::string members = (*found)[1];
      for (std::sregex_iterator it(members.begin(), members.end(), member), end; it != end; ++it)
        types[(*it)[2]] = (*it)[1];
    }
  }
  return types;
}

/// The files with a function that may write a table.
std::set<std::string> files_that_write(const std::string& type) {
  std::set<std::string> files;
  const std::regex may_write("(const )?\\b" + type + "& \\w");
  for (const auto& file : fs::recursive_directory_iterator(REPOSITORY "/models")) {
    if (file.path().extension() != ".cc") continue;
    const std::string text = tests::text_of(file.path());
    for (std::sregex_iterator it(text.begin(), text.end(), may_write), end; it != end; ++it) {
      if (!(*it)[1].matched) files.insert(fs::relative(file.path(), REPOSITORY).generic_string());
    }
  }
  return files;
}

TEST_CASE("every table of a world is written by one file, stocks and accounts by the ledger") {
  std::size_t owned = 0;
  for (const auto& [key, type] : tables()) {
    const std::string name = key;  // CAPTURE makes a lambda, and C++20 of clang 14 captures no binding
    CAPTURE(name);
    const std::set<std::string> files = files_that_write(type);
    if (name != "accounts" && name != "stocks") CHECK(files.size() <= 1);
    owned += files.size();
  }
  CHECK(files_that_write("Accounts") == std::set<std::string>{"models/stocks.cc"});  // the first day
  CHECK(files_that_write("Stocks") == std::set<std::string>{"models/stocks.cc"});
  CHECK(owned > 25);
}

TEST_CASE("every column is written by the phases on record, and by no other") {
  const tiny::Overrides lively{
      tiny::calendar(
          {"licences", "ban from 2023-02-06", "quota", "exception", "exchange", "affiliates-rule"}),
      "mechanisms.methods=true",
      "mechanisms.rushes=true",
      "parameters.rushes.lead_weeks=4",
      "population.rings=12",
      "population.fronts_per_ring=12",
      "adaptation=[{closes: gap, since: 2023-08-01}]",
      "parameters.enforcement.case_median_weeks=6",
      "enforcement.budget=[{from: 2023-06-05, level: 400000000}]",
      "supply.lines.N2.wafers_per_month=[{date: 2023-01-01, value: 50, source: t, confidence: A}, {date: "
      "2025-01-01, value: 90, source: t, confidence: A}]",
      "parameters.enforcement.closing_months=3",
      "parameters.enforcement.visibility_midpoint=8",
      "parameters.fleets.failure_per_year=0.3",
      "parameters.rings.capital_sigma=1.5",
      "enforcement.location_software={chips: [H100_SXM], from: 2023-01-02, source: t, confidence: A}",
      "parameters.enforcement.location_voluntary=0.5",
      "actors.operators={places: {US: {operators: 3, share_let: 0.5}}, source: t, confidence: A}",
      "gate=[{from: 2023-05-01, state: conditional, admits: 0.5, source: t, confidence: A}]"};
  std::string table;
  for (const auto& [column, phases] : writers(lively))
    table += fmt::format("{:<28} {}\n", column,
                         phases.empty() ? "(the first day)" : fmt::format("{}", fmt::join(phases, ", ")));
  const std::string file = REPOSITORY "/tests/golden/writers.txt";
  if (std::getenv("CHOKEPOINT_UPDATE") != nullptr) std::ofstream(file, std::ios::binary) << table;  // NOLINT
  CHECK_MESSAGE(table == tests::text_of(file),
                "if another phase is meant to write a column:\n"
                "  CHOKEPOINT_UPDATE=1 BUILD/tests/unit_tests -tc='every column is written*'\n"
                "and read the difference of tests/golden/writers.txt\n");
}

}  // namespace
}  // namespace chokepoint
