// Why a part of enforcement does nothing in a week, by the scenario's data alone; an empty reason: it may do something.
// Where the authority may close loopholes, every law that may come of it is looked at.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "models/scenario/scenario.h"

namespace chokepoint {

class IdleReasons {
 public:
  explicit IdleReasons(const Scenario& scenario);

  /// Of a part, whatever its level and the overall strength.
  std::string of(Effort part, int week) const;
  /// Of what acts on smuggled lots, rings and fronts.
  std::string of_smuggling(int week) const;

  /// Whether smuggled lots can leave a place: it lies on a way from a place of fronts to China.
  bool lots_leave(sim::Id<Place> place) const { return lots_leave_[place] != 0; }
  /// Whether somebody stands at a place whose sites officers may check.
  bool has_sites(sim::Id<Place> place) const { return has_sites_[place] != 0; }

 private:
  std::string of_checks(int week) const;
  std::string of_location_checks(int week) const;
  std::string of_closing(int week) const;
  std::string of_listings(int week) const;
  std::string of_know_your_customer(int week) const;

  bool is_tenant_barred(const Law& law, int version) const;
  int first_week(bool (IdleReasons::*holds)(const Law& law, int version) const) const;
  bool is_chip_barred(const Law& law, int version) const;
  bool must_tell(const Law& law, int version) const;
  void find_ways();
  void find_sites();

  const Scenario& scenario_;
  int first_smuggled_ = 0;  ///< week; past the end: never
  int first_told_ = 0;      ///< week from which a chip may tell where it is
  sim::Column<Place, std::uint8_t> lots_leave_;
  sim::Column<Place, std::uint8_t> has_sites_;
  mutable std::map<std::pair<const Law*, int>, bool> tenants_barred_;
};

/// Whether a parameter is pinned at nothing.
bool is_nothing(const sim::Parameter& parameter);

/// Whether something holds in a week under any law that may come about.
template <class Holds>
bool under_any_law(const Scenario& scenario, int week, const Holds& holds) {
  for (const Law& law : scenario.laws) {
    if (holds(law, law.version_of_week[static_cast<std::size_t>(week)])) return true;
  }
  return false;
}

}  // namespace chokepoint
