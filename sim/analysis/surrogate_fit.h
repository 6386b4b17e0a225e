// The surrogates themselves: all that the analyses ask of OpenTURNS, behind plain types.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sim/experiment/design.h"

namespace sim::detail {

struct Shares {
  std::vector<double> first;  ///< by column
  std::vector<double> total;
};

struct Fit {
  std::function<std::vector<double>(const Matrix& rows)> predict;
  std::function<Shares()> shares;  ///< empty when they are to be taken from predictions
};

/// What stands in a library of its own, which is loaded when somebody asks: OpenTURNS brings some eighty libraries with
/// it, and every command would wait for the linker.
struct SurrogateFits {
  /// Makes OpenTURNS serial, silent and seeded while what it returns lives, and puts back what it found.
  std::shared_ptr<void> (*quiet)();

  /// Sparse polynomial chaos of columns uniform on [0, 1]; `spread` in (0, 1]: 1 takes all terms of a degree,
  /// less fewer interactions. A column of L levels, by column and 0 for none, gets degrees below L, all that
  /// its values can tell apart. Throws std::runtime_error when OpenTURNS cannot fit.
  Fit (*chaos)(const Matrix& rows, const std::vector<double>& outputs, const std::vector<int>& levels,
               double spread);

  /// Kriging with a Matern 5/2 covariance of given scales, a column each, and a nugget relative to its
  /// variance. Throws likewise.
  Fit (*kriging)(const Matrix& rows, const std::vector<double>& outputs, const std::vector<double>& scales,
                 double nugget);

  /// Scales of maximum likelihood under the nugget, sought from `start`. Throws likewise.
  std::vector<double> (*kriging_scales)(const Matrix& rows, const std::vector<double>& outputs,
                                        const std::vector<double>& start, double nugget);
};

}  // namespace sim::detail

/// The one name that the library shows.
extern "C" const sim::detail::SurrogateFits* chokepoint_surrogate_fits();
