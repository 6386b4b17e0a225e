#include "models/record/outcome.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <type_traits>

#include "models/record/price.h"
#include "sim/numeric/constants.h"

namespace chokepoint {
namespace {

template <class T>
void add_to(T& sum, const T& more) {
  sum += more;
}
template <class T, std::size_t n>
void add_to(std::array<T, n>& sum, const std::array<T, n>& more) {
  for (std::size_t i = 0; i < n; ++i) sum[i] += more[i];
}

/// Adds every column of a week to that of a sum.
class Adder {
 public:
  Adder(const WeekLog& sum, const WeekLog& week) : sum_(sum), week_(week) {}

  template <class T>
  void operator()(const char*, T& column) const {
    // The same column of the other row lies as far from its beginning.
    const auto offset =
        reinterpret_cast<const std::byte*>(&column) - reinterpret_cast<const std::byte*>(&sum_);
    add_to(column, *reinterpret_cast<const T*>(reinterpret_cast<const std::byte*>(&week_) + offset));
  }

 private:
  const WeekLog& sum_;
  const WeekLog& week_;
};
static_assert(std::is_standard_layout_v<WeekLog>);

/// A day as a year with its fraction: 1 July 2024 is 2024.5.
double as_year(sim::Date day) {
  const sim::Date first = sim::Date::of(day.year(), 1, 1);
  const sim::Date next = sim::Date::of(day.year() + 1, 1, 1);
  return day.year() + static_cast<double>(day.days - first.days) / (next.days - first.days);
}

int quarter_of(sim::Date day) {
  int begun = 0;
  for (const unsigned month : {4U, 7U, 10U}) begun += day >= sim::Date::of(day.year(), month, 1) ? 1 : 0;
  return begun;
}

/// A run that begins so few weeks before a year fills its shelves in them: they are no year, and no sum counts them.
constexpr int kMostWarmUpWeeks = 8;

bool is_warm_up(const sim::Calendar& calendar, int last_week_of_year) {
  return last_week_of_year < kMostWarmUpWeeks && calendar.weeks > kMostWarmUpWeeks;
}

}  // namespace

std::vector<int> years_told(const sim::Calendar& calendar) {
  std::vector<int> years;
  int year = calendar.date_of(0).plus_days(6).year();
  for (int week = 0; week < calendar.weeks; ++week) {
    const int next = calendar.year_of(week + 1);
    if (next != year && !is_warm_up(calendar, week)) years.push_back(year);
    year = next;
  }
  return years;
}

void add(WeekLog& sum, const WeekLog& week) {
  add_flows(sum, week);
  sum.premium = week.premium;
}

void add_flows(WeekLog& sum, const WeekLog& more) {
  const ByChipClass<double> premium = sum.premium;
  Adder adder(sum, more);
  sum.columns(adder);
  sum.premium = premium;
}

const YearOutcome* RunOutcome::year(int wanted) const& {
  for (const YearOutcome& candidate : years) {
    if (candidate.year == wanted) return &candidate;
  }
  return nullptr;
}

const Standing* RunOutcome::standing(int week) const& {
  const Standing* last = nullptr;
  for (const Standing& candidate : standings) {
    if (candidate.week <= week) last = &candidate;
  }
  return last;
}

std::optional<YearOutcome> RunOutcome::on(sim::Date day, const sim::Calendar& calendar) const {
  const int week = calendar.last_week_ended_by(day);
  const YearOutcome* whole = year(day.year());
  const Standing* stood = standing(week);
  if (whole == nullptr || stood == nullptr || week < 0) return std::nullopt;
  YearOutcome seen = *whole;
  seen.end = *stood;
  const auto quarter_of_day = static_cast<std::size_t>(quarter_of(day));
  seen.quarter = whole->quarters[quarter_of_day];
  seen.since_start = {};
  for (const YearOutcome& past : years) {
    if (past.year > day.year()) break;
    for (std::size_t q = 0; q < 4; ++q) {
      if (past.year < day.year() || q <= quarter_of_day) add(seen.since_start, past.quarters[q]);
    }
  }
  seen.flow.premium = premium[static_cast<std::size_t>(week)];
  return seen;
}

RunOutcome outcome_of(const World& world) {
  const sim::Calendar& calendar = world.scenario->calendar;
  RunOutcome outcome;
  outcome.standings = world.standings;
  outcome.passed_h100e.fill(sim::kInfinity);
  outcome.passed_chips.fill(sim::kInfinity);

  WeekLog since_start;
  double enforcement_usd_so_far = 0;
  YearOutcome year;
  year.year = calendar.date_of(0).plus_days(6).year();
  std::size_t next_standing = 0;
  for (int week = 0; week < world.week; ++week) {
    const sim::Date last_day = calendar.date_of(week).plus_days(6);
    const WeekLog& log = world.log[static_cast<std::size_t>(week)];
    outcome.premium.push_back(log.premium);
    add(since_start, log);
    add(year.flow, log);
    year.enforcement_usd += enforcement_usd(world, week);
    add(year.quarters[static_cast<std::size_t>(quarter_of(last_day))], log);
    if (next_standing < world.standings.size() && world.standings[next_standing].week == week) {
      const Standing& standing = world.standings[next_standing++];
      year.end = standing;
      const double values[] = {standing.campus_china, standing.fleet_china, standing.nation_china,
                               standing.abroad_china};
      const double chips[] = {standing.campus_china_chips, standing.fleet_china_chips,
                              standing.nation_china_chips, standing.abroad_china_chips};
      for (std::size_t c = 0; c < kClusters; ++c) {
        const double when = as_year(last_day);
        if (values[c] >= world.scenario->million)
          outcome.passed_h100e[c] = std::min(outcome.passed_h100e[c], when);
        if (chips[c] >= world.scenario->million)
          outcome.passed_chips[c] = std::min(outcome.passed_chips[c], when);
      }
    }
    if (calendar.year_of(week + 1) != year.year && is_warm_up(calendar, week)) {
      since_start = {};
      const Standing end = year.end;
      year = {};
      year.begin = end;
      year.year = calendar.year_of(week + 1);
    } else if (calendar.year_of(week + 1) != year.year) {
      year.quarter = year.quarters[3];
      year.since_start = since_start;
      enforcement_usd_so_far += year.enforcement_usd;
      year.enforcement_usd_so_far = enforcement_usd_so_far;
      year.world = world_state(world_facts(year.end, world.scenario->question), world.scenario->question);
      outcome.years.push_back(year);
      year = {};
      year.begin = outcome.years.back().end;
      year.year = calendar.year_of(week + 1);
    }
  }
  return outcome;
}

}  // namespace chokepoint
