// The surrogates themselves: all that the analyses ask of OpenTURNS, behind plain types.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sim/experiment/design.h"

namespace sim::detail {

/// Makes OpenTURNS serial, silent and seeded while it lives, and puts back what it found.
class QuietOpenTurns {
 public:
  QuietOpenTurns();
  ~QuietOpenTurns();
  QuietOpenTurns(const QuietOpenTurns&) = delete;
  QuietOpenTurns& operator=(const QuietOpenTurns&) = delete;

 private:
  struct Before;
  std::unique_ptr<Before> before_;
};

struct Shares {
  std::vector<double> first;  ///< by column
  std::vector<double> total;
};

struct Fit {
  std::function<std::vector<double>(const Matrix& rows)> predict;
  std::function<Shares()> shares;  ///< empty when they are to be taken from predictions
};

/// Sparse polynomial chaos of columns uniform on [0, 1]; `spread` in (0, 1]: 1 takes all terms of a degree,
/// less fewer interactions. A column of L levels, by column and 0 for none, gets degrees below L, all that
/// its values can tell apart. Throws std::runtime_error when OpenTURNS cannot fit.
Fit fit_chaos(const Matrix& rows, const std::vector<double>& outputs, const std::vector<int>& levels,
              double spread);

/// Kriging with a Matern 5/2 covariance of given scales, a column each, and a nugget relative to its
/// variance. Throws likewise.
Fit fit_kriging(const Matrix& rows, const std::vector<double>& outputs, const std::vector<double>& scales,
                double nugget);

/// Scales of maximum likelihood under the nugget, sought from `start`. Throws likewise.
std::vector<double> kriging_scales(const Matrix& rows, const std::vector<double>& outputs,
                                   const std::vector<double>& start, double nugget);

}  // namespace sim::detail
