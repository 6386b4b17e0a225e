#include "models/record/measures.h"

#include <algorithm>
#include <numeric>

#include "models/compute/scaling.h"

namespace chokepoint {
namespace {

double in_class(const YearOutcome& year, StockClass stock) {
  return year.end.china_by_class[static_cast<std::size_t>(stock)];
}

double of_company(const YearOutcome& year, StockClass stock) {
  return year.end.company_chips[static_cast<std::size_t>(stock)];
}

double in_all(const std::array<double, 5>& by_class) {
  return std::accumulate(by_class.begin(), by_class.end(), 0.0);
}

/// A part of a whole; 0 of nothing.
double part(double some, double whole) { return whole > 0 ? some / whole : 0; }

/// Of all designers but Chinese ones.
template <class T>
double of_foreign(const ByMaker<T>& amounts) {
  double sum = 0;
  for (std::size_t maker = 0; maker < kMakers; ++maker) {
    if (is_foreign(static_cast<Maker>(maker))) sum += amounts[maker];
  }
  return sum;
}

double spent(const YearOutcome& year, Channel channel) { return at(year.flow.spent_china_usd, channel); }

constexpr Measure kMeasures[] = {
    {"campus_china", "H100e", "largest single site in China at the end of the year",
     [](const YearOutcome& y) { return y.end.campus_china; }},
    {"fleet_china", "H100e", "largest fleet that one Chinese actor commands, wherever it stands",
     [](const YearOutcome& y) { return y.end.fleet_china; }},
    {"nation_china", "H100e", "all AI chips standing in China",
     [](const YearOutcome& y) { return y.end.nation_china; }},
    {"campus_us", "H100e", "largest single site in the United States",
     [](const YearOutcome& y) { return y.end.campus_us; }},
    {"fleet_us", "H100e", "largest fleet of one actor in the United States",
     [](const YearOutcome& y) { return y.end.fleet_us; }},
    {"second_fleet_us", "H100e", "second largest fleet of one actor in the United States",
     [](const YearOutcome& y) { return y.end.second_fleet_us; }},
    {"nation_us", "H100e", "all AI chips standing in the United States",
     [](const YearOutcome& y) { return y.end.nation_us; }},
    {"campus_china_chips", "chips", "largest single site in China, in chips",
     [](const YearOutcome& y) { return y.end.campus_china_chips; }},
    {"fleet_china_chips", "chips", "largest Chinese fleet, in chips",
     [](const YearOutcome& y) { return y.end.fleet_china_chips; }},
    {"nation_china_chips", "chips", "all AI chips standing in China, in chips",
     [](const YearOutcome& y) { return y.end.nation_china_chips; }},
    {"campus_us_chips", "chips", "largest single site in the United States, in chips",
     [](const YearOutcome& y) { return y.end.campus_us_chips; }},
    {"fleet_us_chips", "chips", "largest fleet in the United States, in chips",
     [](const YearOutcome& y) { return y.end.fleet_us_chips; }},
    {"nation_us_chips", "chips", "all AI chips standing in the United States, in chips",
     [](const YearOutcome& y) { return y.end.nation_us_chips; }},
    {"abroad_china", "H100e", "largest single site that a Chinese firm fills, wherever it stands",
     [](const YearOutcome& y) { return y.end.abroad_china; }},
    {"abroad_china_chips", "chips", "the same in chips",
     [](const YearOutcome& y) { return y.end.abroad_china_chips; }},
    {"abroad_us", "H100e", "beside it: largest single site in the United States",
     [](const YearOutcome& y) { return y.end.campus_us; }},
    {"abroad_us_chips", "chips", "the same in chips",
     [](const YearOutcome& y) { return y.end.campus_us_chips; }},
    {"still_legal", "H100e", "China's stock: legal when shipped and still legal to ship",
     [](const YearOutcome& y) { return in_class(y, StockClass::kStillLegal); }},
    {"before_ban", "H100e", "China's stock: shipped before it was banned",
     [](const YearOutcome& y) { return in_class(y, StockClass::kBeforeBan); }},
    {"licensed", "H100e", "China's stock: shipped under licence",
     [](const YearOutcome& y) { return in_class(y, StockClass::kLicensed); }},
    {"smuggled", "H100e", "China's stock: smuggled",
     [](const YearOutcome& y) { return in_class(y, StockClass::kSmuggled); }},
    {"domestic", "H100e", "China's stock: designed in China",
     [](const YearOutcome& y) { return in_class(y, StockClass::kDomestic); }},
    {"rented_abroad", "H100e", "rented abroad by Chinese tenants; not in China's stock",
     [](const YearOutcome& y) { return y.end.rented_abroad; }},
    {"rented_largest", "H100e", "rented abroad by the largest Chinese tenant",
     [](const YearOutcome& y) { return y.end.rented_largest; }},
    {"smuggled_in_year", "H100e", "brought into China by rings during the year",
     [](const YearOutcome& y) -> double { return y.flow.smuggled_h100e; }},
    {"smuggled_usd_in_year", "USD", "the same at prices in China",
     [](const YearOutcome& y) -> double { return y.flow.smuggled_usd; }},
    {"smuggled_share", "percent", "smuggled part of China's stock",
     [](const YearOutcome& y) { return 100 * part(in_class(y, StockClass::kSmuggled), y.end.nation_china); }},
    {"smuggled_chips_in_year", "chips", "brought into China by rings during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.smuggled); }},
    {"seized_chips_in_year", "chips", "smuggled lots seized during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.seized); }},
    {"domestic_chips_in_year", "chips", "Chinese chips delivered during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.domestic); }},
    {"legal_chips_in_year", "chips", "imported legally by China during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.legal_to_china); }},
    {"nvidia_to_china_in_year", "chips", "Nvidia chips sold legally to China during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.nvidia_to_china); }},
    {"nvidia_sold", "chips", "chips that Nvidia sold since the start",
     [](const YearOutcome& y) { return static_cast<double>(y.since_start.nvidia_sold); }},
    {"nvidia_sold_h100e", "H100e", "the same in H100e",
     [](const YearOutcome& y) -> double { return y.since_start.nvidia_h100e; }},
    {"nvidia_to_china", "chips", "Nvidia chips sold legally to China since the start",
     [](const YearOutcome& y) { return static_cast<double>(y.since_start.nvidia_to_china); }},
    {"premium", "x", "price of smuggled training chips in China over the list price, last week of the year",
     [](const YearOutcome& y) { return at(y.flow.premium, ChipClass::kTraining); }},
    {"premium_inference", "x", "the same of inference chips",
     [](const YearOutcome& y) { return at(y.flow.premium, ChipClass::kInference); }},
    {"premium_consumer", "x", "the same of consumer chips",
     [](const YearOutcome& y) { return at(y.flow.premium, ChipClass::kConsumer); }},
    {"resold_in_year", "chips", "smuggled chips that Chinese owners sold on during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.resold); }},
    {"price_over_list", "x",
     "price of foreign chips abroad over the list price, by value asked, mean of the year",
     [](const YearOutcome& y) { return part(y.flow.asked_dear_usd, y.flow.asked_usd); }},
    {"wait_weeks_abroad", "weeks", "wait for foreign chips abroad, by value asked, mean of the year",
     [](const YearOutcome& y) { return part(y.flow.asked_usd_weeks, y.flow.asked_usd); }},
    {"orders_refused_by_rule", "orders", "orders that the rule book refused during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.refused_by_rule); }},
    {"orders_refused_by_sellers", "orders", "orders that sellers refused during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.refused_by_seller); }},
    {"fronts_listed_in_year", "fronts", "fronts put on the entity list during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.listed); }},
    {"nvidia_to_china_in_quarter", "chips", "Nvidia chips sold legally to China during the quarter",
     [](const YearOutcome& y) { return static_cast<double>(y.quarter.nvidia_to_china); }},
    {"legal_in_year", "H100e", "imported legally by China during the year",
     [](const YearOutcome& y) -> double { return y.flow.legal_h100e; }},
    {"domestic_in_year", "H100e", "Chinese chips delivered during the year",
     [](const YearOutcome& y) -> double { return y.flow.domestic_h100e; }},
    {"legal_h100e", "H100e", "imported legally by China since the start",
     [](const YearOutcome& y) -> double { return y.since_start.legal_h100e; }},
    {"nvidia_to_china_h100e", "H100e", "Nvidia chips sold legally to China since the start",
     [](const YearOutcome& y) { return of(y.since_start.sold_to_china_h100e, Maker::kNvidia); }},
    {"amd_h100e_in_year", "H100e", "AMD's chips sold during the year",
     [](const YearOutcome& y) { return of(y.flow.shipped_h100e, Maker::kAmd); }},
    {"google_h100e_in_year", "H100e", "Google's chips put to use during the year",
     [](const YearOutcome& y) { return of(y.flow.shipped_h100e, Maker::kGoogle); }},
    {"amazon_h100e_in_year", "H100e", "Amazon's chips put to use during the year",
     [](const YearOutcome& y) { return of(y.flow.shipped_h100e, Maker::kAmazon); }},
    {"huawei_chips_in_year", "chips", "Huawei's chips delivered during the year",
     [](const YearOutcome& y) { return of(y.flow.sold, Maker::kHuawei); }},
    {"huawei_h100e_in_year", "H100e", "the same in H100e",
     [](const YearOutcome& y) { return of(y.flow.sold_to_china_h100e, Maker::kHuawei); }},
    {"cambricon_chips_in_year", "chips", "Cambricon's chips delivered during the year",
     [](const YearOutcome& y) { return of(y.flow.sold, Maker::kCambricon); }},
    {"smuggled_share_in_year", "percent", "smuggled part of the H100e that came into China's use in the year",
     [](const YearOutcome& y) { return 100 * part(y.flow.smuggled_h100e, y.flow.new_in_china_h100e()); }},
    {"china_share_of_nvidia_in_year", "percent",
     "China's legal part of the H100e that Nvidia sold during the year",
     [](const YearOutcome& y) {
       return 100 *
              part(of(y.flow.sold_to_china_h100e, Maker::kNvidia), of(y.flow.shipped_h100e, Maker::kNvidia));
     }},
    {"china_share_over_money", "x",
     "China's part of the new H100e of the year over its part of the money granted for chips",
     [](const YearOutcome& y) {
       const double shipped_all =
           std::accumulate(y.flow.shipped_h100e.begin(), y.flow.shipped_h100e.end(), 0.0);
       return part(part(y.flow.new_in_china_h100e(), shipped_all),
                   part(y.flow.money_china_usd, y.flow.money_usd));
     }},
    {"granted_china_usd_in_year", "USD", "money that came to Chinese buyers for chips during the year",
     [](const YearOutcome& y) -> double { return y.flow.money_china_usd; }},
    {"spent_on_imports_usd_in_year", "USD",
     "of Chinese buyers' money, spent on legal imports during the year",
     [](const YearOutcome& y) { return spent(y, Channel::kLegal); }},
    {"spent_on_smuggled_usd_in_year", "USD", "the same on smuggled chips",
     [](const YearOutcome& y) { return spent(y, Channel::kSmuggled); }},
    {"spent_on_domestic_usd_in_year", "USD", "the same on Chinese chips",
     [](const YearOutcome& y) { return spent(y, Channel::kDomestic); }},
    {"spent_through_arms_usd_in_year", "USD", "the same through arms abroad",
     [](const YearOutcome& y) { return spent(y, Channel::kOffshore); }},
    {"spent_on_rent_usd_in_year", "USD", "the same on chips rented abroad",
     [](const YearOutcome& y) { return spent(y, Channel::kRented); }},
    {"unspent_share_in_year", "percent", "part of the money of the year that bought nothing in it",
     [](const YearOutcome& y) {
       const auto& spent = y.flow.spent_china_usd;
       return 100 - 100 * part(std::accumulate(spent.begin(), spent.end(), 0.0), y.flow.money_china_usd);
     }},
    {"largest_class_share", "fraction", "largest part of China's stock that came in one way",
     [](const YearOutcome& y) {
       const auto& classes = y.end.china_by_class;
       return part(*std::max_element(classes.begin(), classes.end()),
                   std::accumulate(classes.begin(), classes.end(), 0.0));
     }},
    {"campus_ratio", "x", "largest site in the United States over the largest in China",
     [](const YearOutcome& y) { return part(y.end.campus_us, y.end.campus_china); }},
    {"smuggled_chips", "chips", "brought into China by rings since the start",
     [](const YearOutcome& y) { return static_cast<double>(y.since_start.smuggled); }},
    {"smuggled_h100e", "H100e", "the same in H100e",
     [](const YearOutcome& y) -> double { return y.since_start.smuggled_h100e; }},
    {"licences_filed", "applications", "licence applications filed during the year, for China and abroad",
     [](const YearOutcome& y) {
       return static_cast<double>(y.flow.licences_china + y.flow.licences_abroad);
     }},
    {"lots_opened_in_year", "lots", "smuggled lots that customs opened during the year, kept or not",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.lots_opened); }},
    {"checks_in_year", "checks", "end-use checks on AI chips during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.checks); }},
    {"cases_opened_in_year", "cases", "cases opened on rings during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.cases_opened); }},
    {"cases_acted_in_year", "cases", "cases that came to action during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.cases_acted); }},
    {"tips_in_year", "tips", "rings reported by insiders during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.tips); }},
    {"lots_located_in_year", "lots", "smuggled lots whose chips told where they are, during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.located); }},
    {"campaigns_in_year", "campaigns", "campaigns begun on a channel that was noticed, during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.campaigns); }},
    {"honest_chips_refused_in_year", "chips",
     "ordered by honest buyers and refused by sellers during the year",
     [](const YearOutcome& y) { return static_cast<double>(y.flow.honest_refused); }},
    {"honest_refused_usd_in_year", "USD", "price of those chips",
     [](const YearOutcome& y) -> double { return y.flow.honest_refused_usd; }},
    {"sales_usd", "USD", "legal sales of designers outside China since the start, at list prices",
     [](const YearOutcome& y) { return of_foreign(y.since_start.sold_usd); }},
    {"sales_to_china_usd", "USD", "of that, to buyers in China",
     [](const YearOutcome& y) { return of_foreign(y.since_start.sold_to_china_usd); }},
    {"sales_to_china_h100e", "H100e", "the same in H100e",
     [](const YearOutcome& y) { return of_foreign(y.since_start.sold_to_china_h100e); }},
    {"enforcement_usd", "USD", "spent on enforcing controls on AI chips since the start",
     [](const YearOutcome& y) { return y.enforcement_usd_so_far; }},
    {"licences", "applications", "licence applications filed since the start, for China and abroad",
     [](const YearOutcome& y) {
       return static_cast<double>(y.since_start.licences_china + y.since_start.licences_abroad);
     }},
    {"licence_weeks", "weeks", "weeks that they wait, summed",
     [](const YearOutcome& y) {
       return static_cast<double>(y.since_start.licence_weeks_china + y.since_start.licence_weeks_abroad);
     }},
    {"honest_chips_refused", "chips", "ordered by honest buyers and refused by sellers since the start",
     [](const YearOutcome& y) { return static_cast<double>(y.since_start.honest_refused); }},
    {"fines_usd_in_year", "USD", "taken from rings by cases during the year",
     [](const YearOutcome& y) -> double { return y.flow.fines_usd; }},
    {"forfeited_usd_in_year", "USD", "lost during the year by Chinese buyers that cases against rings found",
     [](const YearOutcome& y) -> double { return y.flow.forfeited_usd; }},
    {"lag_months", "months", "how long ago the best lab outside China passed what the best Chinese lab has",
     [](const YearOutcome& y) { return y.end.lead.lag_months; }},
    {"months_behind", "months", "the same, 0 when the best Chinese lab leads",
     [](const YearOutcome& y) { return std::max(0.0, y.end.lead.lag_months); }},
    {"score_us", "percent", "score of the best model outside China",
     [](const YearOutcome& y) { return y.end.lead.score_us; }},
    {"score_china", "percent", "score of the best Chinese model",
     [](const YearOutcome& y) { return y.end.lead.score_china; }},
    {"training_usd_us", "USD", "largest training run outside China so far",
     [](const YearOutcome& y) { return y.end.lead.run_usd_us; }},
    {"training_usd_china", "USD", "largest training run of a Chinese lab so far",
     [](const YearOutcome& y) { return y.end.lead.run_usd_china; }},
    {"lab_compute_us", "H100e", "used by the largest lab outside China",
     [](const YearOutcome& y) { return y.end.lead.compute_us; }},
    {"lab_compute_china", "H100e", "used by the largest Chinese lab",
     [](const YearOutcome& y) { return y.end.lead.compute_china; }},
    {"cost_fall_us", "x/year", "by how much less money bought a given score outside China than a year before",
     [](const YearOutcome& y) { return y.end.lead.cost_fall_us; }},
    {"gap_points", "points", "from the best Chinese model to the best abroad; below 0 when it leads",
     [](const YearOutcome& y) { return y.end.lead.gap_points; }},
    {"gap_money", "x", "effective money in the best model abroad over that in the best Chinese one",
     [](const YearOutcome& y) { return factor_between(y.end.lead.gap_points); }},
    {"labs_near_us", "labs", "labs outside China near the best model",
     [](const YearOutcome& y) { return y.end.lead.near_us; }},
    {"labs_near_china", "labs", "Chinese labs near the best model",
     [](const YearOutcome& y) { return y.end.lead.near_china; }},
    {"crossover_weeks", "weeks",
     "weeks since the second stage was found in which the best Chinese model was near the best abroad",
     [](const YearOutcome& y) { return y.end.lead.crossover_weeks; }},
    {"new_us_in_year", "H100e", "by which the stock in the United States grew during the year",
     [](const YearOutcome& y) { return y.end.nation_us - y.begin.nation_us; }},
    {"new_china_in_year", "H100e", "by which the stock in China grew during the year",
     [](const YearOutcome& y) { return y.end.nation_china - y.begin.nation_china; }},
    {"company_h100e", "H100e", "of the company of the question, in China",
     [](const YearOutcome& y) { return in_all(y.end.company_h100e); }},
    {"company_chips", "chips", "the same in chips",
     [](const YearOutcome& y) { return in_all(y.end.company_chips); }},
    {"company_hopper_chips", "chips", "of those, with the die of the H100: H100, H800, H20 and their like",
     [](const YearOutcome& y) { return y.end.company_hopper_chips; }},
    {"company_still_legal", "chips", "of those, legal when shipped and still legal to ship",
     [](const YearOutcome& y) { return of_company(y, StockClass::kStillLegal); }},
    {"company_before_ban", "chips", "of those, shipped before they were banned",
     [](const YearOutcome& y) { return of_company(y, StockClass::kBeforeBan); }},
    {"company_licensed", "chips", "of those, shipped under licence",
     [](const YearOutcome& y) { return of_company(y, StockClass::kLicensed); }},
    {"company_smuggled", "chips", "of those, smuggled",
     [](const YearOutcome& y) { return of_company(y, StockClass::kSmuggled); }},
    {"company_domestic", "chips", "of those, designed in China",
     [](const YearOutcome& y) { return of_company(y, StockClass::kDomestic); }},
    {"company_ways", "ways",
     "of still legal, shipped before their ban and smuggled, those of which it has chips",
     [](const YearOutcome& y) {
       double ways = 0;
       for (const StockClass stock : {StockClass::kStillLegal, StockClass::kBeforeBan, StockClass::kSmuggled})
         ways += of_company(y, stock) > 0 ? 1 : 0;
       return ways;
     }},
    {"unipolar", "1", "1 when the world is unipolar at the end of the year, else 0",
     [](const YearOutcome& y) { return y.world == WorldState::kUnipolar ? 1.0 : 0.0; }},
    {"bipolar", "1", "1 when it is bipolar, else 0",
     [](const YearOutcome& y) { return y.world == WorldState::kBipolar ? 1.0 : 0.0; }},
    {"contested", "1", "1 when it is neither, else 0",
     [](const YearOutcome& y) { return y.world == WorldState::kContested ? 1.0 : 0.0; }},
};

constexpr PlaceMeasure kPlaceMeasures[] = {
    {"smuggled_via_in_year", "chips", "brought into China over the place during the year",
     [](const YearOutcome& y, sim::Id<Place> place) {
       return static_cast<double>(y.flow.smuggled_via[place.index()]);
     }},
    {"smuggled_past_in_year", "chips", "brought into China during the year by ways that avoid the place",
     [](const YearOutcome& y, sim::Id<Place> place) {
       return static_cast<double>(y.flow.smuggled - y.flow.smuggled_via[place.index()]);
     }},
};

}  // namespace

std::span<const Measure> measures() { return kMeasures; }

const Measure* find_measure(std::string_view name) {
  for (const Measure& measure : kMeasures) {
    if (name == measure.name) return &measure;
  }
  return nullptr;
}

std::span<const PlaceMeasure> place_measures() { return kPlaceMeasures; }

const PlaceMeasure* find_place_measure(std::string_view name) {
  for (const PlaceMeasure& measure : kPlaceMeasures) {
    if (name == measure.name) return &measure;
  }
  return nullptr;
}

}  // namespace chokepoint
