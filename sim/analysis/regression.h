// Which inputs move an outcome, and which way, from any sample: correlations and linear models of the values
// and of their ranks. Cheap and signed; blind to what is not monotone, which R2 and rank R2 give away.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/analysis/bootstrap.h"
#include "sim/experiment/design.h"

namespace sim {

/// By value its average rank, from 1.
std::vector<double> ranks_of(const std::vector<double>& values);

/// By input, from -1 to 1 but for src and srrc, which collinear inputs may drive beyond. Percentile bootstrap
/// intervals over rows (ranks taken anew in each resample). n/a: of an input that does not vary, which the
/// others are computed without; all but pearson and spearman when inputs are collinear or there are no more
/// rows than inputs + 1; all when the output does not vary.
struct Regression {
  std::vector<Index> pearson;   ///< correlation with the output
  std::vector<Index> spearman;  ///< the same of ranks
  std::vector<Index> src;       ///< standardised regression coefficient of the linear model
  std::vector<Index> srrc;      ///< the same of ranks
  std::vector<Index> pcc;   ///< partial correlation: with the linear effect of the other inputs taken away
  std::vector<Index> prcc;  ///< the same of ranks
  Index r2;                 ///< share of the variance that the linear model explains
  Index rank_r2;            ///< the same of ranks: low means that prcc and srrc miss most
  std::size_t rows = 0;     ///< used
  std::size_t dropped = 0;  ///< left out because the run failed (NaN)
};

/// Of inputs[row][input] and outputs[row]. All follows from one correlation matrix of inputs and output and
/// its inverse P: src_i = -P_iy / P_yy, pcc_i = -P_iy / sqrt(P_ii P_yy), R2 = 1 - 1 / P_yy; ranks are average
/// ranks. The numbers are those of OpenTURNS' CorrelationAnalysis, which takes a fit an input and is too slow
/// for intervals. Throws std::invalid_argument when rows differ in length or number, an output is infinite,
/// an input is not finite, or not 0 < level < 1. Source: Saltelli, Marivoet (1990), Reliab. Eng. Syst. Saf.
/// 28; Iman, Conover (1979), Technometrics 21(4).
/// With Holds::kFamily each of the six measures has intervals that hold for all inputs together.
Regression regression(const Matrix& inputs, std::span<const double> outputs, double level = kLevel,
                      Holds holds = Holds::kEach);

/// How much each input moves the output: |prcc|, or |spearman| where prcc is n/a; NaN where both are. Throws
/// as regression().
std::vector<double> strengths(const Matrix& inputs, std::span<const double> outputs);

/// The noise line: what the strongest of so many inputs reaches by accident when none does anything, in `level`
/// of all cases. Outputs are shuffled kResamples times, and it is that quantile of the largest strength. An input
/// below it is not told from a dead one. NaN where no input or output varies. Throws as regression(). Source:
/// Westfall, Young (1993), Resampling-Based Multiple Testing, section 2.6.
double noise_line(const Matrix& inputs, std::span<const double> outputs, double level = kLevel);

/// The `most` inputs that move the output most, in rising order of their numbers: by strength. All of them when
/// there are no more. Throws as regression().
std::vector<std::size_t> strongest(const Matrix& inputs, std::span<const double> outputs, std::size_t most);

}  // namespace sim
