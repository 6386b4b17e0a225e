#include "sim/input/number.h"

#include <doctest/doctest.h>

TEST_CASE("plain decimals and exponents are numbers") {
  const std::pair<const char*, double> cases[] = {
      {"0", 0},     {"-3.5", -3.5},     {"+2", 2},      {".5", 0.5}, {"1.", 1},
      {"1e9", 1e9}, {"1.5E-3", 0.0015}, {"0.25", 0.25}, {"-0", 0},   {"0e0", 0}};
  for (const auto& [text, value] : cases) CHECK(sim::parse_number(text).value == value);
}

TEST_CASE("what is no number is refused, with how to write it where that can be told") {
  const std::pair<const char*, const char*> cases[] = {
      {"abc", ""},
      {"", ""},
      {"-", ""},
      {".", ""},
      {"1e", ""},
      {"1.2.3", ""},
      {"--1", ""},
      {"e5", ""},
      {"-007", "no leading zeros: write 7"},
      {"00", "no leading zeros: write 0"},
      {"1,000.5", "write it without separators: 1000.5"},
      {"12 000", "write it without separators: 12000"},
      {"nan", "only finite numbers"},
      {"0x1F", "write it in decimals"},
      {"1e-999", "too large or too small for a number"},
  };
  for (const auto& [text, why] : cases) {
    CHECK(!sim::parse_number(text).value);
    CHECK(sim::parse_number(text).why == why);
  }
}

TEST_CASE("whole numbers go from 0 to 2^64 - 1, and may have an exponent while that is exact") {
  CHECK(sim::parse_whole("0").value == 0);
  CHECK(sim::parse_whole("18446744073709551615").value == 18446744073709551615ULL);
  CHECK(sim::parse_whole("9007199254740993").value == 9007199254740993ULL);
  CHECK(sim::parse_whole("2e6").value == 2000000);
  for (const char* text : {"", "-1", "1.5", "18446744073709551616", "1e17", "0x10", "007", "1_000"})
    CHECK_MESSAGE(!sim::parse_whole(text).value, text);
}
