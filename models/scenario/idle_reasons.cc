#include "models/scenario/idle_reasons.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "models/trade/operator.h"
#include "models/trade/orders.h"
#include "models/trade/tenancies.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

std::string off(const char* mechanism) { return fmt::format("mechanisms.{} is off", mechanism); }

/// Marks what can be reached from marked places over lanes, each taken from one end to the other.
void spread(sim::Column<Place, std::uint8_t>& reached, const sim::Column<Lane, Id<Place>>& from,
            const sim::Column<Lane, Id<Place>>& to) {
  for (bool grows = true; grows;) {
    grows = false;
    for (const Id<Lane> lane : ids(from)) {
      if (reached[from[lane]] == 0 || reached[to[lane]] != 0) continue;
      reached[to[lane]] = 1;
      grows = true;
    }
  }
}

void mark(sim::Column<Place, std::uint8_t>& marked, const PlaceNetwork& places, const std::string& name) {
  if (const Id<Place> place = places.find(name); !place.is_none()) marked[place] = 1;
}

}  // namespace

bool is_nothing(const sim::Parameter& parameter) { return parameter.is_fixed() && parameter.value == 0; }

IdleReasons::IdleReasons(const Scenario& scenario)
    : scenario_(scenario),
      first_smuggled_(first_week(&IdleReasons::is_chip_barred)),
      first_told_(first_week(&IdleReasons::must_tell)) {
  if (!is_nothing(scenario.parameters.enforcement.location_voluntary)) {
    for (const Id<Product> product : scenario.simulated) {
      const int from = scenario.enforcement.software_week[product];
      if (from >= 0) first_told_ = std::min(first_told_, from);
    }
  }
  find_ways();
  find_sites();
}

std::string IdleReasons::of(Effort part, int week) const {
  const Mechanisms& mechanisms = scenario_.mechanisms;
  switch (part) {
    case Effort::kInspections:
      return mechanisms.customs ? of_smuggling(week) : off("customs");
    case Effort::kChecks:
      return of_checks(week);
    case Effort::kCases:
      return mechanisms.cases || mechanisms.visibility ? of_smuggling(week)
                                                       : "mechanisms.cases and visibility are off";
    case Effort::kPenalties:
      return is_nothing(scenario_.parameters.enforcement.penalty_factor) ||
                     is_nothing(scenario_.parameters.enforcement.penalty_collected)
                 ? "the parameters of penalties are 0"
                 : of_smuggling(week);
    case Effort::kDiligence: {
      if (!mechanisms.diligence) return off("diligence");
      const bool has_law = under_any_law(scenario_, week, [](const Law& law, int version) {
        return !law.rules.versions()[static_cast<std::size_t>(version)].controls.empty();
      });
      return has_law ? "" : "no control is in force: without a law no flag is red";
    }
    case Effort::kWhistleBlowers:
      return mechanisms.whistle_blowers ? of_smuggling(week) : off("whistle_blowers");
    case Effort::kLocationChecks:
      return of_location_checks(week);
    case Effort::kClosing:
      return of_closing(week);
    case Effort::kListings:
      return of_listings(week);
    case Effort::kKnowYourCustomer:
      return of_know_your_customer(week);
  }
  return "";
}

std::string IdleReasons::of_smuggling(int week) const {
  if (!scenario_.mechanisms.smuggling) return off("smuggling");
  if (scenario_.population.rings == 0) return "population.rings is 0";
  if (week >= first_smuggled_) return "";
  return first_smuggled_ >= scenario_.calendar.weeks
             ? "no control bars a chip from China, so nothing is smuggled"
             : fmt::format("no chip is barred from China before {}, so nothing is smuggled",
                           scenario_.calendar.date_of(first_smuggled_).iso());
}

std::string IdleReasons::of_checks(int week) const {
  if (!scenario_.mechanisms.end_use_checks) return off("end_use_checks");
  const auto& officers = scenario_.enforcement.officers;
  const bool has_officers =
      std::any_of(officers.begin(), officers.end(), [](double count) { return count > 0; });
  return has_officers ? of_smuggling(week) : "actors.officers has nobody who checks";
}

std::string IdleReasons::of_location_checks(int week) const {
  if (!scenario_.mechanisms.location_checks) return off("location_checks");
  if (week < first_told_) return "no chip can tell where it is by then: no duty is in force, no software out";
  return of_smuggling(week);
}

