#include "models/law/made_books.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace chokepoint {
namespace {

/// Every figure and word of a chip that a rule may look at.
struct Facts {
  std::string text;

  template <class T>
  void operator()(std::string_view, const T& value, const sim::Says&) {
    // Their bytes: to write numbers in decimals takes as long as to build a book.
    if constexpr (std::is_same_v<T, std::optional<double>>) {
      if (value) append_bytes(*value);
    } else if constexpr (std::is_same_v<T, std::string>) {
      text += value;
    } else if constexpr (std::is_same_v<T, sim::Date>) {
      append_bytes(value.days);
    } else if constexpr (std::is_same_v<T, sim::Reference>) {
      text += value.name;
    } else if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>) {
      append_bytes(value);
    }
    text += '\n';
  }

  template <class T>
  void append_bytes(const T& value) {
    text.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
};

bool is_same_place(const sim::Where& a, const sim::Where& b) {
  return a.text == b.text && a.line == b.line && a.column == b.column;
}

/// All that a book follows from. A regime is its file as it was read, which places in the book point into.
struct Origin {
  std::string text;
  std::vector<sim::Where> regimes;

  bool operator==(const Origin& other) const {
    return text == other.text && std::ranges::equal(regimes, other.regimes, is_same_place);
  }
};

/// Of what is written; nothing where a regime is of no file.
std::optional<Origin> origin_of(std::span<const Regime> known, std::span<const CalendarEntry> calendar) {
  const auto day = [](const std::optional<sim::Date>& date) { return date ? date->iso() : "-"; };
  Origin origin;
  for (const Regime& regime : known) {
    if (regime.at.text == nullptr) return std::nullopt;
    origin.regimes.push_back(regime.at);
    origin.text += fmt::format("{} {} {}\n", regime.regime, day(regime.effective), day(regime.until));
  }
  for (const CalendarEntry& entry : calendar)
    origin.text += fmt::format("{} {} {}\n", entry.regime.name, day(entry.from), day(entry.until));
  return origin;
}

/// And of what its names mean.
Origin origin_of(Origin law, const Catalogue& catalogue, const PlaceNetwork& network) {
  for (const std::string& name : network.set_names())
    law.text += fmt::format("{} {}\n", name, network.set_of(name)->to_string());
  law.text += text_of(catalogue);
  return law;
}

/// What was lately made of one origin or another. For any thread.
template <class T>
class Made {
 public:
  std::optional<T> find(const Origin& origin) {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(made_.begin(), made_.end(), [&](const auto& made) { return made.first == origin; });
    return found == made_.end() ? std::nullopt : std::optional<T>(found->second);
  }
  void keep(Origin origin, T book) {
    const std::lock_guard lock(mutex_);
    if (made_.size() >= kMost) made_.pop_front();
    made_.emplace_back(std::move(origin), std::move(book));
  }

 private:
  static constexpr std::size_t kMost = 64;  // a book takes about a megabyte
  std::mutex mutex_;
  std::deque<std::pair<Origin, T>> made_;
};

// Never taken down: that costs more than the system does it for.
Made<RuleBook>& made_books() {
  static auto& books = *new Made<RuleBook>;
  return books;
}
Made<std::shared_ptr<const WrittenLaw>>& made_laws() {
  static auto& laws = *new Made<std::shared_ptr<const WrittenLaw>>;
  return laws;
}

std::shared_ptr<const WrittenLaw> law_of(const Origin& origin, std::span<const Regime> known,
                                         std::span<const CalendarEntry> calendar, sim::Problems& problems) {
  if (auto law = made_laws().find(origin)) return *std::move(law);
  const std::size_t before = problems.size();
  auto law = std::make_shared<const WrittenLaw>(read_law(known, calendar, problems));
  if (problems.size() == before) made_laws().keep(origin, law);
  return law;
}

/// Of the files that were asked for last.
class WrittenRegimes {
 public:
  std::string text_of(std::span<const sim::Node> regimes) {
    const std::lock_guard lock(mutex_);
    const auto at = [](const sim::Node& regime) -> const sim::Where& { return regime.at; };
    if (regimes.empty() || regimes.front().at.text == nullptr ||
        !std::ranges::equal(regimes, of_, is_same_place, at)) {
      of_.clear();
      text_.clear();
      for (const sim::Node& regime : regimes) {
        of_.push_back(regime.at);
        text_ += sim::write_yaml(regime);
      }
    }
    return text_;
  }

 private:
  std::mutex mutex_;
  std::vector<sim::Where> of_;
  std::string text_;
};

}  // namespace

std::string text_of(std::span<const sim::Node> regimes) {
  static WrittenRegimes written;
  return written.text_of(regimes);
}

std::string text_of(const Catalogue& catalogue) {
  Facts facts;
  for (const auto product : sim::ids(catalogue.key)) {
    facts.text += catalogue.key[product] + '\n';
    Chip chip = catalogue.chip[product];
    chip.fields(facts);
  }
  return facts.text;
}

RuleBook made_rule_book(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                        const Catalogue& catalogue, const PlaceNetwork& network, sim::Problems& problems) {
  const std::optional<Origin> written = origin_of(known, calendar);
  if (!written) return build_rule_book(known, calendar, catalogue, network, problems);
  Origin origin = origin_of(*written, catalogue, network);
  if (std::optional<RuleBook> book = made_books().find(origin)) return *std::move(book);
  const std::size_t before = problems.size();
  const auto law = law_of(*written, known, calendar, problems);
  RuleBook book = build_rule_book(*law, known, catalogue, network, problems);
  if (problems.size() == before) made_books().keep(std::move(origin), book);
  return book;
}

}  // namespace chokepoint
