#include "tools/trace/find_event.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/scenarios/files.h"
#include "tools/trace/traced_run.h"

namespace tools {
namespace {

using chokepoint::Event;
using chokepoint::EventKind;
using chokepoint::World;

/// Kinds in words other than those of trace, as a user says them.
struct SoughtWord {
  const char* word;
  std::vector<EventKind> kinds;
};

const std::vector<SoughtWord>& words_for_kinds() {
  static const std::vector<SoughtWord> words{{"order", {EventKind::kOrdered}},
                                             {"refusal",
                                              {EventKind::kRefusedBySeller, EventKind::kRefusedByRule,
                                               EventKind::kRefusedAtGate, EventKind::kCutByQuota}},
                                             {"delivery", {EventKind::kDelivered}},
                                             {"arrival", {EventKind::kSmuggledIn}},
                                             {"seizure", {EventKind::kSeized}},
                                             {"listing", {EventKind::kListed}},
                                             {"case", {EventKind::kCaseOpened}},
                                             {"licence", {EventKind::kFiled}}};
  return words;
}

EventKinds set_of(const std::vector<EventKind>& kinds) {
  EventKinds set{};
  for (const EventKind kind : kinds) set[static_cast<std::size_t>(kind)] = true;
  return set;
}

/// The kinds that a word stands for; nothing when it is none.
std::optional<EventKinds> kinds_named(const std::string& name) {
  for (const SoughtWord& known : words_for_kinds()) {
    if (name == known.word) return set_of(known.kinds);
  }
  if (const auto kind = kind_named(name)) return set_of({*kind});
  return std::nullopt;
}

/// Whether a word begins what limits the kind, and so ends its name.
bool begins_a_limit(const std::string& word) { return word == "of" || word == "after" || word == "before"; }

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

bool EventSearch::fits(const World& world, const Event& event) const {
  if (!kinds[static_cast<std::size_t>(event.kind)] || (order != 0 && event.order != order)) return false;
  if (!chip.is_none() && event.product != chip) return false;
  const sim::Date day = world.scenario->calendar.date_of(event.week);
  if ((after && day < *after) || (before && day >= *before)) return false;
  return who.takes_part(EventWords(world), event);
}

EventKinds kinds_of_an_order() {
  return set_of({EventKind::kOrdered, EventKind::kRefusedByRule, EventKind::kRefusedAtGate});
}

std::vector<std::string> event_search_words() {
  std::vector<std::string> words;
  for (const SoughtWord& known : words_for_kinds()) words.emplace_back(known.word);
  for (const std::string& kind : kind_names()) words.push_back(kind);
  return words;
}

EventSearch read_event_search(const std::string& text, const chokepoint::Scenario& scenario,
                              sim::Problems& problems) {
  EventSearch search;
  std::istringstream stream(text);
  std::vector<std::string> words{std::istream_iterator<std::string>(stream), {}};
  auto at = words.begin();
  if (at != words.end()) {
    if (const std::uint64_t rank = rank_named(*at)) {
      search.nth = rank;
      ++at;
    }
  }
  // A kind may have several words: all up to a limit.
  const auto limits = std::find_if(at, words.end(), begins_a_limit);
  const std::string kind = fmt::format("{}", fmt::join(at, limits, " "));
  if (const auto kinds = kinds_named(kind)) {
    search.kinds = *kinds;
    at = limits;
  } else if (at != limits && kinds_named(*at)) {
    search.kinds = *kinds_named(*at++);
  } else {
    problems.add(argument("--find"), fmt::format("unknown word '{}'", kind),
                 sim::did_you_mean(kind, event_search_words()));
    return search;
  }
  while (at != words.end()) {
    const std::string word = *at++;
    const std::string what = at == words.end() ? "" : *at++;
    if (word == "of") {
      const auto answer = scenario.catalogue.find_by_user_text(what);
      if (answer.product.is_none())
        problems.add(argument("--find"), fmt::format("unknown chip '{}'", what), answer.why);
      search.chip = answer.product;
    } else if (word == "after" || word == "before") {
      const auto date = day_named(what);
      if (!date)
        problems.add(argument("--find"), fmt::format("bad date '{}'", what),
                     "expected a day such as 2024-06-01, or 2024-06, or 2024");
      (word == "after" ? search.after : search.before) = date;
    } else {
      problems.add(argument("--find"), fmt::format("unknown word '{}'", word),
                   sim::did_you_mean(word, std::vector<std::string>{"of", "after", "before"}));
    }
  }
  return search;
}

FoundEvent find_event(World world, const EventSearch& search) {
  FoundEvent found;
  run_traced(world, [&](const World& now, std::span<const Event> events) {
    for (const Event& event : events) {
      if (!search.fits(now, event) || ++found.seen < search.nth) continue;
      found.event = event;
      return Tracing::kStop;
    }
    return Tracing::kGoOn;
  });
  found.orders = world.stocks.orders;
  return found;
}

}  // namespace tools
