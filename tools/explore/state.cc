#include "tools/explore/state.h"

#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "tools/console/program.h"
#include "tools/console/refusal.h"

namespace tools {
namespace {

using Names = std::array<const char*, kSides>;
constexpr Names kPolicy{"a", "b"};
constexpr Names kOverrides{"a.set", "b.set"};

/// The first word of a name, as far as it is not too long.
std::optional<std::string> word_of(const QueryWords& words, const std::string& name,
                                   sim::Problems& problems) {
  const auto found = words.find(name);
  if (found == words.end() || found->second.empty()) return std::nullopt;
  if (found->second.size() <= kLongestWord) return found->second;
  problems.add(argument(name), "too long", fmt::format("{} bytes at most", kLongestWord));
  return std::nullopt;
}

template <class T>
std::optional<T> number_of_word(const std::string& word) {
  T number{};
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return number;
}

template <class T>
void read_whole(const QueryWords& words, const std::string& name, T low, T high, T& into,
                sim::Problems& problems) {
  const auto word = word_of(words, name, problems);
  if (!word) return;
  const auto number = number_of_word<T>(*word);
  if (number && *number >= low && *number <= high) {
    into = *number;
  } else {
    problems.add(argument(name), fmt::format("'{}' is no whole number from {} to {}", *word, low, high));
  }
}

void read_side(const QueryWords& words, std::size_t side, ExploreSide& into, sim::Problems& problems) {
  if (const auto policy = word_of(words, kPolicy[side], problems)) into = {*policy};
  const auto [first, last] = words.equal_range(kOverrides[side]);
  if (first != last) into.overrides.clear();
  for (auto word = first; word != last; ++word) {
    if (into.overrides.size() == kMostOverrides) {
      problems.add(argument(kOverrides[side]), "too many values are set",
                   fmt::format("{} at most", kMostOverrides));
      return;
    }
    if (word->second.size() > kLongestWord) {
      problems.add(argument(kOverrides[side]), "too long", fmt::format("{} bytes at most", kLongestWord));
      return;
    }
    if (!word->second.empty()) into.overrides.push_back(word->second);
  }
}

/// As a part of a query may stand in an address.
std::string encoded(std::string_view text) {
  std::string all;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_';
    all += is_plain ? std::string(1, letter) : fmt::format("%{:02X}", byte);
  }
  return all;
}

std::string question_words(const RunQuestion& question) {
  std::string words;
  if (!question.measure.empty()) words += " --measure " + shell_word(question.measure);
  for (const int year : question.years) words += fmt::format(" --years {}", year);
  if (question.at_least) words += fmt::format(" --at-least {}", *question.at_least);
  return words;
}

std::string override_words(const ExploreSide& side) {
  std::string words;
  for (const std::string& set : side.overrides) words += " --set " + shell_word(set);
  return words;
}

}  // namespace

ExploreState read_state(const QueryWords& words, const ExploreState& usual, sim::Problems& problems) {
  ExploreState state = usual;
  for (std::size_t side = 0; side < kSides; ++side) read_side(words, side, state.sides[side], problems);
  if (const auto measure = word_of(words, "measure", problems)) state.question.measure = *measure;
  int year = 0;
  read_whole(words, "year", 1, 9999, year, problems);
  if (year != 0) state.question.years = {year};
  if (const auto word = word_of(words, "at_least", problems)) {
    state.question.at_least = number_of_word<double>(*word);
    if (!state.question.at_least || !std::isfinite(*state.question.at_least))
      problems.add(argument("at_least"), fmt::format("'{}' is no number", *word));
  }
  read_whole<std::uint64_t>(words, "seed", 0, UINT64_MAX, state.seed, problems);
  read_whole<std::uint64_t>(words, "runs", 1, kMostExploredRuns, state.runs, problems);
  return state;
}

std::string query_of(const ExploreState& state) {
  std::string query;
  const auto add = [&](const char* name, const std::string& value) {
    query += fmt::format("{}{}={}", query.empty() ? "" : "&", name, encoded(value));
  };
  for (std::size_t side = 0; side < kSides; ++side) {
    add(kPolicy[side], state.sides[side].policy);
    for (const std::string& set : state.sides[side].overrides) add(kOverrides[side], set);
  }
  if (!state.question.measure.empty()) add("measure", state.question.measure);
  for (const int year : state.question.years) add("year", fmt::format("{}", year));
  if (state.question.at_least) add("at_least", fmt::format("{}", *state.question.at_least));
  add("seed", fmt::format("{}", state.seed));
  add("runs", fmt::format("{}", state.runs));
  return query;
}

std::vector<std::string> command_lines(const ExploreState& state, const std::string& more) {
  const auto& [a, b] = state.sides;
  const std::string others =
      fmt::format(" -n {} --seed {}{}{}", state.runs, state.seed, question_words(state.question), more);
  const auto run = [&](const ExploreSide& side) {
    return fmt::format("{} run {}{}{}", typed_program(), shell_word(side.policy), override_words(side),
                       others);
  };
  if (a == b) return {run(a)};
  if (a.overrides != b.overrides || a.policy == b.policy) return {run(a), run(b)};
  return {fmt::format("{} compare {} {}{}{}", typed_program(), shell_word(a.policy), shell_word(b.policy),
                      override_words(a), others)};
}

}  // namespace tools
