#include <doctest/doctest.h>

#include "tests/sim/input/example.h"

using example::complaint;
using example::regime_of;

namespace {

/// What is said of one field of a regime that is otherwise good: the first line, without its place.
std::string said_of(const std::string& field_line) {
  const std::string all = complaint("from: 2023-10-17\n" + field_line + "\n");
  const std::string line = all.substr(0, all.find('\n'));
  const std::string place = "r.yaml:2:";
  if (!line.starts_with(place)) return line;
  return line.substr(line.find(' ') + 1);
}

}  // namespace

TEST_CASE("a struct is read with its dates, lists, named things and kinds") {
  const example::Regime regime = regime_of(
      "from: 2023-10-17\nweeks: 52\nstrict: true\nnote: 2023-10\nshares: [0.5, 1e-1, .25]\n"
      "controls:\n  chips:\n    kind: performance_threshold\n    tpp_limit: 4800\n    places: [CN, HK]\n"
      "  caps: {kind: quota, chips: 5e4, above: licence}\n");
  CHECK(regime.from == sim::Date::of(2023, 10, 17));
  CHECK(regime.weeks == 52);
  CHECK(regime.strict);
  CHECK(regime.note == "2023-10");
  CHECK(regime.shares == std::vector<double>{0.5, 0.1, 0.25});
  CHECK(regime.controls.names() == std::vector<std::string>{"chips", "caps"});
  const auto& threshold = std::get<example::Threshold>(*regime.controls.find("chips"));
  CHECK(threshold.tpp_limit == 4800);
  CHECK(threshold.places[1].name == "HK");
  const auto& quota = std::get<example::Quota>(*regime.controls.find("caps"));
  CHECK(quota.chips == 50000);
  CHECK(quota.above == example::Verdict::kLicence);
}

TEST_CASE("what is read knows its place") {
  const example::Regime regime = regime_of(
      "from: 2023-10-17\ncontrols:\n  chips:\n    kind: performance_threshold\n    tpp_limit: 1\n"
      "    places: [CN, HK]\n  caps: {kind: quota, chips: 5e4}\n");
  CHECK(regime.at.describe() == "r.yaml:1:1");
  CHECK(regime.controls.entries[1].at.describe() == "r.yaml:7:3");
  CHECK(std::get<example::Threshold>(*regime.controls.find("chips")).places[1].at.describe() ==
        "r.yaml:6:18");
}

TEST_CASE("what is not written keeps its default, and null is none") {
  const example::Regime regime = regime_of("from: 2023-10-17\nweeks: null\n");
  CHECK(regime.seed == 1);
  CHECK(!regime.weeks.has_value());
  CHECK(regime.shares.empty());
}

TEST_CASE("an entry laid over with null is taken out") {
  const example::Regime regime =
      regime_of("from: 2023-10-17\ncontrols:\n  a: {kind: quota, chips: 1}\n  b: ~\n");
  CHECK(regime.controls.names() == std::vector<std::string>{"a"});
}

TEST_CASE("a misspelt field is one problem, not also a missing one") {
  CHECK(complaint(
            "from: 2023-10-17\ncontrols:\n  chips:\n    kind: performance_threshold\n    tpp_limt: 4800\n") ==
        "r.yaml:5:5: unknown field 'tpp_limt' in performance_threshold (did you mean 'tpp_limit'?)\n"
        "        tpp_limt: 4800\n"
        "        ^\n");
}

TEST_CASE("a missing field is reported at the key of its struct") {
  CHECK(complaint("from: 2023-10-17\nplaces:\n  AE:\n    imports: null\n") ==
        "r.yaml:3:3: missing field 'hubness' in place 'AE' (how much passes through; fraction)\n"
        "      AE:\n"
        "      ^\n");
}

TEST_CASE("all problems are said at once, in the order of the text") {
  CHECK(complaint("weeks: 0\nstrict: yes\nfrom: 2023-02-30\n") ==
        "r.yaml:1:8: weeks: 0 is below the least, 1 (in weeks)\n"
        "    weeks: 0\n"
        "           ^\n"
        "r.yaml:2:9: strict: expected true or false, got text 'yes' (use true or false)\n"
        "    strict: yes\n"
        "            ^\n"
        "r.yaml:3:7: from: expected a date, got '2023-02-30' (there is no such day)\n"
        "    from: 2023-02-30\n"
        "          ^\n"
        "3 problems\n");
}

