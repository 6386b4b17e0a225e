#include "sim/input/expression.h"

#include <cmath>
#include <string>

#include <doctest/doctest.h>

namespace {

const std::vector<std::string> kAggregates{"mean", "growth"};

sim::Where place() { return {sim::source_text("q.csv", "id,expression"), 1, 4}; }

double value(std::string_view text, std::vector<double> values = {}) {
  sim::Problems problems;
  const auto expression = sim::Expression::parse(text, place(), kAggregates, problems);
  REQUIRE_MESSAGE(expression.has_value(), problems.describe());
  return expression->value(values);
}

/// "5: what (why)", the column that a text of column 1 has it in.
std::string wrong(std::string_view text) {
  sim::Problems problems;
  CHECK(!sim::Expression::parse(text, {sim::source_text("q", text), 1, 1}, kAggregates, problems));
  if (problems.size() != 1) return std::to_string(problems.size());
  const sim::Problem& problem = problems.all().front();
  return std::to_string(problem.at.column) + ": " + problem.what + " (" + problem.why + ")";
}

}  // namespace

TEST_CASE("arithmetic has the order that mathematics gives it") {
  const std::pair<const char*, double> cases[] = {
      {"2 + 3 * 4 ^ 2", 50}, {"-2 ^ 2", -4},       {"2 ^ 3 ^ 2", 512},  {"2 ^ -1", 0.5},    {"10 - 4 - 3", 3},
      {"12 / 4 / 3", 1},     {"(1 + 2) * -3", -9}, {"1e3 - 1", 999},    {"log(exp(2))", 2}, {"sqrt(16)", 4},
      {"max(1, 3, 2)", 3},   {"min(4, 2)", 2},     {"1.5e-1 * 2", 0.3}, {"100*2/4", 50},    {"((7))", 7}};
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(value(text) == doctest::Approx(expected));
  }
}

TEST_CASE("quantities are numbered as they appear, with all their parts") {
  sim::Problems problems;
  const auto expression = sim::Expression::parse(
      "mean lag(2023..2026-01) + sold[H20](..2025-12-31, no-controls) / 2", place(), kAggregates, problems);
  REQUIRE(expression.has_value());
  REQUIRE(expression->quantities().size() == 2);
  const sim::Quantity& lag = expression->quantities()[0];
  const sim::Quantity& sold = expression->quantities()[1];
  CHECK((lag.aggregate == "mean" && lag.name == "lag" && lag.key.empty() && lag.scenario.empty()));
  CHECK((sold.name == "sold" && sold.key == "H20" && sold.scenario == "no-controls"));
  CHECK(sold.period.last == sim::Date::of(2025, 12, 31));
  CHECK(!sold.period.first);
  CHECK(expression->value(std::vector<double>{3, 10}) == 8);
}

TEST_CASE("a division by zero is no error, and what is no number stays none") {
  CHECK(std::isinf(value("a(2025) / b(2025)", {1, 0})));
  CHECK(std::isnan(value("min(a(2025) / b(2025), 1)", {0, 0})));
  CHECK(std::isnan(value("max(1, a(2025) / b(2025))", {0, 0})));
}

TEST_CASE("what is not understood is refused at its column") {
  CHECK(wrong("1 +") == "4: unexpected end (a number, a quantity such as smuggled(2025), or a parenthesis)");
  CHECK(wrong("(1 + 2") == "7: unexpected end (a closing parenthesis)");
  CHECK(wrong("1 2") == "3: unexpected '2' (an operator or the end)");
  CHECK(wrong("smuggled * 2") == "1: 'smuggled' without a period (as in smuggled(2025))");
  CHECK(wrong("mena lag(2025)") == "1: unknown word 'mena' before a quantity (did you mean 'mean'?)");
  CHECK(wrong("a[](2025)") == "3: no key in brackets (as in sold[H20](2025))");
  CHECK(wrong("a(2025, )") == "9: no scenario after the comma (a policy, as in (2026, no-controls))");
  CHECK(wrong("1 + a(2025Q9)").starts_with("7: '2025Q9' is no period (write a day"));
  CHECK(wrong("sqrt(1, 2)") == "1: 'sqrt' with 2 arguments (it takes 1)");
  CHECK(wrong("1..2").starts_with("1: '1..2' is no number"));
  CHECK(wrong("1 + sqr(4)") == "5: unknown function 'sqr' (did you mean 'sqrt'?)");
  CHECK(wrong("1 \u00d7 2") == "3: unexpected '\u00d7' (an operator or the end)");
}

TEST_CASE("a column is that of the character behind the quote where the text is quoted") {
  sim::Problems problems;
  const sim::Where quoted{sim::source_text("q.yaml", "is: \"1 +\""), 1, 5};
  CHECK(!sim::Expression::parse("1 +", quoted, kAggregates, problems));
  CHECK(problems.all().front().at.column == 9);
}

TEST_CASE("ten thousand parentheses are refused and break nothing") {
  CHECK(wrong(std::string(10000, '(')).find("too many levels") != std::string::npos);
  CHECK(wrong(std::string(10000, '-')).find("too many levels") != std::string::npos);
}

TEST_CASE("a text that is cut anywhere is read or refused") {
  const std::string text = "100 * (mean a[B-1](2023Q2..2025, tight) - b(2025)) / max(2, -c(..2025)) ^ 1.5e-2";
  for (std::size_t length = 0; length < text.size(); ++length) {
    sim::Problems problems;
    const auto expression = sim::Expression::parse(text.substr(0, length), place(), kAggregates, problems);
    CHECK(expression.has_value() == problems.empty());
  }
}
