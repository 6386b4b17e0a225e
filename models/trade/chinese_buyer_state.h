// Chinese buyers: parameters and columns (chinese_buyer.h says what they do).
#pragma once

#include <array>
#include <cstdint>

#include "models/physical/goods.h"
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
  sim::Parameter fill_weeks;
  sim::Parameter least_asked;

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
    visit("fill_weeks", fill_weeks,
          {.says = "weeks over which a buyer remembers what a channel served of what it asked",
           .unit = "weeks",
           .low = 1,
           .high = 260,
           .required = true});
    visit("least_asked", least_asked,
          {.says = "part of its wish that a buyer still asks of a channel that served nothing lately",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// Why one does not buy what is smuggled (trade/expected_loss).
struct RiskParameters {
  sim::Parameter found;
  sim::Parameter tolerated;

  template <class Visit>
  void fields(Visit& visit) {
    visit("found", found,
          {.says = "chance that a buyer of smuggled or secretly rented chips is found and punished for it",
           .unit = "fraction",
           .low = 0,
           .high = 0.99,
           .required = true});
    visit("tolerated", tolerated,
          {.says = "mean of the expected losses, over the price, that buyers still bear",
           .unit = "fraction",
           .low = 0.001,
           .high = 100,
           .required = true});
  }
};

enum class Channel : std::uint8_t { kLegal, kSmuggled, kDomestic, kOffshore, kRented };

inline constexpr int kChannels = 5;
template <class T>
using ByChannel = std::array<T, kChannels>;
template <class T>
constexpr T& at(ByChannel<T>& amounts, Channel channel) {
  return amounts[static_cast<std::size_t>(channel)];
}
template <class T>
constexpr const T& at(const ByChannel<T>& amounts, Channel channel) {
  return amounts[static_cast<std::size_t>(channel)];
}

/// Chinese buyers; rows as the first day made them.
struct ChineseBuyers {
  sim::Column<Chinese, Sector> sector;
  sim::Column<Chinese, sim::Id<Buyer>> arm;               ///< its arm abroad; none when it has none
  sim::Column<Chinese, sim::Id<Seller>> importer;         ///< who sells foreign chips to it
  sim::Column<Chinese, sim::Id<Seller>> domestic_seller;  ///< who sells Chinese chips to it
  sim::Column<Chinese, double>
      caution;  ///< its own number in (0, 1): those with low ones bear most (trade/expected_loss)

  template <class Visit>
  void columns(Visit& visit) {
    visit("sector", sector);
    visit("arm", arm);
    visit("importer", importer);
    visit("domestic_seller", domestic_seller);
    visit("caution", caution);
  }
};

/// What Chinese buyers mean to spend this week where no order says so.
struct Plans {
  sim::Column<Chinese, std::int64_t> grey_cents;  ///< set aside for smuggled chips
  sim::Column<Chinese, std::int64_t> rent_cents;  ///< rent a week that it would pay abroad
  double import_cost_usd =
      0;  ///< least that a unit of use costs among imports (trade/channels); 0: none is to be had
  double spending_factor = 1;  ///< on next week's spending of all, for what may be bought (trade/appetite)

  template <class Visit>
  void columns(Visit& visit) {
    visit("grey_cents", grey_cents);
    visit("rent_cents", rent_cents);
    visit("import_cost_usd", import_cost_usd);
    visit("spending_factor", spending_factor);
  }
};

/// What a Chinese buyer asks the channels to take when it orders, and chips for it.
struct ChannelAsks {
  ByChannel<std::int64_t> cents{};
  ByChannel<std::int64_t> unit_cents{};   ///< what one chip costs the buyer; 0 of smuggled ones
  ByChannel<sim::Id<Product>> product{};  ///< none of smuggled ones, and where nothing is asked
  int every = 1;                          ///< weeks from order to order
};

/// Of the week under way: what Chinese buyers asked of the channels at first, and what those took of them in all, cents.
/// Made anew each week before it is read, so no part of the state.
struct ChannelWeek {
  sim::Column<Chinese, ChannelAsks> asked;
  sim::Column<Chinese, ByChannel<std::int64_t>> paid_cents;

  template <class Visit>
  void columns(Visit&) {}
};

/// What each channel lately served of the money that a buyer asked it to take, 0 to 1 (trade/fill_rates).
struct FillRates {
  sim::Column<Chinese, ByChannel<double>> of_channel;

  template <class Visit>
  void columns(Visit& visit) {
    visit("of_channel", of_channel);
  }
};

struct ChineseBuyerColumns {
  ChineseBuyers chinese;
  Plans plans;
  ChannelWeek channel_week;
  FillRates fill_rates;

  template <class Visit>
  void columns(Visit& visit) {
    visit("chinese", chinese);
    visit("plans", plans);
    visit("fill_rates", fill_rates);
  }
};

struct ChineseBuyerPriors {
  ChannelParameters channels;
  RiskParameters risk;
  BySector<SectorInput> sectors;

  template <class Visit>
  void fields(Visit& visit) {
    visit("channels", channels, {.says = "how Chinese buyers choose", .required = true});
    visit("risk", risk, {.says = "what keeps buyers from what is barred", .required = true});
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
