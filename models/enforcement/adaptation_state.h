// Loopholes that the authority closes: inputs, parameters and columns (adaptation.h says when).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/engine/calendar.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// A loophole as it is written.
struct LoopholeInput {
  static constexpr const char* kName = "loophole";
  sim::Reference closes;
  sim::Date since;
  std::string says;
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    visit("closes", closes, {.says = "the regime that closes it", .required = true});
    visit("since", since, {.says = "first day it can be seen", .required = true});
    visit("says", says, {.says = "what it is"});
  }
};

/// A loophole of a scenario.
struct Loophole {
  std::string regime;
  int since_week = 0;
};

struct AdaptationParameters {
  sim::Parameter closing_months;
  sim::Parameter closing_shape;

  template <class Visit>
  void fields(Visit& visit) {
    visit("closing_months", closing_months,
          {.says = "mean time until a loophole is closed at strength 1",
           .unit = "months",
           .low = 0.1,
           .high = 240,
           .required = true});
    visit("closing_shape", closing_shape,
          {.says = "shape of the gamma distribution of that time; 1 is exponential",
           .unit = "1",
           .low = 0.1,
           .high = 100,
           .required = true});
  }
};

/// How far the authority has got.
struct Adaptation {
  std::vector<std::int32_t> closed_weeks;  ///< the week in which each loophole was closed, in their order
  double work_weeks = 0;                   ///< on the next one, in weeks at effort 1

  template <class Visit>
  void columns(Visit& visit) {
    visit("closed_weeks", closed_weeks);
    visit("work_weeks", work_weeks);
  }

  std::size_t closed() const { return closed_weeks.size(); }
  /// How many had been closed by a week that has passed, or is passing.
  std::size_t closed_by(int week) const {
    std::size_t closed = 0;
    while (closed < closed_weeks.size() && closed_weeks[closed] <= week) ++closed;
    return closed;
  }
};

struct AdaptationColumns {
  Adaptation adaptation;

  template <class Visit>
  void columns(Visit& visit) {
    visit("adaptation", adaptation);
  }
};

/// Its place in models/kinds.h.
struct AdaptationKind {
  using State = AdaptationColumns;
  static constexpr bool kBeginsAsDeclared = true;
};

}  // namespace chokepoint
