#include "sim/experiment/design.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <boost/random/sobol.hpp>

#include "sim/engine/random.h"
#include "sim/experiment/interrupt.h"

namespace sim {
namespace {

constexpr Purpose kShift{"design.sobol.shift"};
constexpr Purpose kCells{"design.latin-hypercube.cells"};
constexpr Purpose kOrder{"design.morris.order"};
constexpr Purpose kStart{"design.morris.start"};
constexpr Purpose kDirection{"design.morris.direction"};

constexpr std::size_t kDrawsBetweenLooks = 1 << 16;

constexpr double kBelowOne = 1 - 0x1p-53;

[[noreturn]] void refuse(const std::string& why) { throw std::invalid_argument("no design: " + why); }

std::size_t product(std::size_t a, std::size_t b) {
  if (b != 0 && a > std::numeric_limits<std::size_t>::max() / b)
    refuse("it has more rows than can be counted");
  return a * b;
}

int levels_of(const Plan& plan, std::size_t factor) { return plan.levels.empty() ? 0 : plan.levels[factor]; }

double middle_of_cell(std::size_t cell, std::size_t cells) {
  return (static_cast<double>(cell) + 0.5) / static_cast<double>(cells);
}

/// u where the factor is continuous, else the middle of the level it falls in.
double on_level(const Plan& plan, std::size_t factor, double u) {
  const int levels = levels_of(plan, factor);
  if (levels == 0) return u;
  // u * L may round up to L.
  const int level = std::min(static_cast<int>(u * levels), levels - 1);
  return middle_of_cell(static_cast<std::size_t>(level), static_cast<std::size_t>(levels));
}

std::size_t sobol_columns(const Plan& plan) {
  return plan.method == Method::kSaltelli ? product(plan.factors, 2) : plan.factors;
}

void check(const Plan& plan) {
  if (plan.factors == 0) refuse("it has no factor");
  if (!plan.levels.empty() && plan.levels.size() != plan.factors) refuse("levels are not one a factor");
  if (!plan.group.empty() && plan.group.size() != plan.factors) refuse("groups are not one a factor");
  const auto negative = [](int levels) { return levels < 0; };
  if (std::any_of(plan.levels.begin(), plan.levels.end(), negative)) refuse("a factor has levels below 0");
  const bool by_factor = plan.method == Method::kGrid || plan.method == Method::kOneAtATime;
  const bool continuous = plan.levels.empty() || std::count(plan.levels.begin(), plan.levels.end(), 0) > 0;
  if (plan.samples == 0 && (continuous || !by_factor)) refuse("it has no sample");
  if (plan.method == Method::kMorris && (plan.morris_levels < 2 || plan.morris_levels % 2 != 0)) {
    refuse(fmt::format("a Morris grid needs an even number of levels, not {}", plan.morris_levels));
  }
  const bool sequence = plan.method == Method::kSobol || plan.method == Method::kSaltelli;
  if (sequence && sobol_columns(plan) > kMostSobolColumns) {
    refuse(fmt::format("{} columns are more than the {} of a Sobol' sequence", sobol_columns(plan),
                       kMostSobolColumns));
  }
  if (plan.method == Method::kLatinHypercube && product(plan.samples, plan.factors) > kMostLatinNumbers) {
    refuse(
        fmt::format("a Latin hypercube of {} samples of {} factors is {} numbers, and {} at most are held; "
                    "a Sobol' sequence is made point by point",
                    plan.samples, plan.factors, plan.samples * plan.factors, kMostLatinNumbers));
  }
}

std::vector<double> grid(const Plan& plan, std::size_t row) {
  std::vector<double> point(plan.factors);
  for (std::size_t factor = plan.factors; factor-- > 0;) {
    const std::size_t stops = stops_of(plan, factor);
    point[factor] = middle_of_cell(row % stops, stops);
    row /= stops;
  }
  return point;
}

std::vector<double> one_at_a_time(const Plan& plan, std::size_t row) {
  std::vector<double> point(plan.factors);
  for (std::size_t factor = 0; factor < plan.factors; ++factor) point[factor] = on_level(plan, factor, 0.5);
  if (row == 0) return point;
  std::size_t stop = row - 1;
  std::size_t factor = 0;
  for (; stop >= stops_of(plan, factor); ++factor) stop -= stops_of(plan, factor);
  point[factor] = middle_of_cell(stop, stops_of(plan, factor));
  return point;
}

/// 0..count-1 in an order that {random draws, what, purpose} fixes.
std::vector<std::uint32_t> shuffled(std::size_t count, const RandomStreams& streams, std::uint64_t what,
                                    Purpose purpose) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  for (std::size_t last = count; last-- > 1;) {
    if (last % kDrawsBetweenLooks == 0) heed_interrupt();
    const double u = streams.uniform(what, last, purpose);
    std::swap(order[last],
              order[std::min(static_cast<std::size_t>(u * static_cast<double>(last + 1)), last)]);
  }
  return order;
}

std::vector<std::vector<std::uint32_t>> latin_cells(const Plan& plan) {
  std::vector<std::vector<std::uint32_t>> cells(plan.factors);
  for (std::size_t factor = 0; factor < plan.factors; ++factor)
    cells[factor] = shuffled(plan.samples, RandomStreams{plan.seed, 0}, factor, kCells);
  return cells;
}

std::vector<double> morris(const Plan& plan, const std::vector<std::vector<std::size_t>>& members,
                           std::size_t row) {
  const std::size_t trajectory = row / (members.size() + 1);
  const std::size_t moves = row % (members.size() + 1);
  const RandomStreams streams{plan.seed, 0};
  const auto half = static_cast<std::size_t>(plan.morris_levels / 2);
  // A factor goes between the grid's points i and i + p / 2, i < p / 2, so every point is as likely.
  const auto value = [&](std::size_t factor, std::size_t point) {
    const double u = static_cast<double>(point) / (plan.morris_levels - 1);
    return on_level(plan, factor, std::min(u, kBelowOne));
  };
  std::vector<bool> has_moved(plan.factors, false);
  const std::vector<std::uint32_t> order = shuffled(members.size(), streams, trajectory, kOrder);
  for (std::size_t move = 0; move < moves; ++move) {
    for (const std::size_t factor : members[order[move]]) has_moved[factor] = true;
  }
  std::vector<double> point(plan.factors);
  for (std::size_t factor = 0; factor < plan.factors; ++factor) {
    const double u = streams.uniform(factor, trajectory, kStart);
    const auto low = std::min(static_cast<std::size_t>(u * static_cast<double>(half)), half - 1);
    const bool starts_low = streams.uniform(factor, trajectory, kDirection) < 0.5;
    point[factor] = value(factor, starts_low == !has_moved[factor] ? low : low + half);
  }
  return point;
}

}  // namespace

