#include "models/law.h"

#include <algorithm>

#include <fmt/format.h>

namespace chokepoint {

std::vector<Law> write_laws(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                            std::span<const LoopholeInput> loopholes, const Catalogue& catalogue,
                            const PlaceNetwork& places, sim::Problems& problems) {
  std::vector<CalendarEntry> entries(calendar.begin(), calendar.end());
  std::vector<Law> laws;
  const auto write = [&] {
    laws.push_back({build_rule_book(known, entries, catalogue, places, problems), {}, {}, {}});
  };
  write();
  for (const LoopholeInput& loophole : loopholes) {
    if (!problems.empty()) break;
    entries.push_back({loophole.closes, loophole.since, std::nullopt, std::nullopt, loophole.at});
    write();
    // Quotas in use are counted by their number, which must not change when a loophole is closed.
    const auto before = laws.front().rules.quotas();
    const auto now = laws.back().rules.quotas();
    if (!std::equal(before.begin(), before.end(), now.begin(), now.end())) {
      problems.add(loophole.at, fmt::format("'{}' changes the quotas", loophole.closes.name),
                   "what closes a loophole cannot");
    }
  }
  return laws;
}

void lay_out_eras(std::vector<Law>& laws, const sim::Calendar& calendar) {
  for (Law& law : laws) {
    law.era_of_week.clear();
    for (int week = 0; week < calendar.weeks; ++week)
      law.era_of_week.push_back(law.rules.era_of(calendar.date_of(week)));
  }
}

void compile(std::vector<Law>& laws, const Catalogue& catalogue, const PlaceNetwork& places) {
  for (Law& law : laws) law.rulings.emplace(law.rules, catalogue, places);
}

}  // namespace chokepoint
