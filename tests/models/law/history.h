// The shipped catalogue, places and regimes, for tests of the law.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "models/law/rule_book.h"
#include "tools/scenarios/folder.h"

namespace history {

inline const tools::Library& library() {
  static const tools::Library kLibrary = [] {
    sim::Problems problems;
    tools::Library read = tools::read_library(REPOSITORY "/scenarios", problems);
    REQUIRE_MESSAGE(problems.empty(), problems.describe());
    return read;
  }();
  return kLibrary;
}

/// The rule book of these regimes alone, and of what they extend.
inline chokepoint::RuleBook book_of(const std::vector<std::string>& regimes) {
  std::vector<chokepoint::CalendarEntry> calendar;
  for (const std::string& regime : regimes) calendar.emplace_back().regime.name = regime;
  sim::Problems problems;
  auto book = chokepoint::build_rule_book(library().regimes, calendar, library().catalogue, library().network,
                                          problems);
  REQUIRE_MESSAGE(problems.empty(), problems.describe());
  return book;
}

/// The rule book of history.
inline const chokepoint::RuleBook& book() {
  static const chokepoint::RuleBook kBook = [] {
    sim::Problems problems;
    const auto calendar = chokepoint::calendar_of_history(library().regimes);
    auto built = chokepoint::build_rule_book(library().regimes, calendar, library().catalogue,
                                             library().network, problems);
    REQUIRE_MESSAGE(problems.empty(), problems.describe());
    return built;
  }();
  return kBook;
}

/// The rule book of history and of these regimes besides.
inline chokepoint::RuleBook book_with(const std::vector<std::string>& drafts) {
  auto calendar = chokepoint::calendar_of_history(library().regimes);
  for (const std::string& draft : drafts) calendar.emplace_back().regime.name = draft;
  sim::Problems problems;
  auto built = chokepoint::build_rule_book(library().regimes, calendar, library().catalogue,
                                           library().network, problems);
  REQUIRE_MESSAGE(problems.empty(), problems.describe());
  return built;
}

inline chokepoint::Trade trade(std::string_view chip, std::string_view to, std::string_view hq = "",
                               std::string_view from = "US") {
  const auto& network = library().network;
  const auto product = library().catalogue.find(chip);
  REQUIRE_MESSAGE(!product.is_none(), chip);
  return {product, network.find(from), network.find(to), network.find(hq.empty() ? to : hq), false};
}

}  // namespace history