std::string IdleReasons::of_closing(int week) const {
  const auto& products = scenario_.products;
  if (scenario_.letters_on_variants &&
      std::any_of(products.begin(), products.end(), [](const ProductFacts& facts) { return facts.built; }))
    return "";
  if (!scenario_.mechanisms.adaptation) return off("adaptation");
  if (scenario_.loopholes.empty()) return "adaptation names no loophole";
  const int first = scenario_.loopholes.front().since_week;
  return week >= first ? "" : "no loophole of adaptation can be seen by then";
}

std::string IdleReasons::of_listings(int week) const {
  if (!scenario_.mechanisms.cases) return off("cases");
  const bool has_list =
      under_any_law(scenario_, week, [](const Law& law, int version) { return law.rules.has_list(version); });
  return has_list ? of_smuggling(week) : "no entity list is in force";
}

std::string IdleReasons::of_know_your_customer(int week) const {
  if (!scenario_.mechanisms.renting) return off("renting");
  if (scenario_.actors.operators.places.empty()) return "actors.operators is empty: nobody lets";
  const bool asks = under_any_law(
      scenario_, week, [&](const Law& law, int version) { return is_tenant_barred(law, version); });
  return asks ? "" : "no rule on remote access bars a tenant";
}

bool IdleReasons::is_tenant_barred(const Law& law, int version) const {
  const auto [known, is_new] = tenants_barred_.try_emplace({&law, version}, false);
  if (!is_new) return known->second;
  for (const auto& entry : scenario_.actors.operators.places) {
    const Id<Place> site = scenario_.places.find(entry.name);
    for (const Id<Product> product : scenario_.simulated) {
      for (const Tenant tenant : {Tenant::kUnlisted, Tenant::kListed}) {
        if (law.tenancies[tenancy_at(scenario_, version, product, site, tenant)] == 0) known->second = true;
      }
    }
  }
  return known->second;
}

int IdleReasons::first_week(bool (IdleReasons::*holds)(const Law& law, int version) const) const {
  int first = scenario_.calendar.weeks;
  for (const Law& law : scenario_.laws) {
    int last_version = -1;
    for (int week = 0; week < first; ++week) {
      const int version = law.version_of_week[static_cast<std::size_t>(week)];
      if (version != last_version && (this->*holds)(law, version)) first = week;
      last_version = version;
    }
  }
  return first;
}

bool IdleReasons::is_chip_barred(const Law& law, int version) const {
  return std::any_of(scenario_.simulated.begin(), scenario_.simulated.end(), [&](Id<Product> product) {
    return !is_open(rule_in(scenario_, law, version, product, scenario_.china, scenario_.china));
  });
}

bool IdleReasons::must_tell(const Law& law, int version) const {
  return std::any_of(scenario_.simulated.begin(), scenario_.simulated.end(),
                     [&](Id<Product> product) { return law.rules.location_verified(version, product); });
}

void IdleReasons::find_ways() {
  const PlaceNetwork& places = scenario_.places;
  sim::Column<Place, std::uint8_t> from_fronts(places.places(), 0);
  for (const auto& entry : scenario_.actors.fronts.places) {
    if (entry.value > 0) mark(from_fronts, places, entry.name);
  }
  spread(from_fronts, places.from, places.to);
  sim::Column<Place, std::uint8_t> to_china(places.places(), 0);
  to_china[scenario_.china] = 1;
  spread(to_china, places.to, places.from);
  lots_leave_.assign(places.places(), 0);
  for (const Id<Lane> lane : ids(places.from)) {
    if (from_fronts[places.from[lane]] != 0 && to_china[places.to[lane]] != 0)
      lots_leave_[places.from[lane]] = 1;
  }
}

void IdleReasons::find_sites() {
  const PlaceNetwork& places = scenario_.places;
  const PopulationInput& actors = scenario_.actors;
  has_sites_.assign(places.places(), 0);
  const auto mark_all = [&](const auto& named) {
    for (const auto& entry : named) {
      if (entry.value > 0) mark(has_sites_, places, entry.name);
    }
  };
  mark_all(actors.fronts.places);
  mark_all(actors.abroad.places);
  for (const auto& entry : actors.abroad.named) mark(has_sites_, places, entry.value.place.name);
}

}  // namespace chokepoint
