// A small regime with every type of field, for the tests of reading, describing and walking.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/input/fields.h"

namespace example {

enum class Verdict { kFree, kLicence, kBanned };

}  // namespace example

template <>
struct sim::EnumNames<example::Verdict> {
  static constexpr const char* names[] = {"free", "licence", "banned"};
};

namespace example {

struct Threshold {
  static constexpr const char* kKind = "performance_threshold";
  double tpp_limit = 0;
  std::vector<sim::Reference> places;

  template <class Visit>
  void fields(Visit& visit) {
    visit("tpp_limit", tpp_limit,
          {.says = "performance from which a licence is needed", .unit = "TPP", .low = 0, .required = true});
    visit("places", places, {.says = "where it holds"});
  }
};

struct Quota {
  static constexpr const char* kKind = "quota";
  std::int64_t chips = 0;
  Verdict above = Verdict::kBanned;
  sim::Parameter leak;

  template <class Visit>
  void fields(Visit& visit) {
    visit("chips", chips, {.says = "chips a year", .unit = "chips", .low = 0, .required = true});
    visit("above", above, {.says = "verdict above the quota"});
    visit("leak", leak, {.says = "share that is not counted", .unit = "fraction", .low = 0, .high = 1});
  }
  void check(sim::Checker& checker) {
    if (chips == 0 && above == Verdict::kFree) {
      checker.problem("above", "a quota of 0 chips bans nothing", "use licence or banned");
    }
  }
};

struct Place {
  static constexpr const char* kName = "place";
  sim::Parameter hubness;
  std::optional<sim::Series> imports;

  template <class Visit>
  void fields(Visit& visit) {
    visit("hubness", hubness,
          {.says = "how much passes through", .unit = "fraction", .low = 0, .required = true});
    visit("imports", imports, {.says = "chips that come in", .unit = "chips", .low = 0});
  }
};

struct Regime {
  sim::Date from;
  std::optional<int> weeks;
  bool strict = false;
  std::string note;
  std::uint64_t seed = 1;
  std::vector<double> shares;
  sim::Named<std::variant<Threshold, Quota>> controls;
  sim::Named<Place> places;
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "first day", .required = true});
    visit("weeks", weeks, {.says = "how long it holds", .unit = "weeks", .low = 1, .high = 520});
    visit("strict", strict, {.says = "whether doubt means no"});
    visit("note", note, {.says = "what it is"});
    visit("seed", seed, {.says = "where draws begin"});
    visit("shares", shares, {.says = "shares of the trade", .unit = "fraction", .low = 0, .high = 1});
    visit("controls", controls, {.says = "the controls by name"});
    visit("places", places, {.says = "the places by name"});
  }
};

/// What is said of a text that is read as a regime, "" when it is good.
inline std::string complaint(const std::string& text) {
  sim::Problems problems;
  const sim::Node node = sim::parse_yaml(text, "r.yaml", problems);
  Regime regime;
  if (problems.empty()) sim::read(node, regime, "regime", problems);
  return problems.describe();
}

/// A regime from a text that must be good.
inline Regime regime_of(const std::string& text) {
  sim::Problems problems;
  const sim::Node node = sim::parse_yaml(text, "r.yaml", problems);
  Regime regime;
  sim::read(node, regime, "regime", problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return regime;
}

}  // namespace example
