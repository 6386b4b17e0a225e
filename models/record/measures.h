// What is reported of a run: named measures, each with its unit, a sentence, and how to count it.
#pragma once

#include <span>
#include <string_view>

#include "models/record/outcome.h"

namespace chokepoint {

/// A number that a run gives for each year.
struct Measure {
  const char* name;  ///< as in CSV
  const char* unit;
  const char* sentence;
  double (*count)(const YearOutcome& year);
};
std::span<const Measure> measures();
/// By name; nullptr when there is none.
const Measure* find_measure(std::string_view name);

/// A number that a run gives for each year and place.
struct PlaceMeasure {
  const char* name;
  const char* unit;
  const char* sentence;
  double (*count)(const YearOutcome& year, sim::Id<Place> place);
};
std::span<const PlaceMeasure> place_measures();
const PlaceMeasure* find_place_measure(std::string_view name);

}  // namespace chokepoint
