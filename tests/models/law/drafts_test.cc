// Drafts: what bills and withdrawn rules would say, laid over the law of history.
#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/models/law/history.h"

using chokepoint::Component;
using chokepoint::RuleBook;
using chokepoint::Trade;
using history::trade;

namespace {

int version_on(const RuleBook& book, const char* day) { return book.version_of(*sim::Date::parse(day)); }

/// Trades that a book rules more kindly than history, of all chips between some places on some days.
int kinder_than_history(const RuleBook& book) {
  int kinder = 0;
  for (const char* day : {"2025-06-01", "2026-07-15", "2027-09-01", "2028-06-01"}) {
    for (const std::string& chip : history::library().catalogue.key) {
      for (const char* to : {"CN", "MO", "MY", "TH", "AE", "VN", "RU", "US", "JP"}) {
        for (const char* seat : {"CN", "US", "MY"}) {
          const Trade asked = trade(chip, to, seat);
          const auto before = history::book().rule(version_on(history::book(), day), asked);
          kinder += stricter(before, book.rule(version_on(book, day), asked)) ? 1 : 0;
        }
      }
    }
  }
  return kinder;
}

/// The best TPP among the chips of Chinese designers that are on sale, or planned to be, when a year begins.
double best_chinese_tpp(int year) {
  double best = 0;
  for (const chokepoint::Chip& chip : history::library().catalogue.chip) {
    const bool counts = chip.role == chokepoint::ChipRole::kChinese &&
                        chip.status != chokepoint::ChipStatus::kHalted &&
                        chip.launched < sim::Date::of(year, 1, 1);
    if (counts) best = std::max(best, chip.tpp.value_or(0));
  }
  return best;
}

}  // namespace

TEST_CASE("a draft that only tightens treats no order more kindly than history does") {
  for (const char* draft :
       {"2025-01-diffusion", "chip-security-act", "remote-access-act", "gain-act", "match-act-allies",
        "overwatch-act", "safe-chips-act", "global-licence", "malaysia-thailand", "affiliates-back"}) {
    CAPTURE(draft);
    CHECK(kinder_than_history(history::book_with({draft})) == 0);
  }
}

TEST_CASE("the line of the SCALE Act is 110 % of the best Chinese chip of the catalogue, year by year") {
  const RuleBook book = history::book_with({"scale-act-2027", "scale-act-2028"});
  for (const int year : {2027, 2028}) {
    const int version = book.version_of(sim::Date::of(year, 6, 1));
    const double line = 1.1 * best_chinese_tpp(year);
    for (const std::string& key : history::library().catalogue.key) {
      const auto asked = trade(key, "CN");
      const auto& chip = history::library().catalogue.chip[asked.product];
      if (!chip.tpp || !chip.data_centre) continue;
      const auto ruling = book.rule(version, asked);
      CAPTURE(key);
      if (*chip.tpp >= line && *chip.tpp >= 4800) CHECK(ruling.verdict == chokepoint::Verdict::kDenied);
      if (*chip.tpp < line) CHECK(ruling.verdict != chokepoint::Verdict::kDenied);
    }
  }
}

TEST_CASE("tools and memory are held back the more the later, and most under a coalition") {
  const RuleBook book = history::book_with({"match-act-allies"});
  const auto china = history::library().network.find("CN");
  const auto stops = [&](Component component, const char* day) {
    const auto* control = book.component(version_on(book, day), component, china);
    return control == nullptr ? 0 : double{control->stops};
  };
  double before = 0;
  for (const char* day :
       {"2022-11-01", "2023-08-01", "2023-10-01", "2024-10-01", "2025-02-01", "2027-02-01", "2027-06-01"}) {
    CHECK(stops(Component::kTools, day) > before);
    before = stops(Component::kTools, day);
  }
  CHECK(stops(Component::kMemory, "2024-12-30") == 0);
  CHECK(stops(Component::kMemory, "2027-06-01") > stops(Component::kMemory, "2025-02-01"));
  CHECK(stops(Component::kFoundryDies, "2025-02-01") > stops(Component::kFoundryDies, "2024-12-01"));
  CHECK(stops(Component::kFoundryDies, "2024-11-01") == 0);
}

TEST_CASE("under the diffusion framework a buyer counts towards its country's ceiling, or its own") {
  const RuleBook book = history::book_with({"2025-01-diffusion"});
  const int version = version_on(book, "2025-06-01");
  const auto counted = [&](const char* to, const char* seat) {
    std::string names;
    const auto quotas = book.rule(version, trade("H100_SXM", to, seat)).quotas;
    for (std::size_t n = 0; n < book.quotas().size(); ++n)
      names += (quotas >> n & 1) != 0 ? book.quotas()[n] : "";
    return names;
  };
  CHECK(counted("MY", "MY") == "country-ceiling");
  CHECK(counted("MY", "US") == "validated-end-users");
  CHECK(counted("JP", "JP") == "");
  CHECK(counted("CN", "CN") == "");
  const auto h100 = trade("H100_SXM", "MY").product;
  const auto* ceiling = book.quota(
      version, static_cast<int>(std::find(book.quotas().begin(), book.quotas().end(), "country-ceiling") -
                                book.quotas().begin()));
  REQUIRE(ceiling != nullptr);
  CHECK(*ceiling->total_units / ceiling->worth[h100] == doctest::Approx(49'901).epsilon(0.001));
  CHECK(*ceiling->free_per_buyer_a_year / ceiling->worth[h100] == doctest::Approx(1'699).epsilon(0.001));
}

TEST_CASE("renting and location are free in history and not under their acts") {
  const RuleBook renting = history::book_with({"remote-access-act"});
  const RuleBook security = history::book_with({"chip-security-act"});
  const auto chip = trade("B200", "MY").product;
  const auto& network = history::library().network;
  const auto rented = [&](const RuleBook& book) {
    return book
        .remote_access(version_on(book, "2027-02-01"), chip, network.find("MY"), network.find("CN"), false)
        .verdict;
  };
  CHECK(rented(history::book()) == chokepoint::Verdict::kFree);
  CHECK(rented(renting) == chokepoint::Verdict::kDenied);
  CHECK_FALSE(security.location_verified(version_on(security, "2027-06-29"), chip));
  CHECK(security.location_verified(version_on(security, "2027-06-30"), chip));
}
