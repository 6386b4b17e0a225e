// Points of the unit cube that follow a density known up to its scale, moved along by slice sampling: what history
// matching narrows wave by wave and then turns into a posterior.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "sim/engine/random.h"
#include "sim/experiment/design.h"

namespace sim {

struct Particles {
  Matrix points;
  std::vector<std::size_t> family;  ///< by point: those that stem from one point of an earlier day are alike
};

/// Independent and uniform in the cube, each its own family.
Particles uniform_particles(std::size_t count, std::size_t dimension, const RandomStreams& streams);

/// `count` of them, point i about weights[i] / sum times count often, in their order: systematic resampling with
/// one draw u in (0, 1). Throws std::invalid_argument when no weight is above 0. Source: Kitagawa (1996), J. Comput.
/// Graph. Stat. 5(1).
std::vector<std::size_t> systematic(std::span<const double> weights, std::size_t count, double u);

/// (sum w)^2 / sum w^2: so many equal weights tell as much. Source: Kish (1965), Survey Sampling.
double effective_size(std::span<const double> weights);

/// Where a point is that may become the next of a particle.
struct Candidate {
  std::span<const double> u;
  double least = 0;  ///< it is refused below this ln of the density: more need not be known
  /// It differs from the particle, which has density, in this column only; nothing when in several.
  std::optional<std::size_t> column{};
};

/// ln of a density; -infinity where it is 0, and allowed as soon as it must be below `least`. Called from several
/// threads.
using LogDensity = std::function<double(const Candidate& candidate)>;

/// Moves every point, which must have density, `moves` times in the columns `active`, by turns along one of them and
/// along the difference of two other points, which knows scales and correlations: a slice sampler, so that there is no
/// step to choose and the density's distribution stays. Other columns are drawn anew, uniform. Same bytes on any
/// number of threads. Source: Neal (2003), Annals of Statistics 31(3), section 4; differences: ter Braak (2006),
/// Statistics and Computing 16.
void move_particles(Particles& particles, const LogDensity& log_density,
                    const std::vector<std::size_t>& active, std::size_t moves, const RandomStreams& streams);

/// Independent points that would tell as much: n / (1 + (m - 1) rho), with m the mean size of a family by member and
/// rho the correlation within families, pooled over columns; 1 when all are one family. Source: Kish (1965), design
/// effect of clusters.
double effective_size(const Particles& particles, const std::vector<std::size_t>& columns);

}  // namespace sim
