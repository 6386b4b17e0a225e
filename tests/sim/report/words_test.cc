#include "sim/report/words.h"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <doctest/doctest.h>

namespace {

TEST_CASE("one of a kind stands in the singular") {
  CHECK(sim::counted(1, "replicate") == "1 replicate");
  CHECK(sim::counted(0, "run") == "0 runs");
  CHECK(sim::counted(12'000, "point") == "12000 points");
}

TEST_CASE("a title has a capital first letter whatever it is made of") {
  CHECK(sim::capitalised("smuggled in the year 2028") == "Smuggled in the year 2028");
  CHECK(sim::capitalised("P(x)") == "P(x)");
  CHECK(sim::capitalised("").empty());
}

TEST_CASE("a reader sees few digits and whole units") {
  CHECK(sim::rounded(0) == "0");
  CHECK(sim::rounded(850) == "850");
  CHECK(sim::rounded(12'345, 3) == "12,300");
  CHECK(sim::rounded(12'345) == "12,000");
  CHECK(sim::rounded(1'234'567, 3) == "1.23 M");
  CHECK(sim::rounded(4'700'000) == "4.7 M");
  CHECK(sim::rounded(47e6) == "47 M");
  CHECK(sim::rounded(2.5e9) == "2.5 B");
  CHECK(sim::rounded(3e12) == "3 T");
  CHECK(sim::rounded(1.2e16) == "12,000 T");
}

TEST_CASE("rounding up may change the unit") {
  CHECK(sim::rounded(999) == "1,000");
  CHECK(sim::rounded(999'999) == "1 M");
  CHECK(sim::rounded(994'999) == "990,000");
  CHECK(sim::rounded(0.0999) == "0.1");
}

TEST_CASE("small, negative and endless numbers read as such") {
  CHECK(sim::rounded(0.03219) == "0.032");
  CHECK(sim::rounded(2.5) == "2.5");
  CHECK(sim::rounded(2.0) == "2");
  CHECK(sim::rounded(0.0000012) == "0.0000012");
  CHECK(sim::rounded(0.00000012) == "1.2e-07");
  CHECK(sim::rounded(2e20) == "2e+20");
  CHECK(sim::rounded(-12'345) == "−12,000");
  CHECK(sim::rounded(-0.0) == "0");
  CHECK(sim::rounded(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(sim::rounded(-std::numeric_limits<double>::infinity()) == "−inf");
  CHECK(sim::rounded(std::nan("")) == "n/a");
}

TEST_CASE("a range is written once when its ends read the same, and without doubtful dashes") {
  CHECK(sim::range(9'000, 17'000) == "9,000–17,000");
  CHECK(sim::range(9'001, 9'002) == "9,000");
  CHECK(sim::range(-5, 3) == "−5 to 3");
  CHECK(sim::with_range(sim::Spread{9'000, 12'000, 17'000}) == "12,000 [9,000–17,000]");
}

TEST_CASE("an error stands in round brackets, a range of outcomes in square ones") {
  CHECK(sim::with_interval(12'000, {9'000, 17'000}) == "12,000 (9,000 to 17,000)");
  CHECK(sim::with_interval(3, {-1, 7}, sim::Sign::kAlways) == "+3 (−1 to +7)");
  CHECK(sim::with_interval(3, {-INFINITY, INFINITY}) == "3 (not told from 0)");
  CHECK(sim::with_interval(std::nan(""), {0, 1}) == "n/a");
  CHECK(sim::percent_with_interval(0.12, {0.08, 0.17}) == "12% (8–17%)");
}

TEST_CASE("an interval whose ends read the same is left out") {
  CHECK(sim::with_interval(120, {119, 121.4}) == "120");
  CHECK(sim::with_range(sim::Spread{120'100, 120'200, 120'300}) == "120,000");
  CHECK(sim::percent_with_interval(0.12, {0.1199, 0.1201}) == "12%");
}

TEST_CASE("a number and the ends of its interval are in one notation") {
  CHECK(sim::range(980'000, 1'300'000) == "0.98 M–1.3 M");
  CHECK(sim::with_range(sim::Spread{900'000, 1'100'000, 1'300'000}) == "1.1 M [0.9 M–1.3 M]");
  CHECK(sim::with_range(sim::Spread{9'000, 12'000, 1'700'000}) == "12,000 [9,000–1,700,000]");
  CHECK(sim::with_range(sim::Spread{0, 200'000, 1'200'000}) == "0.2 M [0–1.2 M]");
  CHECK(sim::with_interval(-3.5e6, {-4.5e6, -240'000}) == "−3.5 M (−4.5 M to −0.24 M)");
  CHECK(sim::with_interval(2e9, {470e6, 19e9}) == "2 B (0.47 B to 19 B)");
  CHECK(sim::with_interval(1e6, {5'000, 2e9}) == "1,000,000 (5,000 to 2,000,000,000)");
}

TEST_CASE("programs get hyphens and usual spaces, and a sign is never a hyphen") {
  CHECK(sim::plain_text("−5 [1–2 M] 90\u00A0%") == "-5 [1-2 M] 90 %");
  CHECK(sim::signed_whole(-12.4) == "−12");
  CHECK(sim::signed_whole(0.2) == "0");
  CHECK(sim::signed_whole(3) == "+3");
}

TEST_CASE("0% and 100% are only said of what is certain") {
  CHECK(sim::percent(0) == "0%");
  CHECK(sim::percent(0.0004) == "<0.1%");
  CHECK(sim::percent(0.004) == "0.4%");
  CHECK(sim::percent(0.056) == "5.6%");
  CHECK(sim::percent(0.123) == "12%");
  CHECK(sim::percent(0.5) == "50%");
  CHECK(sim::percent(0.9921) == ">99%");
  CHECK(sim::percent(0.99995) == ">99%");
  CHECK(sim::percent(1) == "100%");
  CHECK_THROWS_AS(sim::percent(1.01), std::invalid_argument);
}

TEST_CASE("a range of shares carries one percent sign") {
  CHECK(sim::percent_range(0.12, 0.313) == "12–31%");
  CHECK(sim::percent_range(0.121, 0.122) == "12%");
  CHECK(sim::percent_range(0, 0.17) == "0–17%");
  CHECK(sim::percent_range(0.0001, 0.02) == "<0.1 to 2%");
  CHECK(sim::percent_range(0.95, 0.99999) == "95 to >99%");
}

TEST_CASE("the words of likelihood are those of ICD-203, borders to the side of even") {
  CHECK(sim::probability_words(0) == "almost no chance");
  CHECK(sim::probability_words(0.05) == "very unlikely");
  CHECK(sim::probability_words(0.2) == "unlikely");
  CHECK(sim::probability_words(0.45) == "roughly even chance");
  CHECK(sim::probability_words(0.55) == "roughly even chance");
  CHECK(sim::probability_words(0.56) == "likely");
  CHECK(sim::probability_words(0.8) == "likely");
  CHECK(sim::probability_words(0.95) == "very likely");
  CHECK(sim::probability_words(0.96) == "almost certain");
  CHECK_THROWS_AS(sim::probability_words(std::nan("")), std::invalid_argument);
}

TEST_CASE("a word of likelihood holds at both ends of the interval, or a span does, or none") {
  for (long trials = 1; trials <= 200; ++trials) {
    for (long hits = 0; hits <= trials; ++hits) {
      const sim::Interval interval = sim::jeffreys(hits, trials);
      const std::string words = sim::likelihood_words(interval);
      const std::string low(sim::probability_words(interval.low));
      const std::string high(sim::probability_words(interval.high));
      const bool is_word = words == low && words == high;
      const bool is_span = low != high && words == low + " to " + high;
      const bool is_none = words == "not told" && interval.high - interval.low > 0.25;
      CHECK_MESSAGE((is_word || is_span || is_none), hits << " of " << trials << ": " << words);
    }
  }
  CHECK(sim::likelihood_words(sim::jeffreys(0, 3)) == "almost no chance to unlikely");
  CHECK(sim::likelihood_words(sim::jeffreys(0, 100)) == "almost no chance");
  CHECK(sim::likelihood_words(sim::jeffreys(1, 2)) == "not told");
}

TEST_CASE("text is folded at spaces, and a word that is too long stands alone") {
  CHECK(sim::folded("one two three", 7) == "one two\nthree");
  CHECK(sim::folded("one two three", 13) == "one two three");
  CHECK(sim::folded("a verylongword b", 6, "  ") == "a\n  verylongword\n  b");
  CHECK(sim::folded("", 6).empty());
}

}  // namespace
