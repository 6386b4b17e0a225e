#include "models/branch.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "models/common_past.h"
#include "models/record/watch.h"
#include "models/setup.h"
#include "sim/engine/contract.h"
#include "sim/engine/grid.h"
#include "sim/engine/sparse_grid.h"
#include "sim/engine/state.h"

namespace chokepoint {
namespace {

using sim::Id;

/// What a scenario may have more of than the one before it: later rows of its tables.
template <class Tag>
constexpr bool kGrows = std::is_same_v<Tag, Product> || std::is_same_v<Tag, QuotaRow>;

/// Goes over the columns of two worlds side by side.
class Collect {
 public:
  template <class T>
  void operator()(std::string_view, T& field) {
    if constexpr (is_table(static_cast<T*>(nullptr)) || sim::detail::Plain<T>) {
      fields_.push_back(&field);
    } else {
      field.columns(*this);
    }
  }
  template <class T>
  static constexpr bool is_table(T*) {
    return false;
  }
  template <class T>
  static constexpr bool is_table(std::vector<T>*) {
    return true;
  }
  template <class Tag, class T>
  static constexpr bool is_table(sim::Column<Tag, T>*) {
    return true;
  }
  template <class Row, class Column, class T>
  static constexpr bool is_table(sim::Grid<Row, Column, T>*) {
    return true;
  }
  template <class Row, class Column, class T>
  static constexpr bool is_table(sim::SparseGrid<Row, Column, T>*) {
    return true;
  }
  const void* next() { return fields_[at_++]; }

 private:
  std::vector<const void*> fields_;
  std::size_t at_ = 0;
};

/// Takes over each column; what a table has more of here stays as it was on the first day.
class TakeOver {
 public:
  explicit TakeOver(Collect& past) : past_(past) {}

  template <class T>
  void operator()(std::string_view, T& field) {
    if constexpr (Collect::is_table(static_cast<T*>(nullptr)) || sim::detail::Plain<T>) {
      take(field, *static_cast<const T*>(past_.next()));
    } else {
      field.columns(*this);
    }
  }

 private:
  template <class T>
  static void take(T& field, const T& past) {
    field = past;
  }
  template <class Tag, class T>
  static void take(sim::Column<Tag, T>& column, const sim::Column<Tag, T>& past) {
    if constexpr (kGrows<Tag>) {
      for (std::size_t row = 0; row < std::min(column.size(), past.size()); ++row)
        column[Id<Tag>(row)] = past[Id<Tag>(row)];
    } else {
      column = past;
    }
  }
  template <class Row, class Column, class T>
  static void take(sim::Grid<Row, Column, T>& grid, const sim::Grid<Row, Column, T>& past) {
    if constexpr (kGrows<Row> || kGrows<Column>) {
      // A table may get its rows when it is first needed.
      if (!kGrows<Row> && grid.rows() == 0) grid = {past.rows(), grid.width(), T{}};
      const std::size_t width = std::min(grid.width(), past.width());
      for (std::size_t row = 0; row < std::min(grid.rows(), past.rows()); ++row)
        std::copy_n(past.row(Id<Row>(row)).begin(), width, grid.row(Id<Row>(row)).begin());
    } else {
      grid = past;
    }
  }
  template <class Row, class Column, class T>
  static void take(sim::SparseGrid<Row, Column, T>& grid, const sim::SparseGrid<Row, Column, T>& past) {
    if (grid.has_columns_of(past)) {
      grid = past;
      return;
    }
    for (std::size_t row = 0; row < past.rows(); ++row)
      past.for_each_written(Id<Row>(row),
                            [&](Id<Column> column, T value) { grid.at(Id<Row>(row), column) = value; });
  }

  Collect& past_;
};

bool have_one_shape(const Scenario& a, const Scenario& b) {
  return a.products.size() == b.products.size() &&
         a.laws.front().rules.quotas().size() == b.laws.front().rules.quotas().size();
}

/// A tree of runs: the common past of a set, then those who part from the others, then the others.
class Tree {
 public:
  Tree(std::span<const Scenario* const> scenarios, const sim::RandomStreams& streams,
       const Parameters& parameters, Checks checks, const Branches& branches)
      : scenarios_(scenarios),
        streams_(streams),
        parameters_(parameters),
        checks_(checks),
        branches_(branches) {}

