#include "sim/engine/calendar.h"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace sim {
namespace {

std::chrono::year_month_day civil(Date date) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{date.days}}};
}

template <class Number>
bool read_digits(std::string_view text, Number& value) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{};
}

int floor_divide(int value, int by) { return value >= 0 ? value / by : -((-value + by - 1) / by); }

}  // namespace

Date Date::of(int year, unsigned month, unsigned day) {
  const std::chrono::sys_days point{std::chrono::year{year} / static_cast<int>(month) /
                                    static_cast<int>(day)};
  return Date{static_cast<std::int32_t>(point.time_since_epoch().count())};
}

std::optional<Date> Date::parse(std::string_view iso) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-' || !read_digits(iso.substr(0, 4), year) ||
      !read_digits(iso.substr(5, 2), month) || !read_digits(iso.substr(8, 2), day)) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return Date::of(year, month, day);
}

std::string Date::iso() const {
  const auto date = civil(*this);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }

Calendar Calendar::span(Date first, Date last) {
  return Calendar{first, last < first ? 0 : (last.days - first.days) / 7 + 1};
}

int Calendar::week_of(Date day) const { return floor_divide(day.days - first.days, 7); }

int Calendar::last_week_ended_by(Date day) const { return floor_divide(day.days - first.days + 1, 7) - 1; }

}  // namespace sim
