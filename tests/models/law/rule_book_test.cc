#include "models/law/rule_book.h"

#include <doctest/doctest.h>

#include "sim/engine/random.h"
#include "tests/models/law/written_law.h"

using chokepoint::Ruling;
using chokepoint::Trade;
using history::trade;
using written::first_line;
using written::kBan;
using written::Law;
using written::regime;

namespace {

/// A regime with one control `c` of rows and items over all chips at or above a TPP.
std::string rows(const std::string& verdicts) {
  return "controls:\n  c:\n    kind: performance_threshold\n    items: {big: {tpp_limit: 4800}}\n    "
         "verdicts:\n" +
         verdicts;
}

std::string licensing() {
  const std::string terms = "{approval_odds: 0.5, median_days: 40, spread: 0.5}";
  return "  licence-review:\n    kind: licence_review\n    presumption_of_approval: " + terms +
         "\n    case_by_case: " + terms + "\n    presumption_of_denial: " + terms + "\n";
}

/// A row that some control might have, drawn from an address.
std::string random_row(std::uint64_t number) {
  const sim::RandomStreams streams{7, number};
  const auto pick = [&](std::uint64_t draw, const std::vector<std::string>& of) {
    const double u = streams.uniform(0, 0, sim::Purpose("test.row"), draw);
    return of[static_cast<std::size_t>(u * static_cast<double>(of.size()))];
  };
  return fmt::format(
      "    extra: {{{}: {}, to: [{}], {}{}}}\n",
      pick(0, {"tpp_limit", "density_below", "memory_bandwidth_limit", "link_below", "bandwidth_sum_limit"}),
      pick(1, {"2", "600", "1400", "4800", "20000"}), pick(2, {"CN", "D5", "MY", "D1, D4", "US, JP"}),
      pick(3, {"", "from: [US], ", "from: [TW, SG], "}),
      pick(4, {"verdict: free", "verdict: notify, delay_days: 30", "verdict: licence, policy: case_by_case",
               "verdict: licence, policy: presumption_of_denial", "verdict: denied"}));
}

}  // namespace

TEST_CASE("the strictest row of a control decides, and of equals the one written first") {
  const Law law({regime("a", "2024-01-01",
                        rows("      late: {items: [big], to: [CN], verdict: notify, delay_days: 10}\n"
                             "      soon: {items: [big], to: [D5], verdict: notify, delay_days: 30}\n"
                             "      same: {items: [big], to: [CN], verdict: notify, delay_days: 30}\n"))});
  CHECK(law.problems == "");
  const Ruling ruling = law.book.rule(1, trade("H100_SXM", "CN"));
  CHECK(ruling.delay_days == 30);
  CHECK(law.book.clause(ruling.clause).row == "soon");
}

TEST_CASE("the strictest control decides, and of equals the one listed first") {
  const std::string second = "  second:\n    kind: entity_list\n    verdict: denied\n    entities: {}\n";
  const Law law({regime("a", "2024-01-01", kBan + second)});
  Trade to_listed = trade("H100_SXM", "CN");
  to_listed.standing = law.book.lists();
  CHECK(law.book.clause(law.book.rule(1, to_listed).clause).control == "ban");
  to_listed.product = trade("H20", "CN").product;
  CHECK(law.book.clause(law.book.rule(1, to_listed).clause).control == "second");
}

TEST_CASE("a row that is set aside is not considered where the other applies") {
  const Law law(
      {regime("a", "2024-01-01",
              rows("      ban: {items: [big], to: [CN], verdict: denied}\n"
                   "      pass: {items: [big], to: [CN], tpp_below: 16000, verdict: notify, delay_days: 5, "
                   "instead_of: [ban]}\n"))});
  CHECK(law.problems == "");
  CHECK(law.on("2024-06-01", trade("H100_SXM", "CN")) == "notify");
  CHECK(law.on("2024-06-01", trade("B200", "CN")) == "denied");
}

TEST_CASE("an exception that asks an unknown figure sets nothing aside") {
  const Law law(
      {regime("a", "2024-01-01",
              rows("      ban: {items: [big], to: [CN], verdict: denied}\n"
                   "      pass: {items: [big], to: [CN], link_below: 9000, verdict: notify, delay_days: 5, "
                   "instead_of: [ban]}\n"))});
  CHECK(law.on("2024-06-01", trade("ASC910C", "CN")) == "notify");
  CHECK(law.on("2024-06-01", trade("MLU690", "CN")) == "denied");
}

