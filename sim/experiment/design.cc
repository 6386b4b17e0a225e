#include "sim/experiment/design.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <boost/random/sobol.hpp>

#include "sim/engine/random.h"

namespace sim {
namespace {

constexpr Purpose kShift{"design.sobol.shift"};
constexpr Purpose kCells{"design.latin-hypercube.cells"};
constexpr Purpose kOrder{"design.morris.order"};
constexpr Purpose kStart{"design.morris.start"};
constexpr Purpose kDirection{"design.morris.direction"};

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
}

Matrix grid(const Plan& plan) {
  Matrix rows(rows_of(plan), std::vector<double>(plan.factors));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::size_t rest = row;
    for (std::size_t factor = plan.factors; factor-- > 0;) {
      const std::size_t stops = stops_of(plan, factor);
      rows[row][factor] = middle_of_cell(rest % stops, stops);
      rest /= stops;
    }
  }
  return rows;
}

Matrix one_at_a_time(const Plan& plan) {
  std::vector<double> centre(plan.factors);
  for (std::size_t factor = 0; factor < plan.factors; ++factor) centre[factor] = on_level(plan, factor, 0.5);
  Matrix rows{centre};
  for (std::size_t factor = 0; factor < plan.factors; ++factor) {
    const std::size_t stops = stops_of(plan, factor);
    for (std::size_t stop = 0; stop < stops; ++stop) {
      rows.push_back(centre);
      rows.back()[factor] = middle_of_cell(stop, stops);
    }
  }
  return rows;
}

/// 0..count-1 in an order that {luck, what, purpose} fixes.
std::vector<std::size_t> shuffled(std::size_t count, const Luck& luck, std::uint64_t what, Purpose purpose) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t last = count; last-- > 1;) {
    const double u = luck.uniform(what, last, purpose);
    std::swap(order[last],
              order[std::min(static_cast<std::size_t>(u * static_cast<double>(last + 1)), last)]);
  }
  return order;
}

Matrix latin_hypercube(const Plan& plan) {
  const Luck luck{plan.seed, 0};
  Matrix rows(plan.samples, std::vector<double>(plan.factors));
  for (std::size_t factor = 0; factor < plan.factors; ++factor) {
    const std::vector<std::size_t> cells = shuffled(plan.samples, luck, factor, kCells);
    for (std::size_t row = 0; row < plan.samples; ++row) {
      rows[row][factor] = on_level(plan, factor, middle_of_cell(cells[row], plan.samples));
    }
  }
  return rows;
}

/// The first samples of the sequence, shifted; levels not applied.
Matrix sobol_sequence(const Plan& plan) {
  const std::size_t columns = sobol_columns(plan);
  std::vector<std::uint64_t> shift(columns, 0);  // 53 bits each: what a double below 1 holds exactly
  if (plan.seed != 0) {
    for (std::size_t column = 0; column < columns; ++column) {
      shift[column] = static_cast<std::uint64_t>(Luck{plan.seed, 0}.uniform(column, 0, kShift) * 0x1p53);
    }
  }
  boost::random::sobol sequence(columns);
  Matrix points(plan.samples, std::vector<double>(columns));
  for (std::size_t row = 0; row < plan.samples; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      const std::uint64_t bits = row == 0 ? 0 : sequence() >> 11;  // Boost leaves out the first point
      points[row][column] = static_cast<double>(bits ^ shift[column]) * 0x1p-53;
    }
  }
  return points;
}

Matrix sobol(const Plan& plan) {
  Matrix points = sobol_sequence(plan);
  for (std::vector<double>& point : points) {
    for (std::size_t factor = 0; factor < plan.factors; ++factor) {
      point[factor] = on_level(plan, factor, point[factor]);
    }
  }
  return points;
}

Matrix saltelli(const Plan& plan) {
  const std::vector<std::vector<std::size_t>> members = members_of(plan);
  Matrix rows;
  rows.reserve(rows_of(plan));
  for (const std::vector<double>& point : sobol_sequence(plan)) {
    std::vector<double> a(plan.factors);
    std::vector<double> b(plan.factors);
    for (std::size_t factor = 0; factor < plan.factors; ++factor) {
      a[factor] = on_level(plan, factor, point[factor]);
      b[factor] = on_level(plan, factor, point[plan.factors + factor]);
    }
    const auto mix = [&](const std::vector<double>& most, const std::vector<double>& one) {
      for (const std::vector<std::size_t>& group : members) {
        rows.push_back(most);
        for (const std::size_t factor : group) rows.back()[factor] = one[factor];
      }
    };
    rows.push_back(a);
    mix(a, b);
    if (plan.second_order) mix(b, a);
    rows.push_back(b);
  }
  return rows;
}

Matrix morris(const Plan& plan) {
  const std::vector<std::vector<std::size_t>> members = members_of(plan);
  const Luck luck{plan.seed, 0};
  const auto half = static_cast<std::size_t>(plan.morris_levels / 2);
  // A factor goes between the grid's points i and i + p / 2, i < p / 2, so every point is as likely.
  const auto value = [&](std::size_t factor, std::size_t point) {
    const double u = static_cast<double>(point) / (plan.morris_levels - 1);
    return on_level(plan, factor, std::min(u, kBelowOne));
  };
  Matrix rows;
  rows.reserve(rows_of(plan));
  for (std::size_t trajectory = 0; trajectory < plan.samples; ++trajectory) {
    std::vector<double> here(plan.factors);
    std::vector<double> there(plan.factors);
    for (std::size_t factor = 0; factor < plan.factors; ++factor) {
      const double u = luck.uniform(factor, trajectory, kStart);
      const auto low = std::min(static_cast<std::size_t>(u * static_cast<double>(half)), half - 1);
      const bool up = luck.uniform(factor, trajectory, kDirection) < 0.5;
      here[factor] = value(factor, up ? low : low + half);
      there[factor] = value(factor, up ? low + half : low);
    }
    rows.push_back(here);
    for (const std::size_t group : shuffled(members.size(), luck, trajectory, kOrder)) {
      for (const std::size_t factor : members[group]) here[factor] = there[factor];
      rows.push_back(here);
    }
  }
  return rows;
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

Matrix points_of(const Plan& plan) {
  check(plan);
  switch (plan.method) {
    case Method::kGrid:
      return grid(plan);
    case Method::kOneAtATime:
      return one_at_a_time(plan);
    case Method::kLatinHypercube:
      return latin_hypercube(plan);
    case Method::kSobol:
      return sobol(plan);
    case Method::kSaltelli:
      return saltelli(plan);
    case Method::kMorris:
      return morris(plan);
  }
  refuse("it has no method");
}

}  // namespace sim
