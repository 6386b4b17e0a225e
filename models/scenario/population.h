// Who is in the world and with how much money: the inputs of scenarios/actors.yaml.
#pragma once

#include <optional>
#include <string>

#include "models/enforcement/enforcement.h"
#include "models/trade/operator_state.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// A legal end user outside China that is known by name.
struct AbroadBuyerInput {
  static constexpr const char* kName = "buyer";
  sim::Reference place;
  double share = 0;
  int campuses = 1;
  std::vector<std::string> tags;

  template <class Visit>
  void fields(Visit& visit) {
    visit("place", place, {.says = "where it stands", .required = true});
    visit("share", share,
          {.says = "its share of the spending", .unit = "fraction", .low = 0, .high = 1, .required = true});
    visit("campuses", campuses, {.says = "sites over which it spreads its chips", .low = 1, .high = 50});
    visit("tags", tags, {.says = "what it is, for controls that ask: military, state_owned, ..."});
  }
};

/// The legal end users outside China: some by name, the rest by Zipf's law over places.
struct AbroadInput {
  sim::Named<AbroadBuyerInput> named;
  int others = 0;
  double zipf_exponent = 1;
  sim::Named<double> places;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("named", named, {.says = "buyers known by name", .required = true});
    visit("others", others, {.says = "how many more there are", .low = 0, .high = 1e7, .required = true});
    visit("zipf_exponent", zipf_exponent,
          {.says = "spending of the k-th falls as k^-exponent", .low = 0, .high = 3});
    visit("places", places,
          {.says = "where the others stand", .unit = "fraction", .low = 0, .high = 1, .required = true});
    visit("source", source, {.says = "where the shares come from", .required = true});
    visit("confidence", confidence, {.says = "how sure the shares are", .required = true});
  }
  void check(sim::Checker& checker) const;
};

/// What kind of firm a Chinese buyer is; its attitudes follow.
enum class Sector { kHyperscaler, kState, kStartup };
inline constexpr int kSectors = 3;

struct ChineseBuyerInput {
  static constexpr const char* kName = "Chinese buyer";
  double share = 0;
  Sector sector = Sector::kStartup;
  int campuses = 1;
  std::vector<std::string> tags;

  template <class Visit>
  void fields(Visit& visit) {
    visit("share", share,
          {.says = "its share of the spending", .unit = "fraction", .low = 0, .high = 1, .required = true});
    visit("sector", sector, {.says = "its sector", .required = true});
    visit("campuses", campuses, {.says = "sites over which it spreads its chips", .low = 1, .high = 50});
    visit("tags", tags, {.says = "what it is, for controls that ask: military, state_owned, ..."});
  }
};

/// How a sector looks at smuggled, domestic and offshore chips.
struct SectorInput {
  static constexpr const char* kName = "sector";
  sim::Parameter at_stake;
  sim::Parameter lock_in;
  sim::Parameter state_pressure;
  sim::Parameter offshore;
  sim::Parameter renting;

  template <class Visit>
  void fields(Visit& visit) {
    visit("at_stake", at_stake,
          {.says = "what it would lose if found, over what it buys",
           .unit = "x",
           .low = 0,
           .high = 10000,
           .required = true});
    visit("lock_in", lock_in,
          {.says = "factor on the cost of a domestic chip for leaving CUDA",
           .unit = "x",
           .low = 0.5,
           .high = 20,
           .required = true});
    visit("state_pressure", state_pressure,
          {.says = "discount on the cost of a domestic chip for pleasing the state",
           .unit = "fraction",
           .low = 0,
           .high = 0.99,
           .required = true});
    visit("offshore", offshore,
          {.says = "weight of buying through an arm abroad",
           .unit = "x",
           .low = 0,
           .high = 10,
           .required = true});
    visit("renting", renting,
          {.says = "weight of renting abroad", .unit = "x", .low = 0, .high = 10, .required = true});
  }
};

template <class T>
struct BySector {
  T hyperscaler{};
  T state{};
  T startup{};

  const T& of(Sector sector) const {
    return sector == Sector::kHyperscaler ? hyperscaler : sector == Sector::kState ? state : startup;
  }
  template <class Visit>
  void fields(Visit& visit) {
    visit("hyperscaler", hyperscaler,
          {.says = "large cloud firms with much to lose in the United States", .low = 0});
    visit("state", state, {.says = "state-owned firms and state data centres", .low = 0});
    visit("startup", startup, {.says = "laboratories, start-ups and small clouds", .low = 0});
  }
};

/// The best chip that China could import, use for price, under the controls as they were.
struct OfferedInput {
  sim::Date from;
  sim::Reference chip;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "first day", .required = true});
    visit("chip", chip, {.says = "the chip", .required = true});
    visit("source", source, {.says = "why it was the best", .required = true});
    visit("confidence", confidence, {.says = "how sure it is", .required = true});
  }
};