TEST_CASE("an unknown figure is unknown, unless another alternative decides") {
  const Law law(
      {regime("a", "2024-01-01",
              "controls:\n  c:\n    kind: performance_threshold\n"
              "    items: {i: {any_of: [{tpp_limit: 4800}, {tpp_limit: 1600, density_limit: 5.92}]}}\n"
              "    verdicts: {r: {items: [i], to: [CN], verdict: denied}}\n")});
  CHECK(law.on("2024-06-01", trade("DCU_K100", "CN")) == "unknown");
  CHECK(law.on("2024-06-01", trade("MI355X", "CN")) == "denied");
  CHECK(law.on("2024-06-01", trade("PPU", "CN")) == "unknown");
}

TEST_CASE("a rule on headquarters follows a firm wherever it stands, and rests while it is not enforced") {
  const std::string rule =
      "  hq:\n    kind: headquarters_rule\n    items: [ban/big]\n    headquartered_in: [D5]\n    verdict: "
      "denied\n";
  CHECK(Law({regime("a", "2024-01-01", kBan + rule)}).on("2024-06-01", trade("H100_SXM", "MY", "CN")) ==
        "denied");
  CHECK(Law({regime("a", "2024-01-01", kBan + rule)}).on("2024-06-01", trade("H100_SXM", "MY", "MY")) ==
        "free");
  const Law asleep({regime("a", "2024-01-01", kBan + rule + "    enforced: false\n")});
  CHECK(asleep.on("2024-06-01", trade("H100_SXM", "MY", "CN")) == "denied by law, not enforced in practice");
  CHECK(asleep.book.explain(1, trade("H100_SXM", "MY", "CN")).front().remark ==
        "in the book, but not enforced");
}

TEST_CASE("a quota counts what it covers and is let through") {
  const std::string quota =
      "  cap:\n    kind: quota\n    tpp_limit: 2000\n    to: [CN]\n    total_units: 100\n";
  const Law law({regime("a", "2024-01-01", kBan + quota)});
  CHECK(law.problems == "");
  CHECK(law.book.rule(1, trade("H20", "CN")).quotas == 1);
  CHECK(law.book.rule(1, trade("H20", "MY")).quotas == 0);
  CHECK(law.book.rule(1, trade("H100_SXM", "CN")).quotas == 0);
  CHECK(law.book.quota(1, 0)->total_units == 100);
  CHECK(law.book.quota(0, 0) == nullptr);
}

TEST_CASE("a calendar with more quotas than can be told apart is refused at the first beyond") {
  std::string quotas = "controls:\n";
  for (int i = 1; i <= 33; ++i) quotas += fmt::format("  q{}: {{kind: quota, total_units: 1}}\n", i);
  const Law law({regime("a", "2024-01-01", quotas)});
  CHECK(law.problems.find("too many quotas in one calendar (at most 32)") != std::string::npos);
  CHECK(law.problems.find("q33: {kind: quota") != std::string::npos);
}

TEST_CASE("every quota that covers a trade counts it, by goods, journey and the buyer's seat") {
  const auto quota = [](const char* name, const char* rest) {
    return fmt::format("  {}: {{kind: quota, total_units: 1, {}}}\n", name, rest);
  };
  const Law law({regime("a", "2024-01-01",
                        "controls:\n" + quota("all", "to: [CN]") + quota("fast", "tpp_limit: 4800") +
                            quota("american", "headquartered_in: [US]") +
                            quota("others", "not_headquartered_in: [tier-1]"))});
  CHECK(law.problems == "");
  CHECK(law.book.rule(1, trade("H100_SXM", "CN")).quotas == 0b1011);
  CHECK(law.book.rule(1, trade("H20", "CN", "US")).quotas == 0b0101);
  CHECK(law.book.rule(1, trade("H20", "MY", "JP")).quotas == 0);
}

