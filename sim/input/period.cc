#include "sim/input/period.h"

namespace sim {
namespace {

constexpr std::string_view kHow =
    "write a day (2025-06-30), a month (2025-06), a quarter (2025Q2), a year (2025), or a..b";

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Of at most four digits.
int whole(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) number = 10 * number + (digit - '0');
  return number;
}

Period months(int year, unsigned first, unsigned past_last) {
  const Date next = past_last > 12 ? Date::of(year + 1, past_last - 12, 1) : Date::of(year, past_last, 1);
  return {Date::of(year, first, 1), next.plus_days(-1), ""};
}

/// One end: a day, a month, a quarter or a year.
std::optional<Period> parse_end(std::string_view text) {
  if (text.size() < 4 || !all_digits(text.substr(0, 4))) return std::nullopt;
  const int year = whole(text.substr(0, 4));
  if (year < 1) return std::nullopt;
  if (text.size() == 4) return months(year, 1, 13);
  if (text.size() == 6 && text[4] == 'Q' && text[5] >= '1' && text[5] <= '4') {
    const auto first = static_cast<unsigned>(3 * (text[5] - '1') + 1);
    return months(year, first, first + 3);
  }
  if (text.size() == 7 && text[4] == '-' && all_digits(text.substr(5))) {
    const auto month = static_cast<unsigned>(whole(text.substr(5)));
    if (month < 1 || month > 12) return std::nullopt;
    return months(year, month, month + 1);
  }
  const std::optional<Date> day = Date::parse(text);
  if (!day) return std::nullopt;
  return Period{*day, *day, ""};
}

}  // namespace

std::optional<Period> parse_period(std::string_view text, std::string& why) {
  const std::size_t dots = text.find("..");
  const auto last = parse_end(dots == std::string_view::npos ? text : text.substr(dots + 2));
  std::optional<Period> period = last;
  if (dots != std::string_view::npos && last) {
    const auto first = dots == 0 ? std::nullopt : parse_end(text.substr(0, dots));
    period.reset();
    if (dots == 0 || first) period = Period{first ? first->first : std::nullopt, last->last, ""};
  }
  if (!period) {
    why = kHow;
  } else if (period->first && *period->first > period->last) {
    why = "it ends before it begins";
    period.reset();
  } else {
    period->text = text;
  }
  return period;
}

}  // namespace sim