struct ChineseInput {
  sim::Named<ChineseBuyerInput> named;
  BySector<int> others;
  BySector<double> others_share;
  double zipf_exponent = 1;
  sim::Named<double> arms_in;
  std::vector<OfferedInput> offered;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("named", named, {.says = "buyers known by name", .required = true});
    visit("others", others,
          {.says = "how many more there are, by sector", .low = 0, .high = 1e7, .required = true});
    visit("others_share", others_share,
          {.says = "their share of the spending, by sector",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("zipf_exponent", zipf_exponent,
          {.says = "spending of the k-th falls as k^-exponent", .low = 0, .high = 3});
    visit("arms_in", arms_in,
          {.says = "where arms abroad of the named stand, and what part of them",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("offered", offered,
          {.says = "what the spending of the record could import at best; not said: spending is as it was"});
    visit("source", source, {.says = "where the shares come from", .required = true});
    visit("confidence", confidence, {.says = "how sure the shares are", .required = true});
  }
  void check(sim::Checker& checker) const;
};

struct SpendingInput {
  sim::Series abroad;
  sim::Series china;

  template <class Visit>
  void fields(Visit& visit) {
    visit("abroad_usd_bn_per_year", abroad,
          {.says = "spending on merchant accelerators outside China",
           .unit = "USD bn/year",
           .low = 0,
           .required = true});
    visit("china_usd_bn_per_year", china,
          {.says = "spending of Chinese buyers on accelerators",
           .unit = "USD bn/year",
           .low = 0,
           .required = true});
  }
};

struct OpeningStockInput {
  sim::Named<sim::Parameter> abroad;
  sim::Named<sim::Parameter> chinese;

  template <class Visit>
  void fields(Visit& visit) {
    visit("abroad", abroad, {.says = "chips standing outside China at the start", .unit = "chips", .low = 0});
    visit("chinese", chinese, {.says = "chips standing in China at the start", .unit = "chips", .low = 0});
  }
};

struct FrontsInput {
  sim::Named<double> places;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("places", places,
          {.says = "where fronts stand", .unit = "fraction", .low = 0, .high = 1, .required = true});
    visit("source", source, {.says = "where the shares come from", .required = true});
    visit("confidence", confidence, {.says = "how sure the shares are", .required = true});
  }
  void check(sim::Checker& checker) const;
};

struct SellersInput {
  sim::Named<int> places;
  int for_china = 1;
  int domestic_in_china = 1;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("places", places,
          {.says = "sellers by place", .unit = "sellers", .low = 1, .high = 1e6, .required = true});
    visit("for_china", for_china,
          {.says = "authorised sellers to China, who stand in Taiwan", .low = 1, .high = 1e4});
    visit("domestic_in_china", domestic_in_china,
          {.says = "sellers of Chinese chips in China", .low = 1, .high = 1e4});
    visit("source", source, {.says = "where the counts come from", .required = true});
    visit("confidence", confidence, {.says = "how sure the counts are", .required = true});
  }
  void check(sim::Checker& checker) const;
};

/// What the share of a fleet on its largest site is measured by.
struct MainSiteInput {
  double reference_h100e = 1;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("reference_h100e", reference_h100e,
          {.says = "fleet at which an owner of several sites has main_site_share of it on its largest",
           .unit = "H100e",
           .low = 1,
           .required = true});
    visit("source", source, {.says = "where this comes from", .required = true});
    visit("confidence", confidence, {.says = "how sure that is", .required = true});
  }
};

struct CampusInput {
  sim::Series abroad_mw;
  sim::Series chinese_mw;
  MainSiteInput main_site;

  template <class Visit>
  void fields(Visit& visit) {
    visit(
        "abroad_mw", abroad_mw,
        {.says = "power of the largest single site outside China", .unit = "MW", .low = 0, .required = true});
    visit("chinese_mw", chinese_mw,
          {.says = "power of the largest single site in China", .unit = "MW", .low = 0, .required = true});
    visit("main_site", main_site, {.says = "how much of a fleet stands on one site", .required = true});
  }
};

/// The whole of scenarios/actors.yaml.
struct PopulationInput {
  SpendingInput spending;
  AbroadInput abroad;
  ChineseInput chinese;
  OpeningStockInput opening_stock;
  SellersInput sellers;
  FrontsInput fronts;
  OperatorsInput operators;
  sim::Named<OfficersInput> officers;
  BureauInput bureau;
  CampusInput campuses;

  template <class Visit>
  void fields(Visit& visit) {
    visit("spending", spending, {.says = "money for accelerators", .required = true});
    visit("abroad", abroad, {.says = "legal end users outside China", .required = true});
    visit("chinese", chinese, {.says = "Chinese buyers", .required = true});
    visit("opening_stock", opening_stock, {.says = "chips in place at the start"});
    visit("sellers", sellers, {.says = "sellers", .required = true});
    visit("fronts", fronts, {.says = "fronts", .required = true});
    visit("operators", operators, {.says = "data-centre operators abroad; none when not said"});
    visit("officers", officers, {.says = "end-use officers abroad, by region"});
    visit("bureau", bureau, {.says = "the bureau that enforces export controls", .required = true});
    visit("campuses", campuses, {.says = "power of the largest sites", .required = true});
  }
};

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::Sector> {
  static constexpr const char* names[] = {"hyperscaler", "state", "startup"};
};