std::size_t stops_of(const Plan& plan, std::size_t factor) {
  const int levels = levels_of(plan, factor);
  return levels > 0 ? static_cast<std::size_t>(levels) : plan.samples;
}

std::size_t groups_of(const Plan& plan) {
  return plan.group.empty() ? plan.factors : *std::max_element(plan.group.begin(), plan.group.end()) + 1;
}

std::vector<std::vector<std::size_t>> members_of(const Plan& plan) {
  std::vector<std::vector<std::size_t>> members(plan.group.empty() ? plan.factors : 0);
  for (std::size_t factor = 0; factor < plan.factors; ++factor) {
    const std::size_t group = plan.group.empty() ? factor : plan.group[factor];
    // More groups than factors leave one empty; said before a huge number makes a huge list.
    if (group >= plan.factors)
      refuse(fmt::format("group {} leaves a group before it without a factor", group));
    if (group >= members.size()) members.resize(group + 1);
    members[group].push_back(factor);
  }
  for (std::size_t group = 0; group < members.size(); ++group) {
    if (members[group].empty()) refuse(fmt::format("group {} has no factor", group));
  }
  return members;
}

double morris_step(const Plan& plan) { return plan.morris_levels / (2.0 * (plan.morris_levels - 1)); }

std::size_t rows_of(const Plan& plan) {
  check(plan);
  const std::size_t groups = members_of(plan).size();
  std::size_t rows = 1;
  switch (plan.method) {
    case Method::kGrid:
      for (std::size_t factor = 0; factor < plan.factors; ++factor)
        rows = product(rows, stops_of(plan, factor));
      return rows;
    case Method::kOneAtATime:
      for (std::size_t factor = 0; factor < plan.factors; ++factor) rows += stops_of(plan, factor);
      return rows;
    case Method::kLatinHypercube:
    case Method::kSobol:
      return plan.samples;
    case Method::kSaltelli:
      return product(plan.samples, plan.second_order ? 2 * groups + 2 : groups + 2);
    case Method::kMorris:
      return product(plan.samples, groups + 1);
  }
  refuse("it has no method");
}

