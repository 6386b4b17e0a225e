// A day, a year, a quarter or a span as one writes it: 2025-06-30, 2025, 2025Q2, 2024-04-01..2025-06-30, ..2025-12-31.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/engine/calendar.h"

namespace sim {

/// From a day to a day, both inside. What stands is asked for at the end of the last, what flows over all of them.
struct Period {
  std::optional<Date> first;  ///< none: from the start of whatever is asked
  Date last;
  std::string text;  ///< as written

  bool operator==(const Period& other) const { return first == other.first && last == other.last; }
};

/// A year is its first to its last day, and so a quarter and a month; one day is itself, `..` before a day everything up
/// to it. Of two ends the first counts from its first day and the second to its last: 2024Q2..2025 is April 2024 to
/// December 2025. Nothing when the text is none of these or ends before it begins; `why` then says what is wrong.
std::optional<Period> parse_period(std::string_view text, std::string& why);

}  // namespace sim
