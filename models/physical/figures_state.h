// Dated figures that are not known exactly: parameters and columns (figures.h says how a run draws them).
#pragma once

#include "sim/engine/grid.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct DatedFigure {};  // tag: a dated series with a range
struct Week {};         // tag: a week of the span

struct FigureParameters {
  sim::Parameter memory_years;

  template <class Visit>
  void fields(Visit& visit) {
    visit("memory_years", memory_years,
          {.says = "time over which a dated figure that lies above its central value comes back to it",
           .unit = "years",
           .low = 0.1,
           .high = 100,
           .required = true});
  }
};

struct FigureColumns {
  sim::Grid<DatedFigure, Week, double> figures;  ///< as this run drew them, by week

  template <class Visit>
  void columns(Visit& visit) {
    visit("figures", figures);
  }
};

struct FigurePriors {
  FigureParameters figures;

  template <class Visit>
  void fields(Visit& visit) {
    visit("figures", figures, {.says = "how dated figures stray within their ranges", .required = true});
  }
};

/// Its place in models/kinds.h.
struct FigureKind {
  using State = FigureColumns;
  using Priors = FigurePriors;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
