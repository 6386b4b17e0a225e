// How hard controls are enforced: an overall strength, which multiplies everything, and its parts, each a lever of its
// own over time; some by place as well. 1 is as it was.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "sim/engine/calendar.h"
#include "sim/engine/grid.h"
#include "sim/input/fields.h"
#include "sim/numeric/constants.h"

namespace chokepoint {

/// The parts of enforcement that strength multiplies.
enum class Effort : std::size_t {
  kInspections,       ///< lots that customs opens
  kChecks,            ///< end-use checks
  kCases,             ///< case work: how soon evidence becomes action, how soon size is noticed
  kPenalties,         ///< what an action costs a ring
  kDiligence,         ///< what sellers are made to look at
  kWhistleBlowers,    ///< what is done so that insiders speak
  kLocationChecks,    ///< how often chips are asked where they are
  kClosing,           ///< how fast loopholes are closed
  kListings,          ///< how much of a ring's fronts a case brings to light
  kKnowYourCustomer,  ///< how closely operators must look at who rents
};
inline constexpr std::size_t kEfforts = 10;

/// What is done at one place on top of what is done everywhere.
struct PlaceEnforcement {
  static constexpr const char* kName = "place";
  sim::Steps inspections;
  sim::Steps checks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("inspections", inspections, {.says = "of lots that leave it", .unit = "x", .low = 0, .high = 100});
    visit("checks", checks, {.says = "end-use checks there", .unit = "x", .low = 0, .high = 100});
  }
};

/// End-use officers of a region.
struct OfficersInput {
  static constexpr const char* kName = "region";
  std::vector<sim::Reference> places;
  double officers = 1;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("places", places, {.says = "the places that they look after", .required = true});
    visit("officers", officers, {.says = "how many there are", .low = 0, .high = 10000, .required = true});
    visit("source", source, {.says = "where this is from", .required = true});
    visit("confidence", confidence, {.says = "how sure it is", .required = true});
  }
};

/// Software by which owners may let a chip say where it is, without being made to.
struct LocationSoftwareInput {
  std::vector<sim::Reference> chips;
  sim::Date from = sim::Date::of(9999, 1, 1);
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("chips", chips, {.says = "chips it runs on", .required = true});
    visit("from", from, {.says = "first day it can be had", .required = true});
    visit("source", source, {.says = "where this is from", .required = true});
    visit("confidence", confidence, {.says = "how sure it is", .required = true});
  }
};

/// The bureau that enforces export controls, as it was when strength 1 was measured.
struct BureauInput {
  static constexpr const char* kName = "bureau";
  double budget_usd = 0;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("budget_usd", budget_usd,
          {.says = "its budget", .unit = "USD/year", .low = 1e6, .high = 1e12, .required = true});
    visit("source", source, {.says = "where this is from", .required = true});
    visit("confidence", confidence, {.says = "how sure it is", .required = true});
  }
};

struct EnforcementInput {
  sim::Steps strength;
  sim::Steps budget{.before = sim::kNan, .steps = {}};  ///< NaN: that of strength 1
  sim::Steps inspections;
  sim::Steps checks;
  sim::Steps cases;
  sim::Steps penalties;
  sim::Steps diligence;
  sim::Steps whistle_blowers;
  sim::Steps location_checks;
  sim::Steps closing;
  sim::Steps listings;
  sim::Steps know_your_customer;
  sim::Steps allied_customs;
  sim::Steps award{.before = 0, .steps = {}};
  sim::Named<PlaceEnforcement> places;
  LocationSoftwareInput location_software;

  template <class Visit>
  void fields(Visit& visit) {
    const auto part = [](std::string_view says) {
      return sim::Says{.says = says, .unit = "x", .low = 0, .high = 100};
    };
    visit("strength", strength, part("overall strength, which multiplies every part"));
    visit("budget", budget,
          {.says = "budget of the bureau, which its staff follow; before the first day that of strength 1",
           .unit = "USD/year",
           .low = 0,
           .high = 1e12});
    visit("inspections", inspections, part("customs inspections"));
    visit("checks", checks, part("end-use checks"));
    visit("cases", cases, part("case work: how soon evidence becomes action, how soon size is noticed"));
    visit("penalties", penalties, part("penalties"));
    visit("diligence", diligence, part("what sellers are made to look at"));
    visit("whistle_blowers", whistle_blowers, part("what is done so that insiders speak"));
    visit("location_checks", location_checks, part("how often chips are asked where they are"));
    visit("closing", closing, part("how fast loopholes are closed"));
    visit("listings", listings, part("how much of a ring's fronts a case brings to light"));
    visit("know_your_customer", know_your_customer, part("how closely operators must look at who rents"));
    visit("allied_customs", allied_customs, part("inspection of lots that leave allies, of tier 1"));
    visit("award", award,
          {.says = "share of a fine that goes to who reported it", .unit = "fraction", .low = 0, .high = 1});
    visit("places", places, {.says = "what is done at single places on top"});
    visit("location_software", location_software, {.says = "what lets owners ask chips where they are"});
  }
  void check(sim::Checker& checker) const;
};

/// A part of enforcement and the field that sets its level.
struct EnforcementPart {
  const char* field;
  Effort effort;
  sim::Steps EnforcementInput::*level;
};
std::span<const EnforcementPart> enforcement_parts();

/// Whether `allied_customs` is about a place: of tier 1, other than the United States.
bool is_ally(const PlaceNetwork& places, sim::Id<Place> place);

struct Region {};  // tag: regions of end-use officers

/// Enforcement laid out by week. A part holds strength x its own level.
struct EnforcementByWeek {
  std::array<std::vector<double>, kEfforts> effort;     ///< by part, then week
  std::vector<double> budget;                           ///< of the bureau, over that of strength 1
  std::vector<double> award;                            ///< share of fines
  std::vector<sim::Column<Place, double>> inspections;  ///< by week: factor on lots that leave a place
  std::vector<sim::Column<Place, double>> checks;       ///< by week: factor on checks there
  sim::Column<Region, double> officers;                 ///< of each region
  sim::Column<Place, sim::Id<Region>> region;           ///< who looks after a place; none: nobody
  sim::Column<Product, int> software_week;              ///< from when a chip may say where it is; -1 never
};

struct EnforcementFacts {
  const EnforcementInput& input;
  const sim::Named<OfficersInput>& officers;
  const BureauInput& bureau;
  const PlaceNetwork& places;
  const Catalogue& catalogue;
  const sim::Calendar& calendar;
  sim::Problems& problems;
};

/// Lays the levers out by week. Adds problems for names of places and chips that stand for nothing.
EnforcementByWeek lay_out_enforcement(const EnforcementFacts& facts);

}  // namespace chokepoint
