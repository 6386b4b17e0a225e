// Regimes written in a test, over the shipped catalogue and places.
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/models/law/history.h"

namespace written {

/// A regime that stands alone: named `name`, in force from a day; `rest` are further lines of the file.
inline std::string regime(const std::string& name, const std::string& effective, const std::string& rest) {
  return fmt::format("regime: {}\ntitle: t\neffective: {}\nsource: s\nconfidence: A\n{}", name, effective,
                     rest);
}

/// A rule book of regimes written in a test, each in the calendar under its own dates, with what was wrong.
struct Law {
  std::vector<chokepoint::Regime> regimes;
  chokepoint::RuleBook book;
  std::string problems;

  explicit Law(const std::vector<std::string>& texts, std::vector<chokepoint::CalendarEntry> calendar = {}) {
    sim::Problems found;
    std::vector<sim::Node> files;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      files.push_back(sim::parse_yaml(texts[i], fmt::format("{}.yaml", i + 1), found));
    }
    regimes = chokepoint::read_regimes(files, found);
    if (calendar.empty()) calendar = chokepoint::calendar_of_history(regimes);
    const auto& library = history::library();
    book = chokepoint::build_rule_book(regimes, calendar, library.catalogue, library.network, found);
    problems = found.describe();
  }

  std::string on(const char* day, const chokepoint::Trade& trade) const {
    return chokepoint::in_words(book.rule(book.version_of(*sim::Date::parse(day)), trade));
  }
};

/// The first line of what was wrong.
inline std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

inline chokepoint::CalendarEntry entry(const std::string& name, const char* from = nullptr,
                                       const char* until = nullptr) {
  chokepoint::CalendarEntry made;
  made.regime.name = name;
  if (from != nullptr) made.from = sim::Date::parse(from);
  if (until != nullptr) made.until = sim::Date::parse(until);
  return made;
}

/// Denies chips at or above a TPP to China.
inline const std::string kBan =
    "controls:\n  ban:\n    kind: performance_threshold\n    items: {big: {tpp_limit: 4800}}\n"
    "    verdicts: {all: {items: [big], to: [CN], verdict: denied}}\n";

}  // namespace written
