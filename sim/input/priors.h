// Parameters and dated figures as they are written: inside sim/input only, for reading and for describing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/input/fields.h"

namespace sim {

/// What parameters and points have in common: a value, perhaps a range around it, and where it comes from. The
/// declaration of the field they stand in lends its unit and bounds to all three figures.
struct Sourced {
  explicit Sourced(const Says& declared) : outer(declared) {}

  const Says& outer;
  double value = 0;
  std::optional<double> low;
  std::optional<double> high;
  std::string source;
  Confidence confidence = Confidence::kEstimate;

  template <class Visit>
  void visit_figure(Visit& visit) {
    const auto figure = [&](std::string_view says) {
      return Says{.says = says, .unit = outer.unit, .low = outer.low, .high = outer.high};
    };
    Says central = figure("the central value");
    central.required = true;
    visit("value", value, central);
    visit("low", low, figure("the least it may be"));
    visit("high", high, figure("the most it may be"));
    visit("source", source, {.says = "where the figure comes from", .required = true});
    visit("confidence", confidence,
          {.says = "A seen in a source, A* arithmetic on such, B recalled, C an estimate", .required = true});
  }
  void check_range(Checker& checker) const;
};

/// A parameter written as a map.
struct WrittenPrior : Sourced {
  using Sourced::Sourced;
  std::optional<Shape> shape;
  std::vector<InView> in_view;
  std::string unit;
  std::string says;

  template <class Visit>
  void fields(Visit& visit) {
    visit_figure(visit);
    visit("shape", shape, {.says = "how belief is spread between low and high; uniform when not said"});
    visit(
        "in_view", in_view,
        {.says =
             "what its author had in view when the range was set, so that an agreement with it is no test"});
    visit("unit", unit, {.says = "the unit, as declared"});
    visit("says", says, {.says = "what the figure is"});
  }
  void check(Checker& checker) const;
};

/// One point of a Series.
struct WrittenPoint : Sourced {
  using Sourced::Sourced;
  Date date;

  template <class Visit>
  void fields(Visit& visit) {
    visit("date", date, {.says = "the day of the figure", .required = true});
    visit_figure(visit);
  }
  void check(Checker& checker) const { check_range(checker); }
};

/// One step of Steps; the declaration of the field lends its unit and bounds to the level.
struct WrittenStep {
  explicit WrittenStep(const Says& declared) : outer(declared) {}

  const Says& outer;
  Date from;
  double level = 1;

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "first day", .required = true});
    visit("level", level,
          {.says = "the level from that day on",
           .unit = outer.unit,
           .low = outer.low,
           .high = outer.high,
           .required = true});
  }
};

}  // namespace sim
