#include "tools/sought.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

#include "tools/scenario_files.h"
#include "tools/traced_run.h"

namespace tools {
namespace {

using chokepoint::Event;
using chokepoint::EventKind;
using chokepoint::World;

/// Kinds that can be sought, as a user says them.
struct SoughtWord {
  const char* word;
  EventKind kind;
};
constexpr SoughtWord kWords[] = {
    {"order", EventKind::kOrdered},      {"refusal", EventKind::kRefusedBySeller},
    {"delivery", EventKind::kDelivered}, {"arrival", EventKind::kSmuggledIn},
    {"seizure", EventKind::kSeized},     {"listing", EventKind::kListed},
    {"case", EventKind::kCaseOpened},    {"licence", EventKind::kFiled}};

/// "2024", "2024-01" and "2024-01-15"; nothing when it is no day.
std::optional<sim::Date> day_named(const std::string& text) {
  return sim::Date::parse(text.size() == 4 ? text + "-01-01" : text.size() == 7 ? text + "-01" : text);
}

/// 1 for "first", 3 for "3rd" or "3"; 0 when it is no number.
std::uint64_t rank_named(const std::string& word) {
  if (word == "first") return 1;
  std::uint64_t rank = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), rank);
  const std::string_view rest(read.ptr, static_cast<std::size_t>(word.data() + word.size() - read.ptr));
  const bool is_rank = rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  return read.ec == std::errc() && is_rank ? rank : 0;
}

}  // namespace

bool Sought::fits(const sim::Calendar& calendar, const Event& event) const {
  if (event.kind != kind || (order != 0 && event.order != order)) return false;
  if (!chip.is_none() && event.product != chip) return false;
  const sim::Date day = calendar.date_of(event.week);
  return (!after || day >= *after) && (!before || day < *before);
}

std::vector<std::string> sought_words() {
  std::vector<std::string> words;
  for (const SoughtWord& word : kWords) words.emplace_back(word.word);
  return words;
}

Sought read_sought(const std::string& text, const chokepoint::Setting& setting, sim::Problems& problems) {
  Sought sought;
  std::istringstream words(text);
  std::string word;
  words >> word;
  if (const std::uint64_t rank = rank_named(word)) {
    sought.nth = rank;
    words >> word;
  }
  const auto* found = std::find_if(std::begin(kWords), std::end(kWords),
                                   [&](const SoughtWord& known) { return word == known.word; });
  if (found == std::end(kWords)) {
    problems.add(argument("--find"), fmt::format("unknown word '{}'", word),
                 sim::did_you_mean(word, sought_words()));
    return sought;
  }
  sought.kind = found->kind;
  for (std::string what; words >> word;) {
    what.clear();
    words >> what;
    if (word == "of") {
      const auto answer = setting.catalogue.find_by_user_text(what);
      if (answer.product.is_none())
        problems.add(argument("--find"), fmt::format("unknown chip '{}'", what), answer.why);
      sought.chip = answer.product;
    } else if (word == "after" || word == "before") {
      const auto date = day_named(what);
      if (!date)
        problems.add(argument("--find"), fmt::format("bad date '{}'", what),
                     "expected a day such as 2024-06-01, or 2024-06, or 2024");
      (word == "after" ? sought.after : sought.before) = date;
    } else {
      problems.add(argument("--find"), fmt::format("unknown word '{}'", word),
                   sim::did_you_mean(word, std::vector<std::string>{"of", "after", "before"}));
    }
  }
  return sought;
}

Found find_event(World world, const Sought& sought) {
  Found found;
  run_traced(world, [&](const World& now, std::span<const Event> events) {
    for (const Event& event : events) {
      if (!sought.fits(now.setting->calendar, event) || ++found.seen < sought.nth) continue;
      found.event = event;
      return Then::kStop;
    }
    return Then::kGoOn;
  });
  found.orders = world.orders_placed;
  return found;
}

}  // namespace tools
