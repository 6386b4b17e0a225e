// How regimes are laid over each other.
#include <doctest/doctest.h>

#include "tests/models/law/written_law.h"

using history::trade;
using written::entry;
using written::first_line;
using written::kBan;
using written::Law;
using written::regime;

TEST_CASE("a control holds from its regime's first day to the day before its last") {
  const Law law({regime("a", "2024-01-01", "until: 2024-02-01\n" + kBan)});
  CHECK(law.problems == "");
  CHECK(law.on("2023-12-31", trade("H100_SXM", "CN")) == "free");
  CHECK(law.on("2024-01-01", trade("H100_SXM", "CN")) == "denied");
  CHECK(law.on("2024-01-31", trade("H100_SXM", "CN")) == "denied");
  CHECK(law.on("2024-02-01", trade("H100_SXM", "CN")) == "free");
}

TEST_CASE("a later regime changes one field of a row and leaves the others, each with its own place") {
  const Law law(
      {regime("a", "2024-01-01", kBan),
       regime("b", "2025-01-01", "extends: a\ncontrols: {ban: {items: {big: {tpp_limit: 2000}}}}\n")});
  CHECK(law.problems == "");
  CHECK(law.on("2024-06-01", trade("H20", "CN")) == "free");
  CHECK(law.on("2025-06-01", trade("H20", "CN")) == "denied");
  const auto ruling = law.book.rule(law.book.version_of(*sim::Date::parse("2025-06-01")), trade("H20", "CN"));
  CHECK(law.book.clause(ruling.clause).at.describe() == "1.yaml:10:16");
  CHECK(law.book.clause(ruling.clause).regime == "a");
}

TEST_CASE("what a regime extends comes into the calendar by itself") {
  const Law law({regime("a", "2024-01-01", kBan), regime("b", "2025-01-01", "extends: a\n")}, {entry("b")});
  CHECK(law.problems == "");
  CHECK(law.on("2024-06-01", trade("H100_SXM", "CN")) == "denied");
}

TEST_CASE("a calendar's dates stand before a regime's own") {
  const Law law({regime("a", "2024-01-01", kBan)}, {entry("a", "2022-01-01", "2023-01-01")});
  CHECK(law.on("2022-06-01", trade("H100_SXM", "CN")) == "denied");
  CHECK(law.on("2024-06-01", trade("H100_SXM", "CN")) == "free");
}

TEST_CASE("a draft is in no calendar unless it is named") {
  const std::vector<std::string> texts{regime("a", "2024-01-01", "draft: true\n" + kBan),
                                       regime("b", "2024-01-01", "")};
  CHECK(Law(texts).on("2024-06-01", trade("H100_SXM", "CN")) == "free");
  CHECK(Law(texts, {entry("a")}).on("2024-06-01", trade("H100_SXM", "CN")) == "denied");
}

TEST_CASE("a repeal takes a row out, and what is written over it later stands") {
  const Law law({regime("a", "2024-01-01", kBan),
                 regime("b", "2025-01-01", "extends: a\nrepeals: [ban.verdicts.all]\n"),
                 regime("c", "2026-01-01", "extends: b\nrepeals: [ban]\n" + kBan)});
  CHECK(law.problems == "");
  CHECK(law.on("2024-06-01", trade("H100_SXM", "CN")) == "denied");
  CHECK(law.on("2025-06-01", trade("H100_SXM", "CN")) == "free");
  CHECK(law.on("2026-06-01", trade("H100_SXM", "CN")) == "denied");
}

TEST_CASE("a name with dots in it can be repealed") {
  const std::string dotted =
      "controls:\n  ban:\n    kind: performance_threshold\n    items: {3A090.a: {tpp_limit: 1}}\n"
      "    verdicts: {to.CN: {items: [3A090.a], to: [CN], verdict: denied}}\n";
  const Law law({regime("a", "2024-01-01", dotted),
                 regime("b", "2025-01-01", "extends: a\nrepeals: [ban.verdicts.to.CN]\n")});
  CHECK(law.problems == "");
  CHECK(law.on("2024-06-01", trade("H20", "CN")) == "denied");
  CHECK(law.on("2025-06-01", trade("H20", "CN")) == "free");
}

TEST_CASE("a repeal of what is not there is refused with spelling help") {
  const Law law({regime("a", "2024-01-01", kBan),
                 regime("b", "2025-01-01", "extends: a\nrepeals: [ban.verdicts.al]\n")});
  CHECK(first_line(law.problems) ==
        "2.yaml:7:11: nothing to repeal at 'ban.verdicts.al' (did you mean 'ban.verdicts.all'?)");
}

