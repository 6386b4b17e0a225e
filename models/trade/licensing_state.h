// Licences and quotas: columns (licensing.h says how they are ruled).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"
#include "sim/engine/sparse_grid.h"

namespace chokepoint {

struct Law;
struct World;

/// A licence application that waits for its ruling.
struct Application {
  sim::Id<Buyer> buyer;
  sim::Id<Product> product;
  std::int32_t units;
  std::int32_t filed_week;
  std::int32_t due_week;
};

/// How applications under a policy fare in a week, as drawn for a run.
struct ReviewNow {
  double approval_odds = 0;
  double median_days = 0;
  double spread = 0;
};

/// The same under each policy, looked up once a week.
struct WeeklyReviews {
  int week = -1;
  const Law* law = nullptr;  ///< of the week
  std::array<ReviewNow, 3> of_policy;
};

struct Licensing {
  std::vector<Application> pending;
  sim::SparseGrid<Chinese, Product, std::int32_t> licensed;  ///< units a buyer may still import under licence
  sim::SparseGrid<Chinese, Product, std::int32_t> applied;   ///< units under review
  // All in the unit of the quota, chips or TPP; of a quota by the year, since the year began.
  sim::Grid<QuotaRow, Place, std::int64_t> quota_total;  ///< let through, by place of destination
  sim::Column<QuotaRow, std::int64_t> quota_home;        ///< of its goods sold at home since it began
  sim::Grid<Buyer, QuotaRow, std::int64_t>
      quota_buyer;  ///< let through to a buyer; no rows until a quota counts
  sim::Grid<Buyer, QuotaRow, std::int64_t> quota_free;  ///< of a buyer this year, not counted yet
  WeeklyReviews reviews;  ///< follow from week, law and run: no part of the state

  template <class Visit>
  void columns(Visit& visit) {
    visit("pending", pending);
    visit("licensed", licensed);
    visit("applied", applied);
    visit("quota_total", quota_total);
    visit("quota_home", quota_home);
    visit("quota_buyer", quota_buyer);
    visit("quota_free", quota_free);
  }
};

struct LicensingColumns {
  Licensing licensing;

  template <class Visit>
  void columns(Visit& visit) {
    visit("licensing", licensing);
  }
};

/// Its place in models/kinds.h.
struct LicensingKind {
  using State = LicensingColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