  WeeksWorked run() {
    std::vector<std::size_t> all(scenarios_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    begin(all);
    return worked_;
  }

 private:
  const Scenario& scenario(std::size_t run) const { return *scenarios_[run]; }

  /// From the first day.
  void begin(const std::vector<std::size_t>& runs) {
    if (runs.empty() || branches_.stop()) return;
    const Parted parts = parted(runs);
    if (parts.weeks == 0 && !parts.far.empty()) {
      begin(parts.near);
      begin(parts.far);
    } else {
      guard(runs, [&] {
        World world = make_world(scenario(runs.front()), streams_, parameters_);
        Watch watch = watch_over(world, branches_.watched);
        go_on(std::move(world), std::move(watch), runs);
      });
    }
  }

  void go_on(World world, Watch watch, const std::vector<std::size_t>& runs) {
    if (branches_.stop()) return;
    if (!branches_.watched.empty()) world.watch = &watch;
    const Parted parts = parted(runs);
    const auto& near = parts.near;
    const auto& far = parts.far;
    const int weeks = parts.weeks;
    worked_.run += weeks - world.week;
    run_to(world, weeks, checks_);
    if (!far.empty()) {
      guard(far, [&] {
        const Scenario& other = scenario(far.front());
        go_on(branch(world, other), watch_from(watch, other), far);
      });
      if (branches_.stop()) return;
    }
    if (near.size() > 1) return guard(near, [&] { go_on(std::move(world), std::move(watch), near); });
    guard(near, [&] {
      worked_.run += world.scenario->calendar.weeks - world.week;
      run_to(world, world.scenario->calendar.weeks, checks_);
      branches_.ended(near.front(), world);
      worked_.whole += world.week;
    });
  }

  struct Parted {
    int weeks;                      ///< that all have in common
    std::vector<std::size_t> near;  ///< who go on with the first
    std::vector<std::size_t> far;   ///< who part from it then
  };
  Parted parted(const std::vector<std::size_t>& runs) const {
    std::vector<int> common;
    for (const std::size_t run : runs)
      common.push_back(weeks_in_common(scenario(runs.front()), scenario(run), parameters_.rushes.lead_weeks));
    Parted parted{*std::min_element(common.begin(), common.end()), {runs.front()}, {}};
    for (std::size_t i = 1; i < runs.size(); ++i)
      (common[i] > parted.weeks ? parted.near : parted.far).push_back(runs[i]);
    return parted;
  }

  /// Who fails in a common past fails for all who have it.
  template <class Fn>
  void guard(const std::vector<std::size_t>& runs, const Fn& fn) {
    const std::int64_t before = worked_.run;
    try {
      fn();
    } catch (const std::exception& error) {
      worked_.run = before;
      for (const std::size_t run : runs) branches_.failed(run, error);
    }
  }

  std::span<const Scenario* const> scenarios_;
  const sim::RandomStreams& streams_;
  const Parameters& parameters_;
  Checks checks_;
  const Branches& branches_;
  WeeksWorked worked_;
};

}  // namespace

World branch(const World& past, const Scenario& scenario) {
  sim::require(past.trace == nullptr, "a past that was traced is no other's");
  World world;
  if (have_one_shape(*past.scenario, scenario)) {
    world = past;
  } else {
    world = make_world(scenario, past.streams, past.parameters);
    world.parameters = past.parameters;  // which are in the grain of the run already
    Collect fields;
    const_cast<World&>(past).columns(fields);  // one columns() serves reading and writing
    TakeOver take_over(fields);
    world.columns(take_over);
    world.week = past.week;
  }
  world.scenario = &scenario;
  world.scenario_hash = scenario.hash;
  world.watch = nullptr;
  return world;
}

WeeksWorked run_branches(std::span<const Scenario* const> scenarios, const sim::RandomStreams& streams,
                         const Parameters& parameters, Checks checks, const Branches& branches) {
  return Tree(scenarios, streams, parameters, checks, branches).run();
}

}  // namespace chokepoint
