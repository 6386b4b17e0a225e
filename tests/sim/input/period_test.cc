#include "sim/input/period.h"

#include <doctest/doctest.h>

namespace {

/// "2024-04-01 2025-06-30", the first left out where it is open; else why there is none.
std::string ends(std::string_view text) {
  std::string why;
  const auto period = sim::parse_period(text, why);
  if (!period) return why;
  return (period->first ? period->first->iso() + " " : "") + period->last.iso();
}

}  // namespace

TEST_CASE("a period is a day, a month, a quarter, a year, a span of them or all up to one") {
  CHECK(ends("2025-06-30") == "2025-06-30 2025-06-30");
  CHECK(ends("2024-02") == "2024-02-01 2024-02-29");
  CHECK(ends("2025Q2") == "2025-04-01 2025-06-30");
  CHECK(ends("2024Q4") == "2024-10-01 2024-12-31");
  CHECK(ends("2025") == "2025-01-01 2025-12-31");
  CHECK(ends("2024Q2..2025") == "2024-04-01 2025-12-31");
  CHECK(ends("2026-01-15..2026-07-26") == "2026-01-15 2026-07-26");
  CHECK(ends("..2025-12-31") == "2025-12-31");
}

TEST_CASE("what is no period is refused with how to write one") {
  for (const char* text :
       {"", "25", "2025Q5", "2025-13", "2025-02-30", "2025..", "2025-1", "a..b", "2025...2026"})
    CHECK(ends(text).starts_with("write a day"));
  CHECK(ends("2025..2024") == "it ends before it begins");
}
