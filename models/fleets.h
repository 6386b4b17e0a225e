// What buyers hold, where it came from, what fails, and how much of it stands on one site.
#pragma once

#include <cstdint>
#include <vector>

#include "models/goods.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Owner;

/// How a chip came into Chinese hands. Whether a legal one is still legal to sell today is a question to the
/// rule book at the day of asking, not a property of the chip.
enum class Provenance : unsigned char { kLegal, kLicensed, kSmuggled, kDomestic };
inline constexpr int kProvenances = 4;

struct FleetParameters {
  sim::Uncertain failure_per_year;

  template <class Visit>
  void fields(Visit& visit) {
    visit("failure_per_year", failure_per_year,
          {.says = "share of chips that fail for good",
           .unit = "fraction/year",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

struct CampusParameters {
  sim::Uncertain main_site_share;
  sim::Uncertain chinese_power;
  sim::Uncertain abroad_power;
  sim::Uncertain site_overhead;

  template <class Visit>
  void fields(Visit& visit) {
    visit("main_site_share", main_site_share,
          {.says = "share of its fleet that an owner of several sites would put on its largest",
           .unit = "fraction",
           .low = 0.01,
           .high = 1,
           .required = true});
    visit("chinese_power", chinese_power,
          {.says = "factor on the power of Chinese sites after 2024",
           .unit = "x",
           .low = 0,
           .high = 20,
           .required = true});
    visit("abroad_power", abroad_power,
          {.says = "factor on the power of sites outside China after 2024",
           .unit = "x",
           .low = 0,
           .high = 20,
           .required = true});
    visit("site_overhead", site_overhead,
          {.says = "site power over chip power: servers, network, cooling",
           .unit = "x",
           .low = 1,
           .high = 5,
           .required = true});
  }
};

/// What a site holds of one product, and what one chip of it needs and gives.
struct SiteChoice {
  int units = 0;         ///< wanted on the site
  double kilowatts = 0;  ///< of site power a chip
};

/// Fills a site in the order given until power runs out; returns units by choice.
std::vector<int> fill_site(const std::vector<SiteChoice>& wanted, double kilowatts);

/// All chips of a product that an owner has, whatever their provenance.
std::int32_t held_by(const World& world, sim::Id<Owner> owner, sim::Id<Product> product);

/// Phase: chips fail.
void age_fleets(World& world);

/// Phase: owners put chips on their largest site as its power allows.
void install(World& world);

}  // namespace chokepoint