/// The points of the sequence, shifted; levels not applied.
class Design::Sequence {
 public:
  explicit Sequence(const Plan& plan) : shift_(sobol_columns(plan), 0), sequence_(shift_.size()) {
    if (plan.seed == 0) return;
    for (std::size_t column = 0; column < shift_.size(); ++column) {
      // 53 bits each: what a double below 1 holds exactly.
      shift_[column] =
          static_cast<std::uint64_t>(RandomStreams{plan.seed, 0}.uniform(column, 0, kShift) * 0x1p53);
    }
  }

  std::vector<double> point(std::size_t row) {
    const std::lock_guard lock(mutex_);
    // Most ask for one point after the other, or for the same again and again.
    if (last_.empty() || row != row_) {
      if (row > 0 && (last_.empty() || row != row_ + 1)) sequence_.seed(row - 1);
      if (row == 0) sequence_.seed(0);
      last_.resize(shift_.size());
      for (std::size_t column = 0; column < shift_.size(); ++column) {
        const std::uint64_t bits = row == 0 ? 0 : sequence_() >> 11;  // Boost leaves out the first point
        last_[column] = static_cast<double>(bits ^ shift_[column]) * 0x1p-53;
      }
      row_ = row;
    }
    return last_;
  }

 private:
  std::vector<std::uint64_t> shift_;
  std::mutex mutex_;
  boost::random::sobol sequence_;  ///< its next point is row_ + 1
  std::size_t row_ = 0;
  std::vector<double> last_;  ///< the point of row_
};

Design::Design(Plan plan) : plan_(std::move(plan)), size_(rows_of(plan_)), members_(members_of(plan_)) {
  if (plan_.method == Method::kLatinHypercube) cells_ = latin_cells(plan_);
  if (plan_.method == Method::kSobol || plan_.method == Method::kSaltelli)
    sequence_ = std::make_shared<Sequence>(plan_);
}

std::vector<double> Design::operator[](std::size_t row) const {
  if (plan_.factors == 0) return {};
  switch (plan_.method) {
    case Method::kGrid:
      return grid(plan_, row);
    case Method::kOneAtATime:
      return one_at_a_time(plan_, row);
    case Method::kMorris:
      return morris(plan_, members_, row);
    case Method::kLatinHypercube:
    case Method::kSobol:
    case Method::kSaltelli:
      break;
  }
  const std::size_t groups = members_.size();
  const std::size_t rows = plan_.method != Method::kSaltelli ? 1
                           : plan_.second_order              ? 2 * groups + 2
                                                             : groups + 2;
  std::vector<double> base;
  if (plan_.method == Method::kLatinHypercube) {
    for (const auto& of_factor : cells_) base.push_back(middle_of_cell(of_factor[row], plan_.samples));
  } else {
    base = sequence_->point(row / rows);
  }
  // Of Saltelli's rows A, AB, BA, B: whether most factors are from b, and which group is from the other one.
  const std::size_t within = row % rows;
  const bool is_b = within > groups;
  const bool is_mixed = rows > 1 && within > 0 && within + 1 < rows;
  std::vector<bool> is_other(plan_.factors, false);
  if (is_mixed) {
    for (const std::size_t factor : members_[(within - 1) % groups]) is_other[factor] = true;
  }
  std::vector<double> point(plan_.factors);
  for (std::size_t factor = 0; factor < plan_.factors; ++factor) {
    const bool from_b = rows > 1 && is_b != is_other[factor];
    point[factor] = on_level(plan_, factor, base[from_b ? plan_.factors + factor : factor]);
  }
  return point;
}

Matrix points_of(const Plan& plan) {
  const Design design(plan);
  Matrix rows;
  rows.reserve(design.size());
  for (std::size_t row = 0; row < design.size(); ++row) rows.push_back(design[row]);
  return rows;
}

}  // namespace sim
