// Chinese buyers: parameters and columns (chinese_buyer.h says what they do).
#pragma once

#include <cstdint>

#include "models/scenario/population.h"
#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct ChannelParameters {
  sim::Parameter inference_share;
  sim::Parameter price_sensitivity;
  sim::Parameter hosting_cost;
  sim::Parameter approval_wanted;
  sim::Parameter lock_in_fades;

  template <class Visit>
  void fields(Visit& visit) {
    visit("inference_share", inference_share,
          {.says = "share of the work that is bound by memory bandwidth",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("price_sensitivity", price_sensitivity,
          {.says = "exponent of cost in the choice of channel",
           .unit = "1",
           .low = 0.1,
           .high = 10,
           .required = true});
    visit("hosting_cost", hosting_cost,
          {.says = "cost of a chip that stands abroad over one at home",
           .unit = "x",
           .low = 1,
           .high = 5,
           .required = true});
    visit("approval_wanted", approval_wanted,
          {.says = "least odds of a licence for which a buyer applies",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("lock_in_fades", lock_in_fades,
          {.says = "part of the lock-in to CUDA that domestic software wears off in a year, from 2025",
           .unit = "1/year",
           .low = 0,
           .high = 0.9,
           .required = true});
  }
};

enum class Channel { kLegal, kSmuggled, kDomestic, kOffshore, kRented };

inline constexpr int kChannels = 5;

/// Chinese buyers; rows as the first day made them.
struct ChineseBuyers {
  sim::Column<Chinese, Sector> sector;
  sim::Column<Chinese, sim::Id<Buyer>> arm;               ///< its arm abroad; none when it has none
  sim::Column<Chinese, sim::Id<Seller>> importer;         ///< who sells foreign chips to it
  sim::Column<Chinese, sim::Id<Seller>> domestic_seller;  ///< who sells Chinese chips to it

  template <class Visit>
  void columns(Visit& visit) {
    visit("sector", sector);
    visit("arm", arm);
    visit("importer", importer);
    visit("domestic_seller", domestic_seller);
  }
};

/// What Chinese buyers mean to spend this week where no order says so.
struct Plans {
  sim::Column<Chinese, std::int64_t> grey_cents;  ///< set aside for smuggled chips
  sim::Column<Chinese, std::int64_t> rent_cents;  ///< rent a week that it would pay abroad

  template <class Visit>
  void columns(Visit& visit) {
    visit("grey_cents", grey_cents);
    visit("rent_cents", rent_cents);
  }
};

struct ChineseBuyerColumns {
  ChineseBuyers chinese;
  Plans plans;

  template <class Visit>
  void columns(Visit& visit) {
    visit("chinese", chinese);
    visit("plans", plans);
  }
};

struct ChineseBuyerPriors {
  ChannelParameters channels;
  BySector<SectorInput> sectors;

  template <class Visit>
  void fields(Visit& visit) {
    visit("channels", channels, {.says = "how Chinese buyers choose", .required = true});
    visit("sectors", sectors,
          {.says = "how Chinese buyers look at the channels, by sector", .required = true});
  }
};

/// Its place in models/kinds.h.
struct ChineseBuyerKind {
  using State = ChineseBuyerColumns;
  using Priors = ChineseBuyerPriors;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
