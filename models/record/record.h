// What a run writes down of itself as it goes: a row a week, and what stood where now and then.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "models/compute/lead.h"
#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "models/trade/chinese_buyer_state.h"
#include "sim/numeric/exact_sum.h"

namespace chokepoint {

/// Whose chips the record tells apart.
/// kChinese: the others of China.
enum class Maker : std::uint8_t { kNvidia, kAmd, kGoogle, kAmazon, kOther, kChinese, kHuawei, kCambricon };
inline constexpr std::size_t kMakers = 8;
constexpr bool is_foreign(Maker maker) { return maker < Maker::kChinese; }
template <class T>
using ByMaker = std::array<T, kMakers>;

template <class T>
double of(const ByMaker<T>& amounts, Maker maker) {
  return static_cast<double>(amounts[static_cast<std::size_t>(maker)]);
}

/// Money and computing power as rows add them up on many threads, with the same sum in any order: to a thousandth of a
/// dollar and to 1e-7 H100e.
using UsdSum = sim::ExactSum<10>;
using H100eSum = sim::ExactSum<24>;
/// Chips, and lots, orders, cases and the like: of the world, so that a row that stands for a part of one adds that part.
using CountSum = sim::ExactSum<24>;

/// What happened in one week, summed; the measures are made of these.
struct WeekLog {
  CountSum nvidia_sold;      ///< Nvidia chips that Nvidia sold, to sellers of all kinds
  CountSum nvidia_to_china;  ///< Nvidia chips sold legally to buyers in China
  CountSum legal_to_china;   ///< all imported legally
  CountSum smuggled;         ///< chips that rings brought into China
  CountSum seized;
  CountSum domestic;  ///< Chinese chips delivered
  CountSum orders;
  CountSum refused_by_rule;
  CountSum refused_by_seller;
  CountSum listed;       ///< fronts listed
  CountSum lots_opened;  ///< smuggled lots that customs opened, recognised or not
  CountSum checks;       ///< end-use checks made
  CountSum cases_opened;
  CountSum cases_acted;        ///< cases that came to action
  CountSum tips;               ///< of insiders
  CountSum located;            ///< moved lots that told where they are
  std::int64_t campaigns = 0;  ///< begun on a channel
  CountSum honest_refused;     ///< chips that sellers refused to honest buyers
  UsdSum honest_refused_usd;   ///< their price
  UsdSum fines_usd;            ///< taken from rings
  UsdSum forfeited_usd;        ///< lost by buyers that were found
  H100eSum nvidia_h100e;
  H100eSum legal_h100e;
  H100eSum smuggled_h100e;
  UsdSum smuggled_usd;  ///< at prices in China of the week
  H100eSum domestic_h100e;
  ByChipClass<double> premium{1, 1, 1};  ///< by class of chip

  double asked_usd = 0;                 ///< asked abroad for foreign chips, as remembered, at list prices
  double asked_dear_usd = 0;            ///< the same at what they cost (trade/scarcity)
  double asked_usd_weeks = 0;           ///< times the weeks that an order waits
  CountSum resold;                      ///< smuggled chips that their Chinese owners sold on
  ByMaker<H100eSum> shipped_h100e{};    ///< from designers to sellers, or to their one buyer
  ByMaker<CountSum> sold{};             ///< chips sold to those who use or divert them, everywhere
  ByMaker<UsdSum> sold_usd{};           ///< sold to those who use or divert chips, everywhere, at list price
  ByMaker<UsdSum> sold_to_china_usd{};  ///< of that, by sellers to China to buyers there
  ByMaker<H100eSum> sold_to_china_h100e{};
  CountSum licences_china;       ///< applications filed for buyers in China
  CountSum licences_abroad;      ///< for buyers outside China
  CountSum licence_weeks_china;  ///< weeks they wait, summed over applications
  CountSum licence_weeks_abroad;
  UsdSum money_china_usd;               ///< granted to Chinese buyers, to spend on chips
  UsdSum money_usd;                     ///< granted to all buyers
  ByChannel<UsdSum> spent_china_usd{};  ///< of Chinese buyers, by channel: legal imports, smuggled,
                                        ///< domestic, arm abroad, rented
  std::array<CountSum, kMostPlaces> smuggled_via{};  ///< chips brought in over each place on the way

  /// All that came to China new, in H100e.
  double new_in_china_h100e() const { return legal_h100e + smuggled_h100e + domestic_h100e; }

