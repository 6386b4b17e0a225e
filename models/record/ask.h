// One number asked of a run: a measure, or an amount told apart by product, designer, place or rank, over a period.
//
// A period of a run ends with the last week that has wholly passed by the end of its last day, and begins after the last
// that has by the end of the day before its first. What stands is that of its end; what flows, the sum over it; a measure of
// "the year" or "the quarter" is of the period.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/record/measures.h"
#include "models/record/watch.h"
#include "models/week.h"
#include "sim/input/fields.h"
#include "sim/input/period.h"

namespace chokepoint {

struct Scenario;
struct World;

/// What an amount is told apart by, written in brackets: sold[H20], sold[Nvidia], stock[MY], lab_us[5].
enum class AmountKey { kNone, kProduct, kPlace, kRank };

/// Of a key, what is added up.
struct AmountOf {
  std::vector<sim::Id<Product>> products;
  sim::Id<Place> place{};
  std::size_t rank = 1;
};

struct Amount {
  const char* name;
  const char* unit;
  const char* sentence;
  AmountKey by;
  bool flows;  ///< over a period: the end less the beginning; else what stands at its end
  double (*at)(const Scenario& scenario, const Sight& sight, const AmountOf& of);
};
std::span<const Amount> amounts();
/// By name; nullptr when there is none.
const Amount* find_amount(std::string_view name);

/// What is made of the values of a period.
enum class Aggregate {
  kWhole,  ///< the value of the period
  kMean,  ///< over the days in it at which one looks, every fourth week: flows are of the weeks since the last look
  kMost,            ///< the largest of them
  kLeast,           ///< the smallest
  kGrowth,          ///< factor a year from its first day to its last
  kDoublingMonths,  ///< months in which that doubles
};

/// A measure or an amount.
struct Query {
  const Measure* measure = nullptr;
  const Amount* amount = nullptr;
  AmountOf of;
  Aggregate aggregate = Aggregate::kWhole;
  sim::Period period;
};

/// The weeks at whose ends a watch must look for these.
std::vector<int> weeks_to_watch(std::span<const Query> queries, const sim::Calendar& calendar);

/// What a finished run that was watched says; NaN for a period that it does not have. Amounts have no mean, most or least:
/// std::invalid_argument.
double answer(const World& world, const Query& query);

/// What a finished run shows, with its answers.
RunOutcome outcome_with_answers(const World& world, std::span<const Query> queries);

/// Runs a scenario once and asks it: the outcome has the answers. Throws as simulate().
RunOutcome simulate_and_ask(const Scenario& scenario, const sim::RandomStreams& streams, Checks checks,
                            const Parameters& parameters, std::span<const Query> queries);

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::Aggregate> {
  static constexpr const char* names[] = {"whole", "mean", "most", "least", "growth", "doubling_months"};
};
