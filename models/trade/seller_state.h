// Sellers: parameters and columns (seller.h says what they do).
#pragma once

#include <cstdint>
#include <vector>

#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct SellerParameters {
  sim::Parameter diligence;
  sim::Parameter honest_flag;
  sim::Parameter front_flag;
  sim::Parameter honours_paper;
  sim::Parameter memory_weeks;
  sim::Parameter scandal_rise;
  sim::Parameter scandal_spread;
  sim::Parameter scandal_weeks;
  sim::Parameter scarcity_markup;

  template <class Visit>
  void fields(Visit& visit) {
    visit("diligence", diligence,
          {.says = "care of a typical seller (geometric mean): chance that a red flag is seen and acted on",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("honest_flag", honest_flag,
          {.says = "chance that an honest buyer's order raises a red flag",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("front_flag", front_flag,
          {.says = "chance that an unsuspected front's order raises a red flag",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit(
        "honours_paper", honours_paper,
        {.says =
             "share of sellers who keep to a rule in the book that nobody enforces, at enforcement as it was",
         .unit = "fraction",
         .low = 0,
         .high = 1,
         .required = true});
    visit("memory_weeks", memory_weeks,
          {.says = "time over which a seller remembers what was asked",
           .unit = "weeks",
           .low = 1,
           .high = 104,
           .required = true});
    visit("scandal_rise", scandal_rise,
          {.says = "what a scandal adds to the enforcement that a seller feels who was in it",
           .unit = "x",
           .low = 0,
           .high = 100,
           .required = true});
    visit("scandal_spread", scandal_spread,
          {.says = "the part of that which other sellers of the place feel",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("scandal_weeks", scandal_weeks,
          {.says = "time over which a scandal fades",
           .unit = "weeks",
           .low = 1,
           .high = 520,
           .required = true});
    visit("scarcity_markup", scarcity_markup,
          {.says = "most that scarcity adds to the list price abroad, when next to nothing is served",
           .unit = "fraction",
           .low = 0,
           .high = 5,
           .required = true});
  }
};

/// Who sells; rows as the first day made them. The sellers of a place are a block of rows.
struct Sellers {
  sim::Column<Seller, sim::Id<Place>> place;
  sim::Column<Seller, double> diligence;   ///< chance that a red flag is seen and acted on
  sim::Column<Seller, std::uint64_t> key;  ///< address of its draws
  std::vector<std::uint32_t> first_at;     ///< by place: first seller of its block; one more at the end
  std::uint32_t first_for_china = 0;       ///< sellers who serve China stand behind all others,
  std::uint32_t first_domestic = 0;        ///< then those of Chinese chips

  template <class Visit>
  void columns(Visit& visit) {
    visit("place", place);
    visit("diligence", diligence);
    visit("key", key);
    visit("first_at", first_at);
    visit("first_for_china", first_for_china);
    visit("first_domestic", first_domestic);
  }
};

/// What a seller was asked for of one product this week, by the orders it accepted.
struct Shelf {
  std::int64_t asked = 0;
  std::int64_t before = 0;  ///< of those, units already gone through
};
using Shelves = sim::Grid<Product, Seller, Shelf>;

/// What was lately asked, chips a week, remembered.
struct Asked {
  sim::Grid<Product, Seller, float> of_seller;  ///< by product, since designers look at one at a time
  sim::Column<Product, double> of_all;          ///< of all sellers together
  sim::Column<Product, double> served;          ///< of that, what they had
  sim::Column<Product, float> price_factor;  ///< price abroad over list price, of next week (trade/scarcity)
  Shelves shelves;  ///< while orders are matched; else empty, and no part of the state

  template <class Visit>
  void columns(Visit& visit) {
    visit("of_seller", of_seller);
    visit("of_all", of_all);
    visit("served", served);
    visit("price_factor", price_factor);
  }
};

struct SellerColumns {
  Sellers sellers;
  Asked asked;

  template <class Visit>
  void columns(Visit& visit) {
    visit("sellers", sellers);
    visit("asked", asked);
  }
};

struct SellerPriors {
  SellerParameters sellers;

  template <class Visit>
  void fields(Visit& visit) {
    visit("sellers", sellers, {.says = "how sellers look at buyers", .required = true});
  }
};

/// Its place in models/kinds.h.
struct SellerKind {
  using State = SellerColumns;
  using Priors = SellerPriors;
  static void make(const World& world, State& own);
  static void check(const World& world);
};

}  // namespace chokepoint