TEST_CASE("two unrelated regimes may not set the same field on the same day") {
  const std::string other = "controls: {ban: {items: {big: {tpp_limit: 2000}}}}\n";
  const Law law({regime("a", "2024-01-01", kBan), regime("b", "2025-01-01", other)});
  CHECK(first_line(law.problems) ==
        "2.yaml:1:1: regimes 'a' and 'b' both set control 'ban' (items.big.tpp_limit) while in force from "
        "2025-01-01 to the end (say which extends the other, or end the first)");
  CHECK(Law({regime("a", "2024-01-01", "until: 2025-01-01\n" + kBan), regime("b", "2025-01-01", kBan)})
            .problems == "");
  CHECK(Law({regime("a", "2024-01-01", kBan), regime("b", "2025-01-01", kBan)}).problems == "");
}

TEST_CASE("a regime may not outlive what it extends, nor come before it") {
  const std::vector<std::string> texts{regime("a", "2024-01-01", "until: 2026-01-01\n" + kBan),
                                       regime("b", "2025-01-01", "extends: a\n")};
  CHECK(first_line(Law(texts).problems) ==
        "2.yaml:1:1: regime 'b' is in force from 2025-01-01 to the end, but extends 'a' (which is in force "
        "from "
        "2024-01-01 to 2025-12-31)");
  CHECK(Law(texts, {entry("b", "2023-01-01", "2025-01-01")}).problems.find("but extends 'a'") !=
        std::string::npos);
  CHECK(Law(texts, {entry("b", nullptr, "2026-01-01")}).problems == "");
}

TEST_CASE("circular, unknown and misdated regimes are all reported at once") {
  const Law law({regime("a", "2024-01-01", "extends: b\n"), regime("b", "2024-01-01", "extends: a\n"),
                 regime("first", "2024-01-01", "extends: frist\n"),
                 regime("d", "2024-01-01", "until: 2024-01-01\n"), regime("d", "2024-01-01", "")});
  CHECK(law.problems.find("2.yaml:6:10: circular extends (a -> b -> a)") != std::string::npos);
  CHECK(law.problems.find("1.yaml:6:10") == std::string::npos);  // one circle, said once
  CHECK(law.problems.find("3.yaml:6:10: unknown regime 'frist' (did you mean 'first'?)") !=
        std::string::npos);
  CHECK(law.problems.find("4.yaml:6:8: until 2024-01-01 is not after effective 2024-01-01") !=
        std::string::npos);
  CHECK(law.problems.find("5.yaml:1:1: a second regime 'd'") != std::string::npos);
}

TEST_CASE("a calendar that names an unknown regime, or one twice, is refused") {
  const Law law({regime("a", "2024-01-01", kBan)}, {entry("a"), entry("a"), entry("aa")});
  CHECK(law.problems.find("regime 'a' is in the calendar twice") != std::string::npos);
  CHECK(law.problems.find("unknown regime 'aa' (did you mean 'a'?)") != std::string::npos);
}

TEST_CASE("a circle is told by its members, one that hangs on it is not") {
  const Law law({regime("z", "2024-01-01", "extends: b\n"), regime("a", "2024-01-01", "extends: c\n"),
                 regime("b", "2024-01-01", "extends: a\n"), regime("c", "2024-01-01", "extends: [b, c]\n")});
  CHECK(law.problems.find("3.yaml:6:10: circular extends (a -> c -> b -> a)") != std::string::npos);
  CHECK(law.problems.find("4.yaml:6:14: regime 'c' extends itself") != std::string::npos);
  CHECK(law.problems.find("2 problems") != std::string::npos);
}

TEST_CASE("a difference that is wrong in itself is reported without its calendar") {
  const std::string wrong =
      "draft: true\ncontrols:\n  ban:\n    itens: {}\n    verdicts: {all: {verdict: forbidden, fee: 2}}\n";
  const Law law({regime("a", "2024-01-01", kBan), regime("b", "2025-01-01", wrong)});
  CHECK(law.problems.find("unknown field 'itens' in performance_threshold (did you mean 'items'?)") !=
        std::string::npos);
  CHECK(law.problems.find("unknown verdict 'forbidden'") != std::string::npos);
  CHECK(law.problems.find("fee: 2 is above the most, 1 (as a fraction)") != std::string::npos);
  CHECK(law.problems.find("3 problems") != std::string::npos);
}
