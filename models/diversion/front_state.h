// Fronts: parameters and columns (front.h says how they age and are replaced).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "models/diversion/method_state.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct FrontParameters {
  sim::Parameter replace_weeks;
  sim::Parameter young_flag;
  sim::Parameter young_weeks;
  sim::Parameter shells;
  sim::Parameter growth;

  template <class Visit>
  void fields(Visit& visit) {
    visit("replace_weeks", replace_weeks,
          {.says = "mean time until a listed front is replaced",
           .unit = "weeks",
           .low = 1,
           .high = 104,
           .required = true});
    visit("young_flag", young_flag,
          {.says = "how much more a front raises flags on its first day than in old age",
           .unit = "fraction",
           .low = 0,
           .high = 10,
           .required = true});
    visit("young_weeks", young_weeks,
          {.says = "age at which half of that is gone",
           .unit = "weeks",
           .low = 1,
           .high = 520,
           .required = true});
    visit("shells", shells,
          {.says = "fronts of a ring that is worth a million dollars",
           .unit = "fronts",
           .low = 1,
           .high = 10000,
           .required = true});
    visit("growth", growth,
          {.says = "power of a ring's worth that its fronts grow with; 0: all keep as many",
           .unit = "1",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// The week in which a front that its ring has not founded yet would be replaced: none.
inline constexpr std::int32_t kNotFounded = std::numeric_limits<std::int32_t>::max();

/// The fronts of a ring that stand in one place: rows from `first` to before `last`.
struct FrontBlock {
  sim::Id<Place> place;
  std::uint32_t first;
  std::uint32_t last;
};

/// What buys for rings. The company changes, the row stays.
struct Fronts {
  sim::Column<Front, sim::Id<Ring>> ring;
  sim::Column<Front, std::uint32_t> number;  ///< within its ring
  sim::Column<Front, sim::Id<Place>> place;
  sim::Column<Front, std::uint64_t> key;  ///< address of the draws of its first company
  sim::Column<Front, sim::Id<Buying>> method;
  sim::Column<Front, std::uint32_t> company;      ///< how many stood in its row before
  sim::Column<Front, std::int32_t> founded_week;  ///< below zero: before the start
  sim::Column<Front, double> suspicion;           ///< 0 none, 1 certain
  sim::Column<Front, float> received;             ///< chips lately received, remembered
  sim::Column<Front, std::int32_t> back_week;  ///< when a listed one is replaced; -1 in business, kNotFounded
  sim::Column<Front, sim::Id<Seller>> served_by;  ///< who last sold to it
  sim::Column<Ring, std::uint32_t> first_block;   ///< blocks of a ring follow each other; one more at the end
  std::vector<FrontBlock> blocks;                 ///< fronts of a ring by place

  template <class Visit>
  void columns(Visit& visit) {
    visit("ring", ring);
    visit("number", number);
    visit("place", place);
    visit("key", key);
    visit("method", method);
    visit("company", company);
    visit("founded_week", founded_week);
    visit("suspicion", suspicion);
    visit("received", received);
    visit("back_week", back_week);
    visit("served_by", served_by);
    visit("first_block", first_block);
    visit("blocks", blocks);
  }
};

struct FrontColumns {
  Fronts fronts;

  template <class Visit>
  void columns(Visit& visit) {
    visit("fronts", fronts);
  }
};

struct FrontPriors {
  FrontParameters fronts;

  template <class Visit>
  void fields(Visit& visit) {
    visit("fronts", fronts, {.says = "how fronts age and are replaced", .required = true});
  }
};

/// Its place in models/kinds.h.
struct FrontKind {
  using State = FrontColumns;
  using Priors = FrontPriors;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
