#include "models/law/law.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "models/law/made_books.h"

namespace chokepoint {

std::vector<Law> write_laws(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                            std::span<const LoopholeInput> loopholes, const Catalogue& catalogue,
                            const PlaceNetwork& places, sim::Problems& problems) {
  std::vector<CalendarEntry> entries(calendar.begin(), calendar.end());
  std::vector<Law> laws;
  const auto write = [&] {
    laws.push_back({made_rule_book(known, entries, catalogue, places, problems), {}, {}, {}});
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

void lay_out_versions(std::vector<Law>& laws, const sim::Calendar& calendar) {
  for (Law& law : laws) {
    law.version_of_week.clear();
    for (int week = 0; week < calendar.weeks; ++week)
      law.version_of_week.push_back(law.rules.version_of(calendar.date_of(week)));
  }
}

namespace {

using Tables = std::vector<std::shared_ptr<const RulingTable>>;

/// The last tables that were made, by what they follow from. A table takes up to some megabytes.
class MadeTables {
 public:
  std::optional<Tables> find(const std::string& text) {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(made_.begin(), made_.end(), [&](const auto& made) { return made.first == text; });
    return found == made_.end() ? std::nullopt : std::optional(found->second);
  }
  void keep(const std::string& text, const Tables& tables) {
    const std::lock_guard lock(mutex_);
    if (made_.size() >= kMost) made_.pop_front();
    made_.emplace_back(text, tables);
  }

 private:
  static constexpr std::size_t kMost = 8;
  std::mutex mutex_;
  std::deque<std::pair<std::string, Tables>> made_;
};

}  // namespace

void compile(std::vector<Law>& laws, const Catalogue& catalogue, const PlaceNetwork& places,
             const std::string& rules) {
  static MadeTables& made = *new MadeTables;  // never taken down: that costs more than the system does it for
  const std::string text = rules + text_of(catalogue);
  std::optional<Tables> tables = made.find(text);
  if (!tables) {
    tables.emplace();
    for (const Law& law : laws)
      tables->push_back(std::make_shared<const RulingTable>(law.rules.versions().size(), catalogue.size(),
                                                            places.places()));
    made.keep(text, *tables);
  }
  for (std::size_t i = 0; i < laws.size(); ++i) laws[i].rulings = (*tables)[i];
}

}  // namespace chokepoint
