#include <doctest/doctest.h>

#include "tests/models/law/written_law.h"

using chokepoint::Trade;
using history::trade;
using written::Law;
using written::regime;

namespace {

/// A trade with a buyer that the law may name.
Trade with(const Law& law, Trade trade, std::string_view name, std::vector<std::string_view> tags = {}) {
  trade.standing = law.book.standing(1, {name, std::move(tags)});
  return trade;
}

std::string list(const std::string& name, const std::string& chip, const std::string& firm) {
  return fmt::format(
      "  {}: {{kind: entity_list, verdict: denied, chips: [{}], entities: {{{}: {{name: {}, place: "
      "CN}}}}}}\n",
      name, chip, firm, firm);
}

}  // namespace

TEST_CASE("a list bars its own goods to those it names, and nothing to those on another list") {
  const Law law({regime("a", "2024-01-01",
                        "controls:\n" + list("first", "H20", "Alpha") + list("second", "H200", "Beta"))});
  REQUIRE(law.problems == "");
  const char* day = "2024-06-01";
  CHECK(law.on(day, with(law, trade("H20", "CN"), "Alpha")) == "denied");
  CHECK(law.on(day, with(law, trade("H200", "CN"), "Alpha")) == "free");
  CHECK(law.on(day, with(law, trade("H20", "CN"), "Beta")) == "free");
  const auto ruling = law.book.rule(1, with(law, trade("H200", "CN"), "beta"));
  CHECK(law.book.clause(ruling.clause).control == "second");
}

TEST_CASE("those listed during a run are on the lists that are open to them") {
  const std::string shut =
      "  shut: {kind: entity_list, verdict: denied, open: false, chips: [H200], entities: {}}\n";
  const Law law({regime("a", "2024-01-01", "controls:\n" + list("open", "H20", "Alpha") + shut)});
  REQUIRE(law.problems == "");
  Trade front = trade("H20", "CN");
  front.standing = chokepoint::kListedInRun;
  CHECK(law.on("2024-06-01", front) == "denied");
  front.product = trade("H200", "CN").product;
  CHECK(law.on("2024-06-01", front) == "free");
}

TEST_CASE("a row can be about buyers by name or by tag, and stand instead of another") {
  const Law law(
      {regime("a", "2024-01-01",
              "controls:\n  ban:\n    kind: performance_threshold\n    items: {big: {tpp_limit: 4800}}\n"
              "    verdicts:\n      all: {items: [big], to: [AE], verdict: denied}\n"
              "      friends: {items: [big], to: [AE], buyers: [Acme], verdict: free, instead_of: [all]}\n"
              "      army: {to: [AE], tags: [military], verdict: denied}\n")});
  REQUIRE(law.problems == "");
  const char* day = "2024-06-01";
  CHECK(law.on(day, with(law, trade("H100_SXM", "AE"), "Other")) == "denied");
  CHECK(law.on(day, with(law, trade("H100_SXM", "AE"), "acme")) == "free");
  CHECK(law.on(day, with(law, trade("H20", "AE"), "Other")) == "free");
  CHECK(law.on(day, with(law, trade("H20", "AE"), "Other", {"military"})) == "denied");
}

TEST_CASE("a quota can count certain buyers only") {
  const Law law({regime("a", "2024-01-01",
                        "controls: {part: {kind: quota, to: [CN], tags: [startup], total_units: 10}}\n")});
  REQUIRE(law.problems == "");
  CHECK(law.book.rule(1, trade("H20", "CN")).quotas == 0);
  CHECK(law.book.rule(1, with(law, trade("H20", "CN"), "", {"startup"})).quotas == 1);
}

TEST_CASE(
    "what is denied by a rule that nobody enforces is a verdict of its own, with the clause that says it") {
  const Law law(
      {regime("a", "2024-01-01",
              "controls: {seat: {kind: headquarters_rule, headquartered_in: [CN], not_to: [CN], verdict: "
              "denied, enforced: false}}\n")});
  REQUIRE(law.problems == "");
  const auto ruling = law.book.rule(1, trade("H100_SXM", "MY", "CN"));
  CHECK(std::string(chokepoint::in_words(ruling)) == "denied by law, not enforced in practice");
  REQUIRE(ruling.on_paper >= 0);
  CHECK(law.book.clause(ruling.on_paper).control == "seat");
  CHECK(law.on("2024-06-01", trade("H100_SXM", "MY", "MY")) == "free");
}
