// Dates and weeks. A run counts whole weeks from its first day.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// A day of the proleptic Gregorian calendar, stored as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;

  static Date of(int year, unsigned month, unsigned day);
  /// Reads "2024-06-01"; nothing when the text is not such a date or the day does not exist.
  static std::optional<Date> parse(std::string_view iso);
  std::string iso() const;
  int year() const;
  Date plus_days(int count) const { return Date{days + count}; }
  auto operator<=>(const Date&) const = default;  // NOLINT(modernize-use-nullptr): misread by clang-tidy 14
};

/// Weeks of a mean Gregorian year.
inline constexpr double kWeeksPerYear = 365.25 / 7;

/// The weeks of a run: week 0 begins on `first`, and there are `weeks` of them.
struct Calendar {
  Date first;
  int weeks = 0;

  /// The weeks from `first` that begin on or before `last`.
  static Calendar span(Date first, Date last);
  /// The week that holds a day; negative before the first, may be >= weeks after the last.
  int week_of(Date day) const;
  /// The first week that begins on or after a day: negative or 0 before the first day, may be >= weeks.
  int first_week_from(Date day) const { return week_of(day.plus_days(-1)) + 1; }
  /// The year that a week ends in: that which its flows count to.
  int year_of(int week) const { return date_of(week).plus_days(6).year(); }
  Date date_of(int week) const { return first.plus_days(7 * week); }
  /// The last week that has wholly passed by the end of a day: what "at the end of 2024" means.
  int last_week_ended_by(Date day) const;
};

}  // namespace sim