TEST_CASE("each wrong value is told from what was expected, with how to write it") {
  const std::pair<const char*, const char*> cases[] = {
      {"shares: 0.5", "shares: expected a list, got the number 0.5 (write [0.5])"},
      {"shares: [0.5, 1.5]", "item 2 of shares: 1.5 is above the most, 1 (as a fraction)"},
      {"shares: [abc]", "item 1 of shares: expected a number, got text 'abc'"},
      {"shares: [50%]", "item 1 of shares: expected a number, got '50%' (write 50 % as 0.5)"},
      {"shares: [010]", "item 1 of shares: expected a number, got '010' (no leading zeros: write 10)"},
      {"shares: [0x10]", "item 1 of shares: expected a number, got '0x10' (write it in decimals)"},
      {"shares: [.nan]", "item 1 of shares: expected a number, got '.nan' (only finite numbers)"},
      {"shares: [-.inf]", "item 1 of shares: expected a number, got '-.inf' (only finite numbers)"},
      {"shares: [1e999]",
       "item 1 of shares: expected a number, got '1e999' (too large or too small for a number)"},
      {"shares: ['0.5']", "item 1 of shares: expected a number, got text '0.5' (take the quotes away)"},
      {"shares: [1_000]",
       "item 1 of shares: expected a number, got '1_000' (write it without separators: 1000)"},
      {"shares:", "shares: expected a list, got nothing (write [] for none)"},
      {"shares: {a: 1}", "shares: expected a list, got a map (begin each item with '- ')"},
      {"weeks: 5.5", "weeks: expected a whole number, got 5.5 (in weeks)"},
      {"weeks: 1000", "weeks: 1000 is above the most, 520 (in weeks)"},
      {"weeks:", "weeks: expected a number, got nothing"},
      {"weeks: [5]", "weeks: expected a number, got a list"},
      {"weeks: true", "weeks: expected a number, got true"},
      {"seed: -1", "seed: -1 does not fit (whole numbers from 0 to 18446744073709551615)"},
      {"strict: 1", "strict: expected true or false, got the number 1 (use true or false)"},
      {"strict: 'true'", "strict: expected true or false, got text 'true' (use true or false)"},
      {"note: [a]", "note: expected text, got a list"},
      {"controls: [a]",
       "controls: expected a map, got a list (give each a name: 'name: ...' in place of '- ...')"},
      {"controls: {a: {chips: 1}}",
       "missing field 'kind' in controls 'a' (accepted: performance_threshold, quota)"},
      {"controls: {a: {kind: qouta}}", "unknown kind 'qouta' (did you mean 'quota'?)"},
      {"controls: {a: {kind: [quota]}}",
       "kind: expected a name, got a list (accepted: performance_threshold, quota)"},
      {"controls: {a: {kind: quota, chips: 1, above: bannd}}",
       "unknown above 'bannd' (did you mean 'banned'?)"},
      {"controls: {a: {kind: quota, chips: 1, above: maybe}}",
       "unknown above 'maybe' (accepted: free, licence, banned)"},
      {"controls: {a: {kind: quota, chips: 0, above: free}}",
       "a quota of 0 chips bans nothing (use licence or banned)"},
      {"controls: {a: {kind: performance_threshold, tpp_limit: 1, places: ['']}}",
       "item 1 of places: expected a name, got text ''"},
      {"color: red",
       "unknown field 'color' in regime (accepted: from, weeks, strict, note, seed, shares, controls, "
       "places)"},
      {"places: {AE: 3}", "place 'AE': expected a map, got the number 3"},
  };
  for (const auto& [line, expected] : cases) CHECK(said_of(line) == expected);
}

TEST_CASE("a date says how it is written") {
  CHECK(complaint("from: 2023-10\n")
            .starts_with(
                "r.yaml:1:7: from: expected a date, got '2023-10' (write year-month-day: 2024-06-30)\n"));
}

TEST_CASE("a check of the whole struct waits until its fields are good") {
  CHECK(said_of("controls: {a: {kind: quota, chips: x, above: free}}") ==
        "chips: expected a number, got text 'x'");
}

TEST_CASE("a check can point at a field that was not written") {
  CHECK(said_of("controls: {a: {kind: quota, chips: 0}}") == "");
  sim::Problems problems;
  const sim::Node node = sim::parse_yaml("a: 1\n", "c.yaml", problems);
  sim::Checker checker(node, problems);
  CHECK(checker.wrote("a"));
  CHECK(!checker.wrote("b"));
  CHECK(checker.at("a").describe() == "c.yaml:1:4");
  CHECK(checker.at("b").describe() == "c.yaml:1:1");
}

TEST_CASE("whole numbers keep all their digits, and take an exponent while that is exact") {
  const auto seed_of = [](const std::string& text) {
    return regime_of("from: 2023-10-17\nseed: " + text).seed;
  };
  CHECK(seed_of("18446744073709551615") == 18446744073709551615ULL);
  CHECK(seed_of("9007199254740993") == 9007199254740993ULL);
  CHECK(seed_of("+5") == 5);
  CHECK(seed_of("2e6") == 2000000);
  CHECK(said_of("seed: 1e17").starts_with("seed: 1e17 does not fit"));
  CHECK(said_of("weeks: 99999999999").starts_with("weeks: 99999999999 is above the most, 520"));
}

TEST_CASE("of a part only what is wrong with it is said, not what it lacks") {
  sim::Problems problems;
  sim::Node node = sim::parse_yaml(
      "weks: 5\nstrict: yes\ncontrols: {caps: {kind: quota, above: free}, more: {tpp_limit: 1}}\n", "r.yaml",
      problems);
  sim::mark_partial(node);
  example::Regime regime;
  sim::read(node, regime, "regime", problems);
  CHECK(problems.size() == 2);
  CHECK(problems.describe().find("unknown field 'weks' in regime (did you mean 'weeks'?)") !=
        std::string::npos);
  CHECK(problems.describe().find("strict: expected true or false, got text 'yes'") != std::string::npos);
}

TEST_CASE("a misspelt 'kind' is one problem") {
  CHECK(said_of("controls: {caps: {knd: quota, chips: 5}}") ==
        "unknown field 'knd' in controls 'caps' (did you mean 'kind'?)");
}

TEST_CASE("a number with separators in a map says what the comma does") {
  CHECK(said_of("places: {MY: {hubness: {value: 1,000, source: s, confidence: A}}}") ==
        "unknown field '000' in hubness (a ',' ends a value: write numbers without separators)");
}