TEST_CASE("what one control asks is not forgiven because another one is stricter") {
  const auto control = [](const char* row) {
    return fmt::format("  {}: {{kind: performance_threshold, verdicts: {{r: {{to: [CN], verdict: {}}}}}}}\n",
                       std::string(row, 4), row);
  };
  const std::string more = control("free, fee: 0.25") + control("notify, delay_days: 30");
  const std::string asks = "      r: {to: [CN], verdict: licence, policy: case_by_case, delay_days: 10}\n";
  const Law law({regime("a", "2024-01-01", rows(asks) + more + licensing())});
  CHECK(law.problems == "");
  const Ruling ruling = law.book.rule(1, trade("H20", "CN"));
  CHECK(law.book.clause(ruling.clause).control == "c");
  CHECK(ruling.delay_days == 30);
  CHECK(ruling.fee == 0.25);
}

TEST_CASE("licences need terms of review in force") {
  const std::string asks = "      r: {to: [CN], verdict: licence, policy: case_by_case}\n";
  CHECK(first_line(Law({regime("a", "2024-01-01", rows(asks))}).problems) ==
        "1.yaml:11:7: control 'c' asks for licences, but no licence_review is in force (extend a regime that "
        "has one)");
  const Law law({regime("a", "2024-01-01", rows(asks) + licensing())});
  CHECK(law.problems == "");
  CHECK(law.book.review(1)->terms(chokepoint::ReviewPolicy::kCaseByCase).median_days == 40);
}

TEST_CASE("everything wrong with a control is said at once, each at its place") {
  const Law law(
      {regime("a", "2024-01-01",
              rows("      r: {items: [bgi], to: [D6], chips: [H20O], verdict: denied, instead_of: [q]}\n"
                   "      s: {items: [ban/big], to: [CN], verdict: licence}\n") +
                  "  d: {items: {}}\n  e: {kind: quotta}\n")});
  for (const char* said : {"1.yaml:11:19: unknown item 'bgi' (did you mean 'big'?)",
                           "1.yaml:11:30: unknown place or country group 'D6'",
                           "1.yaml:11:43: unknown chip 'H20O' (did you mean 'H20'?)", "unknown row 'q'",
                           "a licence without 'policy'", "1.yaml:13:6: missing field 'kind'", "'quotta'"}) {
    CAPTURE(law.problems);
    CHECK(law.problems.find(said) != std::string::npos);
  }
}

TEST_CASE("rows that set each other aside are refused") {
  const Law law({regime("a", "2024-01-01",
                        rows("      r: {to: [CN], verdict: denied, instead_of: [s]}\n"
                             "      s: {to: [CN], verdict: free, instead_of: [r]}\n"))});
  CHECK(law.problems.find("row 'r' sets itself aside") != std::string::npos);
}

TEST_CASE("one order under one more row is never treated more kindly") {
  const auto& library = history::library();
  const auto& before = history::book();
  const auto kinder = [&](const chokepoint::RuleBook& after, const Trade& asked) {
    const int last = static_cast<int>(before.versions().size()) - 1;
    return strictness(after.rule(static_cast<int>(after.versions().size()) - 1, asked)) <
           strictness(before.rule(last, asked));
  };
  for (std::uint64_t number = 0; number < 40; ++number) {
    const std::string row = random_row(number);
    auto regimes = library.regimes;
    sim::Problems problems;
    const std::string text = regime(
        "more", "2026-06-01", "extends: [2026-01]\ncontrols:\n  advanced-computing:\n   verdicts:\n" + row);
    const std::vector<sim::Node> file{sim::parse_yaml(text, "more.yaml", problems)};
    regimes.push_back(chokepoint::read_regimes(file, problems).front());
    const auto after = chokepoint::build_rule_book(regimes, chokepoint::calendar_of_history(regimes),
                                                   library.catalogue, library.network, problems);
    REQUIRE_MESSAGE(problems.empty(), problems.describe());
    int kinder_trades = 0;
    for (const std::string& chip : library.catalogue.key) {
      for (const char* to : {"CN", "HK", "MY", "AE", "VN", "US", "JP"}) {
        for (const char* from : {"US", "TW"})
          kinder_trades += kinder(after, trade(chip, to, "CN", from)) ? 1 : 0;
      }
    }
    CAPTURE(row);
    CHECK(kinder_trades == 0);
  }
}
