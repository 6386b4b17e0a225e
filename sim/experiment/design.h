// Which points of the unit cube a study runs. A design is a pure function of its plan: resuming, sharding and
// analysing recompute it, row by row as they are asked for; nobody holds it whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/input/fields.h"

namespace sim {

enum class Method { kGrid, kOneAtATime, kLatinHypercube, kSobol, kSaltelli, kMorris };
template <>
struct EnumNames<Method> {
  static constexpr const char* names[] = {"grid",  "one-at-a-time", "latin-hypercube",
                                          "sobol", "saltelli",      "morris"};
};

struct Plan {
  Method method = Method::kSobol;
  std::size_t factors = 0;
  /// Latin hypercube and Sobol': points. Saltelli: base points. Morris: trajectories. Grid and one-at-a-time:
  /// points along a continuous factor (unused when there is none).
  std::size_t samples = 0;
  /// By factor: 0 continuous, else its number of levels; empty: all continuous. A factor with L levels only
  /// takes the values (i + 0.5) / L, i < L: the level of a value u is floor(u L).
  std::vector<int> levels;
  /// By factor: its group, 0..G-1, each with a member; empty: each factor its own. The factors of a group
  /// move together in Saltelli and Morris designs; the others ignore groups.
  std::vector<std::size_t> group;
  bool second_order = false;  ///< Saltelli: also the rows that second-order indices need
  int morris_levels = 4;      ///< Morris: p, levels of the grid; even, at least 2
  /// 0: the Sobol' sequence as it is, whose first point is 0 in every factor. Else a random digital shift of
  /// it: as even, unbiased, and without the corner. Latin hypercube and Morris: of their random draws.
  std::uint64_t seed = 0;
};

/// The most numbers (factors times samples) of a Latin hypercube, which alone is held whole: 4 bytes each.
inline constexpr std::size_t kMostLatinNumbers = 25'000'000;

/// The most columns a Sobol' sequence has here: factors, or twice the factors of a Saltelli plan.
inline constexpr std::size_t kMostSobolColumns = 3667;

using Matrix = std::vector<std::vector<double>>;  ///< by row, by column

/// Groups in the plan; without groups its factors.
std::size_t groups_of(const Plan& plan);
/// By group, the numbers of its factors in rising order.
std::vector<std::vector<std::size_t>> members_of(const Plan& plan);

/// Points that a grid or a one-at-a-time plan has along a factor: its levels, or `samples` when continuous.
std::size_t stops_of(const Plan& plan, std::size_t factor);

/// How many rows points_of() gives. Throws std::invalid_argument when the plan makes no design: no factor, no
/// sample, negative levels, lists not as long as the factors, groups with gaps, odd morris_levels, more
/// columns than kMostSobolColumns, more numbers than kMostLatinNumbers, more rows than a size_t counts.
std::size_t rows_of(const Plan& plan);

/// The design: rows_of(plan) rows of plan.factors values in [0, 1), each made when it is asked for.
///
/// kGrid: every combination, the last factor varying fastest. A continuous factor takes (i + 0.5) / samples.
/// kOneAtATime: the centre, then factor by factor its points as in kGrid from low to high, the others at the
///   centre. The centre of a continuous factor is 0.5, of one with L levels its level floor(L / 2).
/// kLatinHypercube: in each factor every cell of width 1 / samples is hit once, in its middle; the cells are
///   matched at random. Not nested. Source: McKay, Beckman, Conover (1979), Technometrics 21(2).
/// kSobol: the sequence of Joe and Kuo (2008), SIAM J. Sci. Comput. 30(5), from its first point, 0, on.
///   Nested: with more samples the first rows stay. Even only at powers of 2, which is the caller's to say.
/// kSaltelli: for each point (a, b) of a Sobol' sequence in 2 x factors columns the rows
///   A = a;  AB_1 .. AB_G = a with the group's factors from b;  with second_order also
///   BA_1 .. BA_G = b with the group's factors from a;  B = b.
///   G + 2 or 2 G + 2 rows a base point, nested as kSobol. Source: Saltelli et al. (2010), Comput. Phys.
///   Commun. 181; the order of rows is SALib's.
/// kMorris: a trajectory is a random point of the grid {0, 1 / (p - 1), .., 1} and then G rows, each of which
///   moves one more group, in random order, each of its factors up or down by p / (2 (p - 1)). G + 1 rows a
///   trajectory, nested. The grid's 1 is given as the largest number below it. Source: Morris (1991),
///   Technometrics 33(2); Campolongo, Cariboni, Saltelli (2007), Environ. Model. Softw. 22.
class Design {
 public:
  /// One row of no factor: that of a study without a design.
  Design() = default;
  /// Throws as rows_of(); sim::Interrupted.
  explicit Design(Plan plan);
  std::size_t size() const { return size_; }
  /// A row below size(); for any thread.
  std::vector<double> operator[](std::size_t row) const;

 private:
  class Sequence;

  Plan plan_;
  std::size_t size_ = 1;
  std::vector<std::vector<std::size_t>> members_;  ///< by group
  std::vector<std::vector<std::uint32_t>> cells_;  ///< Latin hypercube: by factor, row
  std::shared_ptr<Sequence> sequence_;             ///< Sobol', Saltelli
};

/// All rows of it. Throws as rows_of().
Matrix points_of(const Plan& plan);

/// The step of a factor in a Morris plan, p / (2 (p - 1)).
double morris_step(const Plan& plan);

}  // namespace sim
