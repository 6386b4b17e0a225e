#include "models/measures.h"

#include <limits>

namespace chokepoint {
namespace {

void add(WeekLog& sum, const WeekLog& week) {
  sum.nvidia_sold += week.nvidia_sold;
  sum.nvidia_to_china += week.nvidia_to_china;
  sum.legal_to_china += week.legal_to_china;
  sum.smuggled += week.smuggled;
  sum.seized += week.seized;
  sum.domestic += week.domestic;
  sum.orders += week.orders;
  sum.refused_by_rule += week.refused_by_rule;
  sum.refused_by_seller += week.refused_by_seller;
  sum.listed += week.listed;
  sum.nvidia_h100e += week.nvidia_h100e;
  sum.legal_h100e += week.legal_h100e;
  sum.smuggled_h100e += week.smuggled_h100e;
  sum.domestic_h100e += week.domestic_h100e;
  sum.premium = week.premium;
}

/// A day as a year with its fraction: 1 July 2024 is 2024.5.
double as_year(sim::Date day) {
  const sim::Date first = sim::Date::of(day.year(), 1, 1);
  const sim::Date next = sim::Date::of(day.year() + 1, 1, 1);
  return day.year() + static_cast<double>(day.days - first.days) / (next.days - first.days);
}

int quarter_of(sim::Date day) {
  const int days = day.days - sim::Date::of(day.year(), 1, 1).days;
  return days < 90 ? 0 : days < 181 ? 1 : days < 273 ? 2 : 3;
}

double in_class(const YearOutcome& year, StockClass stock) {
  return year.end.china_by_class[static_cast<std::size_t>(stock)];
}

constexpr Measure kMeasures[] = {
    {"campus_china", "H100e", "largest single site in China at the end of the year",
     [](const YearOutcome& y) { return y.end.campus_china; }},
    {"fleet_china", "H100e", "largest fleet that one Chinese actor commands, wherever it stands",
     [](const YearOutcome& y) { return y.end.fleet_china; }},
    {"nation_china", "H100e", "all AI chips standing in China",
     [](const YearOutcome& y) { return y.end.nation_china; }},
    {"campus_us", "H100e", "largest single site in the United States",
     [](const YearOutcome& y) { return y.end.campus_us; }},
    {"fleet_us", "H100e", "largest fleet of one actor in the United States",
     [](const YearOutcome& y) { return y.end.fleet_us; }},
    {"nation_us", "H100e", "all AI chips standing in the United States",
     [](const YearOutcome& y) { return y.end.nation_us; }},
    {"campus_china_chips", "chips", "largest single site in China, in chips",
     [](const YearOutcome& y) { return y.end.campus_china_chips; }},
    {"fleet_china_chips", "chips", "largest Chinese fleet, in chips",
     [](const YearOutcome& y) { return y.end.fleet_china_chips; }},
    {"nation_china_chips", "chips", "all AI chips standing in China, in chips",
     [](const YearOutcome& y) { return y.end.nation_china_chips; }},
    {"campus_us_chips", "chips", "largest single site in the United States, in chips",
     [](const YearOutcome& y) { return y.end.campus_us_chips; }},
    {"fleet_us_chips", "chips", "largest fleet in the United States, in chips",
     [](const YearOutcome& y) { return y.end.fleet_us_chips; }},
    {"nation_us_chips", "chips", "all AI chips standing in the United States, in chips",
     [](const YearOutcome& y) { return y.end.nation_us_chips; }},
    {"still_legal", "H100e", "China's stock: legal when shipped and still legal to ship",
     [](const YearOutcome& y) { return in_class(y, StockClass::kStillLegal); }},
    {"before_ban", "H100e", "China's stock: shipped before it was banned",
     [](const YearOutcome& y) { return in_class(y, StockClass::kBeforeBan); }},
    {"licensed", "H100e", "China's stock: shipped under licence",
     [](const YearOutcome& y) { return in_class(y, StockClass::kLicensed); }},
    {"smuggled", "H100e", "China's stock: smuggled",
     [](const YearOutcome& y) { return in_class(y, StockClass::kSmuggled); }},
    {"domestic", "H100e", "China's stock: designed in China",
     [](const YearOutcome& y) { return in_class(y, StockClass::kDomestic); }},
    {"smuggled_in_year", "H100e", "brought into China by rings during the year",
     [](const YearOutcome& y) { return y.flow.smuggled_h100e; }},
    {"smuggled_chips_in_year", "chips", "brought into China by rings during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.smuggled); }},
    {"seized_chips_in_year", "chips", "smuggled lots seized during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.seized); }},
    {"domestic_chips_in_year", "chips", "Chinese chips delivered during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.domestic); }},
    {"legal_chips_in_year", "chips", "imported legally by China during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.legal_to_china); }},
    {"nvidia_to_china_in_year", "chips", "Nvidia chips sold legally to China during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.nvidia_to_china); }},
    {"nvidia_sold", "chips", "chips that Nvidia sold since the start",
     [](const YearOutcome& y) { return static_cast<double>(y.since_start.nvidia_sold); }},
    {"nvidia_sold_h100e", "H100e", "the same in H100e",
     [](const YearOutcome& y) { return y.since_start.nvidia_h100e; }},
    {"nvidia_to_china", "chips", "Nvidia chips sold legally to China since the start",
     [](const YearOutcome& y) { return static_cast<double>(y.since_start.nvidia_to_china); }},
    {"premium", "x", "price of smuggled chips in China over the price abroad, last week of the year",
     [](const YearOutcome& y) { return y.flow.premium; }},
    {"orders_refused_by_rule", "orders", "orders that the rule book refused during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.refused_by_rule); }},
    {"orders_refused_by_sellers", "orders", "orders that sellers refused during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.refused_by_seller); }},
    {"fronts_listed_in_year", "fronts", "fronts put on the entity list during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.listed); }},
};

}  // namespace

const YearOutcome* RunOutcome::year(int wanted) const {
  for (const YearOutcome& candidate : years) {
    if (candidate.year == wanted) return &candidate;
  }
  return nullptr;
}

const Standing* RunOutcome::standing(int week) const {
  const Standing* last = nullptr;
  for (const Standing& candidate : standings) {
    if (candidate.week <= week) last = &candidate;
  }
  return last;
}

RunOutcome outcome_of(const World& world) {
  const sim::Calendar& calendar = world.setting->calendar;
  RunOutcome outcome;
  outcome.standings = world.standings;
  outcome.passed_h100e.fill(std::numeric_limits<double>::infinity());
  outcome.passed_chips.fill(std::numeric_limits<double>::infinity());

  WeekLog since_start;
  YearOutcome year;
  year.year = calendar.date_of(0).plus_days(6).year();
  std::size_t next_standing = 0;
  for (int week = 0; week < world.week; ++week) {
    const sim::Date last_day = calendar.date_of(week).plus_days(6);
    const WeekLog& log = world.log[static_cast<std::size_t>(week)];
    add(since_start, log);
    add(year.flow, log);
    add(year.quarters[static_cast<std::size_t>(quarter_of(last_day))], log);
    if (next_standing < world.standings.size() && world.standings[next_standing].week == week) {
      const Standing& standing = world.standings[next_standing++];
      year.end = standing;
      const double values[] = {standing.campus_china, standing.fleet_china, standing.nation_china};
      const double chips[] = {standing.campus_china_chips, standing.fleet_china_chips,
                              standing.nation_china_chips};
      for (std::size_t c = 0; c < kClusters; ++c) {
        const double when = as_year(last_day);
        if (values[c] >= world.setting->million)
          outcome.passed_h100e[c] = std::min(outcome.passed_h100e[c], when);
        if (chips[c] >= world.setting->million)
          outcome.passed_chips[c] = std::min(outcome.passed_chips[c], when);
      }
    }
    if (calendar.date_of(week + 1).plus_days(6).year() != year.year) {
      year.since_start = since_start;
      outcome.years.push_back(year);
      year = {};
      year.year = calendar.date_of(week + 1).plus_days(6).year();
    }
  }
  return outcome;
}

std::span<const Measure> measures() { return kMeasures; }

const Measure* find_measure(std::string_view name) {
  for (const Measure& measure : kMeasures) {
    if (name == measure.name) return &measure;
  }
  return nullptr;
}

}  // namespace chokepoint
