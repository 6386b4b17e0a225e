#include "models/record/ask.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "models/compute/world_state.h"
#include "models/record/price.h"
#include "models/setup.h"
#include "sim/numeric/constants.h"

namespace chokepoint {
namespace {

using sim::Id;

constexpr double kDaysAYear = 365.25;

using ByProduct = sim::Column<Product, std::int64_t>;

double chips(const Scenario& scenario, const ByProduct& column, const AmountOf& of) {
  double units = 0;
  for (const Id<Product> product : of.products) units += static_cast<double>(column[product]);
  return scenario.grain.chips(units);
}

double h100e(const Scenario& scenario, const ByProduct& column, const AmountOf& of) {
  double sum = 0;
  for (const Id<Product> product : of.products)
    sum += static_cast<double>(column[product]) * scenario.h100e[product];
  return sum;
}

template <auto kColumn>
double counted(const Scenario& scenario, const Sight& sight, const AmountOf& of) {
  return chips(scenario, sight.so_far.*kColumn, of);
}
template <auto kColumn>
double counted_h100e(const Scenario& scenario, const Sight& sight, const AmountOf& of) {
  return h100e(scenario, sight.so_far.*kColumn, of);
}
template <auto kColumn>
double standing(const Scenario& scenario, const Sight& sight, const AmountOf& of) {
  return chips(scenario, sight.*kColumn, of);
}
template <auto kColumn>
double standing_h100e(const Scenario& scenario, const Sight& sight, const AmountOf& of) {
  return h100e(scenario, sight.*kColumn, of);
}
template <auto kRanked>
double ranked(const Scenario& /*scenario*/, const Sight& sight, const AmountOf& of) {
  return (sight.*kRanked)[of.rank - 1];
}
template <auto kFigure>
double figure(const Scenario& /*scenario*/, const Sight& sight, const AmountOf& /*of*/) {
  return sight.*kFigure;
}

double stock_of_world(const Scenario& /*scenario*/, const Sight& sight, const AmountOf& /*of*/) {
  return std::accumulate(sight.stock_h100e.begin(), sight.stock_h100e.end(), 0.0);
}

constexpr Amount kAmounts[] = {
    {"made", "chips", "made, by product or designer", AmountKey::kProduct, true, counted<&ChipCounts::made>},
    {"made_h100e", "H100e", "the same in H100e", AmountKey::kProduct, true, counted_h100e<&ChipCounts::made>},
    {"sold", "chips", "sold to those who use or divert them, or handed to a designer's own buyer",
     AmountKey::kProduct, true, counted<&ChipCounts::sold>},
    {"sold_h100e", "H100e", "the same in H100e", AmountKey::kProduct, true, counted_h100e<&ChipCounts::sold>},
    {"sold_to_china", "chips", "of them, sold to buyers in China", AmountKey::kProduct, true,
     counted<&ChipCounts::sold_to_china>},
    {"sold_to_china_h100e", "H100e", "the same in H100e", AmountKey::kProduct, true,
     counted_h100e<&ChipCounts::sold_to_china>},
    {"delivered_to_china", "chips", "delivered in China, imported legally or made there", AmountKey::kProduct,
     true, counted<&ChipCounts::delivered_to_china>},
    {"delivered_to_china_h100e", "H100e", "the same in H100e", AmountKey::kProduct, true,
     counted_h100e<&ChipCounts::delivered_to_china>},
    {"brought_to_china", "chips", "brought into China by rings", AmountKey::kProduct, true,
     counted<&ChipCounts::smuggled>},
    {"brought_to_china_h100e", "H100e", "the same in H100e", AmountKey::kProduct, true,
     counted_h100e<&ChipCounts::smuggled>},
    {"held", "chips", "held by owners, everywhere", AmountKey::kProduct, false, standing<&Sight::held>},
    {"held_h100e", "H100e", "the same in H100e", AmountKey::kProduct, false, standing_h100e<&Sight::held>},
    {"held_in_china", "chips", "standing in China", AmountKey::kProduct, false,
     standing<&Sight::held_in_china>},
    {"held_in_china_h100e", "H100e", "the same in H100e", AmountKey::kProduct, false,
     standing_h100e<&Sight::held_in_china>},
    {"stock", "H100e", "all AI chips standing in a place", AmountKey::kPlace, false,
     [](const Scenario&, const Sight& sight, const AmountOf& of) { return sight.stock_h100e[of.place]; }},
    {"smuggled_over", "H100e", "brought into China by rings over a place", AmountKey::kPlace, true,
     [](const Scenario&, const Sight& sight, const AmountOf& of) {
       return sight.so_far.smuggled_h100e_over[of.place];
     }},
    {"lab_us", "H100e", "used by the n-th largest lab outside China", AmountKey::kRank, false,
     ranked<&Sight::lab_us>},
    {"lab_china", "H100e", "used by the n-th largest Chinese lab", AmountKey::kRank, false,
     ranked<&Sight::lab_china>},
    {"stock_of_world", "H100e", "all AI chips that owners have, everywhere", AmountKey::kNone, false,
     stock_of_world},
    {"domestic_site_china", "H100e",
     "largest site that an owner in China could fill with Chinese chips alone", AmountKey::kNone, false,
     figure<&Sight::domestic_site_china>},
    {"site_abroad_china", "H100e", "largest site outside China that a Chinese firm fills", AmountKey::kNone,
     false, figure<&Sight::site_abroad_china>},
};

/// Weeks after the first and up to the last.
struct Weeks {
  int before = -1;
  int last = -1;
  bool in(const World& world) const { return before < last && last < world.week && before >= -1; }
};

int ended_by(const sim::Calendar& calendar, sim::Date day) { return calendar.last_week_ended_by(day); }

Weeks weeks_of(const sim::Period& period, const sim::Calendar& calendar) {
  Weeks weeks{-1, ended_by(calendar, period.last)};
  if (!period.first) return weeks;
  // A day alone is a moment: its flows are those of the week that ended by it.
  weeks.before = *period.first == period.last ? weeks.last - 1
                                              : std::max(-1, ended_by(calendar, period.first->plus_days(-1)));
  // Before its first day a run has nothing; a year that begins within that week is whole.
  if (*period.first <= calendar.first.plus_days(-7)) weeks.last = weeks.before = -1;
  return weeks;
}

/// A year of the run that is these weeks.
YearOutcome year_of(const World& world, Weeks weeks, const Standing& begin, const Standing& end) {
  YearOutcome year;
  year.year = world.scenario->calendar.year_of(weeks.last);
  year.begin = begin;
  year.end = end;
  for (int week = 0; week <= weeks.last; ++week) {
    const WeekLog& log = world.log[static_cast<std::size_t>(week)];
    const double enforcement = enforcement_usd(world, week);
    add(year.since_start, log);
    year.enforcement_usd_so_far += enforcement;
    if (week <= weeks.before) continue;
    add(year.flow, log);
    year.enforcement_usd += enforcement;
  }
  year.quarter = year.flow;
  year.world = world_state(world_facts(end, world.scenario->question), world.scenario->question);
  return year;
}

const Sight& sight_at(const World& world, int week) {
  static const Sight nothing;
  return week < 0 ? nothing : world.watch->sights.at(week);
}

double value_over(const World& world, const Query& query, Weeks weeks) {
  const Sight& end = sight_at(world, weeks.last);
  const Sight& begin = sight_at(world, weeks.before);
  if (query.measure != nullptr)
    return query.measure->count(year_of(world, weeks, begin.standing, end.standing));
  const double value = query.amount->at(*world.scenario, end, query.of);
  if (!query.amount->flows || weeks.before < 0) return value;
  return value - query.amount->at(*world.scenario, begin, query.of);
}

/// The value at each look within the weeks.
std::vector<double> values_within(const World& world, const Query& query, Weeks weeks) {
  if (query.measure == nullptr) throw std::invalid_argument("an amount has no mean, most or least");
  std::vector<double> values;
  const Standing none;
  const Standing* begin = &none;
  for (const Standing& end : world.standings) {
    const int week = static_cast<int>(end.week);
    const int before = begin == &none ? -1 : static_cast<int>(begin->week);
    if (week > weeks.before && week <= weeks.last)
      values.push_back(query.measure->count(year_of(world, {before, week}, *begin, end)));
    begin = &end;
  }
  return values;
}

/// Factor a year from the first day of the period to its last.
double growth(const World& world, const Query& query) {
  const sim::Period& period = query.period;
  if (!period.first) return sim::kNan;
  const auto at = [&](sim::Date day) {
    const Weeks weeks = weeks_of({day, day, ""}, world.scenario->calendar);
    return weeks.in(world) ? value_over(world, query, weeks) : sim::kNan;
  };
  const double years = (period.last.days - period.first->days) / kDaysAYear;
  return std::pow(at(period.last) / at(*period.first), 1 / years);
}

}  // namespace

std::span<const Amount> amounts() { return kAmounts; }

const Amount* find_amount(std::string_view name) {
  for (const Amount& amount : kAmounts) {
    if (name == amount.name) return &amount;
  }
  return nullptr;
}

std::vector<int> weeks_to_watch(std::span<const Query> queries, const sim::Calendar& calendar) {
  std::vector<int> weeks;
  const auto add_weeks = [&](const sim::Period& period) {
    const Weeks of = weeks_of(period, calendar);
    weeks.insert(weeks.end(), {of.before, of.last});
  };
  for (const Query& each : queries) {
    const sim::Period& period = each.period;
    add_weeks(period);
    add_weeks({period.last, period.last, ""});
    if (period.first) add_weeks({*period.first, *period.first, ""});
  }
  std::sort(weeks.begin(), weeks.end());
  weeks.erase(std::unique(weeks.begin(), weeks.end()), weeks.end());
  std::erase_if(weeks, [&](int week) { return week < 0 || week >= calendar.weeks; });
  return weeks;
}

double answer(const World& world, const Query& query) {
  if (query.aggregate == Aggregate::kGrowth) return growth(world, query);
  if (query.aggregate == Aggregate::kDoublingMonths) return 12 * std::log(2) / std::log(growth(world, query));
  const Weeks weeks = weeks_of(query.period, world.scenario->calendar);
  if (!weeks.in(world)) return sim::kNan;
  if (query.aggregate == Aggregate::kWhole) return value_over(world, query, weeks);
  const std::vector<double> values = values_within(world, query, weeks);
  if (values.empty()) return sim::kNan;
  if (query.aggregate == Aggregate::kMost) return *std::max_element(values.begin(), values.end());
  if (query.aggregate == Aggregate::kLeast) return *std::min_element(values.begin(), values.end());
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

RunOutcome outcome_with_answers(const World& world, std::span<const Query> queries) {
  RunOutcome outcome = outcome_of(world);
  for (const Query& each : queries) outcome.answers.push_back(answer(world, each));
  return outcome;
}

RunOutcome simulate_and_ask(const Scenario& scenario, const sim::RandomStreams& streams, Checks checks,
                            const Parameters& parameters, std::span<const Query> queries) {
  World world = make_world(scenario, streams, parameters);
  Watch watch = watch_over(world, weeks_to_watch(queries, scenario.calendar));
  world.watch = &watch;
  run_to_end(world, checks);
  return outcome_with_answers(world, queries);
}

}  // namespace chokepoint
