// Where chips are and whose money is whose: the columns that the ledger keeps (ledger.h), and it alone.
#pragma once

#include <array>
#include <cstdint>

#include "models/diversion/method_state.h"
#include "models/physical/fleets_state.h"
#include "models/physical/goods.h"
#include "models/tables.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"
#include "sim/engine/sparse_grid.h"

namespace chokepoint {

struct World;
struct Whereabouts;

/// Chips, by where they are. What is under way stands in Logistics and Lots.
struct Stocks {
  sim::Column<Product, std::int64_t> opening;    ///< in place at the start
  sim::Column<Product, std::int64_t> made;       ///< since
  sim::Column<Product, std::int64_t> warehouse;  ///< held by their designer
  sim::Column<Product, std::int64_t> moving;     ///< legal lots under way
  sim::Column<Product, std::int64_t> seized;
  sim::Column<Product, std::int64_t> scrapped;
  sim::Grid<Product, Seller, std::int32_t> at_sellers;
  sim::SparseGrid<Owner, Product, std::int32_t> abroad;  ///< of owners; of Chinese buyers: unused
  std::array<sim::SparseGrid<Chinese, Product, std::int32_t>, kProvenances> in_china;  ///< by provenance
  sim::SparseGrid<Ring, Product, std::int32_t> with_rings;                             ///< in China, unsold
  std::uint32_t orders = 0;  ///< placed or stopped since the start; numbers orders from 1

  template <class Visit>
  void columns(Visit& visit) {
    visit("opening", opening);
    visit("made", made);
    visit("warehouse", warehouse);
    visit("moving", moving);
    visit("seized", seized);
    visit("scrapped", scrapped);
    visit("at_sellers", at_sellers);
    visit("abroad", abroad);
    for (auto& grid : in_china) visit("in_china", grid);
    visit("with_rings", with_rings);
    visit("orders", orders);
  }
};

/// Money that can be spent once.
struct Accounts {
  sim::Column<Buyer, std::int64_t> budget_cents;   ///< not yet spent
  sim::Column<Chinese, std::int64_t> owed_cents;   ///< spent of income that is not there yet
  sim::Column<Ring, std::int64_t> capital_cents;   ///< free to trade
  sim::Column<Ring, std::int64_t> goods_cents;     ///< cost of goods under way or unsold
  sim::Column<Ring, std::int64_t> overhead_cents;  ///< cost of fronts and transport not yet earned back
  sim::Column<Ring, double> earned_usd_per_year;   ///< profit and loss, remembered
  sim::Column<Ring, std::int64_t> bought_units;    ///< chips that its fronts were sold, since the start
  sim::Column<Chinese, double> smuggled_usd;       ///< spent on smuggled chips, remembered over a year

  template <class Visit>
  void columns(Visit& visit) {
    visit("budget_cents", budget_cents);
    visit("owed_cents", owed_cents);
    visit("capital_cents", capital_cents);
    visit("goods_cents", goods_cents);
    visit("overhead_cents", overhead_cents);
    visit("earned_usd_per_year", earned_usd_per_year);
    visit("bought_units", bought_units);
    visit("smuggled_usd", smuggled_usd);
  }
};

struct LedgerColumns {
  Stocks stocks;
  Accounts accounts;

  template <class Visit>
  void columns(Visit& visit) {
    visit("stocks", stocks);
    visit("accounts", accounts);
  }
};

/// Its place in models/kinds.h.
struct LedgerKind {
  using State = LedgerColumns;
  static void make(const World& world, State& own);
  static void check(const World& world);
  static void count(const World& world, sim::Id<Product> product, Whereabouts& chips);
};

}  // namespace chokepoint
