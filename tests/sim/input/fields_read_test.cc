#include "sim/input/fields.h"

#include <doctest/doctest.h>

using sim::Named;
using sim::Node;
using sim::Problems;

namespace {

enum class Verdict { kFree, kLicence, kBanned };

}  // namespace

template <>
struct sim::EnumNames<Verdict> {
  static constexpr const char* names[] = {"free", "licence", "banned"};
};

namespace {

struct Threshold {
  static constexpr const char* kKind = "performance_threshold";
  double tpp_limit = 0;
  std::vector<sim::Reference> places;

  template <class Visit>
  void fields(Visit& visit) {
    visit("tpp_limit", tpp_limit,
          {.says = "total processing performance from which a licence is needed",
           .unit = "TPP",
           .low = 0,
           .required = true});
    visit("places", places, {.says = "where it holds"});
  }
};

struct Quota {
  static constexpr const char* kKind = "quota";
  std::int64_t chips = 0;
  Verdict above = Verdict::kBanned;

  template <class Visit>
  void fields(Visit& visit) {
    visit("chips", chips, {.says = "chips a year", .unit = "chips", .low = 0, .required = true});
    visit("above", above, {.says = "verdict above the quota"});
  }
  void check(sim::Checker& checker) {
    if (chips == 13) checker.problem("chips", "chips: 13 is unlucky", "choose another");
  }
};

struct Regime {
  sim::Date from;
  std::optional<int> weeks;
  bool strict = false;
  std::string note;
  sim::Where at;
  std::vector<double> shares;
  Named<std::variant<Threshold, Quota>> controls;

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "first day", .required = true});
    visit("weeks", weeks, {.says = "how long it holds", .unit = "weeks", .low = 1, .high = 520});
    visit("strict", strict, {.says = "whether doubt means no"});
    visit("note", note, {.says = "what it is"});
    visit("shares", shares, {.says = "shares", .unit = "fraction", .low = 0, .high = 1});
    visit("controls", controls, {.says = "the controls by name"});
  }
};

/// What is said of a text that is read as a regime.
std::string complaint(const std::string& text) {
  Problems problems;
  const Node node = sim::parse_yaml(text, "r.yaml", problems);
  Regime regime;
  if (problems.empty()) sim::read(node, regime, "regime", problems);
  return problems.describe();
}

Regime regime_of(const std::string& text) {
  Problems problems;
  Regime regime;
  sim::read(sim::parse_yaml(text, "r.yaml", problems), regime, "regime", problems);
  REQUIRE(problems.describe() == "");
  return regime;
}

}  // namespace

TEST_CASE("a struct is read with its dates, lists, named things and kinds") {
  const Regime regime = regime_of(
      "from: 2023-10-17\nweeks: 52\nstrict: true\nnote: 2023-10\nshares: [0.5, 1e-1, .25]\n"
      "controls:\n  chips:\n    kind: performance_threshold\n    tpp_limit: 4800\n    places: [CN, HK]\n"
      "  caps: {kind: quota, chips: 5e4, above: licence}\n");
  CHECK(regime.from == sim::Date::of(2023, 10, 17));
  CHECK(regime.weeks == 52);
  CHECK(regime.strict);
  CHECK(regime.note == "2023-10");
  CHECK(regime.shares == std::vector<double>{0.5, 0.1, 0.25});
  CHECK(regime.controls.names() == std::vector<std::string>{"chips", "caps"});
  const auto& threshold = std::get<Threshold>(*regime.controls.find("chips"));
  CHECK(threshold.tpp_limit == 4800);
  CHECK(threshold.places[1].name == "HK");
  CHECK(threshold.places[1].at.describe() == "r.yaml:10:18");
  const auto& quota = std::get<Quota>(*regime.controls.find("caps"));
  CHECK(quota.chips == 50000);
  CHECK(quota.above == Verdict::kLicence);
  CHECK(regime.controls.entries[1].at.describe() == "r.yaml:11:3");
}

TEST_CASE("a misspelt field is one problem, not also a missing one") {
  CHECK(complaint(
            "from: 2023-10-17\ncontrols:\n  chips:\n    kind: performance_threshold\n    tpp_limt: 4800\n") ==
        "r.yaml:5:5: unknown field 'tpp_limt' in performance_threshold (did you mean 'tpp_limit'?)\n"
        "        tpp_limt: 4800\n"
        "        ^\n");
}
