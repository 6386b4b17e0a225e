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