  // Named so that rows can be saved and hashed by their bytes (sim/engine/state.h).
  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("nvidia_sold", nvidia_sold);
    visit("nvidia_to_china", nvidia_to_china);
    visit("legal_to_china", legal_to_china);
    visit("smuggled", smuggled);
    visit("seized", seized);
    visit("domestic", domestic);
    visit("orders", orders);
    visit("refused_by_rule", refused_by_rule);
    visit("refused_by_seller", refused_by_seller);
    visit("listed", listed);
    visit("lots_opened", lots_opened);
    visit("checks", checks);
    visit("cases_opened", cases_opened);
    visit("cases_acted", cases_acted);
    visit("tips", tips);
    visit("located", located);
    visit("campaigns", campaigns);
    visit("honest_refused", honest_refused);
    visit("honest_refused_usd", honest_refused_usd);
    visit("fines_usd", fines_usd);
    visit("forfeited_usd", forfeited_usd);
    visit("nvidia_h100e", nvidia_h100e);
    visit("legal_h100e", legal_h100e);
    visit("smuggled_h100e", smuggled_h100e);
    visit("smuggled_usd", smuggled_usd);
    visit("domestic_h100e", domestic_h100e);
    visit("premium", premium);
    visit("asked_usd", asked_usd);
    visit("asked_dear_usd", asked_dear_usd);
    visit("asked_usd_weeks", asked_usd_weeks);
    visit("resold", resold);
    visit("shipped_h100e", shipped_h100e);
    visit("sold", sold);
    visit("sold_usd", sold_usd);
    visit("sold_to_china_usd", sold_to_china_usd);
    visit("sold_to_china_h100e", sold_to_china_h100e);
    visit("licences_china", licences_china);
    visit("licences_abroad", licences_abroad);
    visit("licence_weeks_china", licence_weeks_china);
    visit("licence_weeks_abroad", licence_weeks_abroad);
    visit("money_china_usd", money_china_usd);
    visit("money_usd", money_usd);
    visit("spent_china_usd", spent_china_usd);
    visit("smuggled_via", smuggled_via);
  }
};

/// What stands where at the end of a week; looked at every fourth week and at the ends of years.
struct Standing {
  std::int64_t week = 0;
  double campus_china = 0;  ///< H100e on the largest site
  double campus_us = 0;
  double fleet_china = 0;  ///< H100e of the largest fleet
  double fleet_us = 0;
  double nation_china = 0;  ///< H100e in China
  double nation_us = 0;
  double campus_china_chips = 0;  ///< the same three in chips
  double campus_us_chips = 0;
  double fleet_china_chips = 0;
  double fleet_us_chips = 0;
  double nation_china_chips = 0;
  double nation_us_chips = 0;
  double abroad_china = 0;  ///< H100e on the largest site that a Chinese firm fills, wherever it stands
  double abroad_china_chips = 0;
  double rented_abroad = 0;   ///< H100e that Chinese tenants rent abroad
  double rented_largest = 0;  ///< of the largest tenant
  std::array<double, 5>
      china_by_class{};         ///< H100e: still legal, shipped before its ban, licensed, smuggled, domestic
  double second_campus_us = 0;  ///< H100e on the largest site of the owner whose is second
  double second_fleet_us = 0;   ///< H100e of the second largest fleet
  double second_campus_us_chips = 0;  ///< the same two in chips
  double second_fleet_us_chips = 0;
  // Of the company of the question, in China, by the same classes.
  std::array<double, 5> company_h100e{};
  std::array<double, 5> company_chips{};
  double company_hopper_chips = 0;  ///< of those, chips that carry the die of the H100
  Lead lead;

  // Named so that rows can be saved and hashed by their bytes (sim/engine/state.h).
  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("week", week);
    visit("campus_china", campus_china);
    visit("campus_us", campus_us);
    visit("fleet_china", fleet_china);
    visit("fleet_us", fleet_us);
    visit("nation_china", nation_china);
    visit("nation_us", nation_us);
    visit("campus_china_chips", campus_china_chips);
    visit("campus_us_chips", campus_us_chips);
    visit("fleet_china_chips", fleet_china_chips);
    visit("fleet_us_chips", fleet_us_chips);
    visit("nation_china_chips", nation_china_chips);
    visit("nation_us_chips", nation_us_chips);
    visit("abroad_china", abroad_china);
    visit("abroad_china_chips", abroad_china_chips);
    visit("rented_abroad", rented_abroad);
    visit("rented_largest", rented_largest);
    visit("china_by_class", china_by_class);
    visit("second_campus_us", second_campus_us);
    visit("second_fleet_us", second_fleet_us);
    visit("second_campus_us_chips", second_campus_us_chips);
    visit("second_fleet_us_chips", second_fleet_us_chips);
    visit("company_h100e", company_h100e);
    visit("company_chips", company_chips);
    visit("company_hopper_chips", company_hopper_chips);
    visit("lead", lead);
  }
};

}  // namespace chokepoint
