#include "models/trade/tenancies.h"

#include <algorithm>

#include "models/trade/orders.h"

namespace chokepoint {

using sim::Id;

std::vector<std::uint8_t> lay_out_tenancies(const Scenario& scenario, const Law& law) {
  const std::size_t places = scenario.places.places();
  std::vector<std::uint8_t> open;
  if (law.version_of_week.empty()) return open;
  const int versions = 1 + *std::max_element(law.version_of_week.begin(), law.version_of_week.end());
  open.assign(static_cast<std::size_t>(versions) * places * scenario.products.size() * 2, 1);
  for (int version = 0; version < versions; ++version) {
    if (!law.rules.rules_tenancies(version)) continue;
    for (const auto& entry : scenario.actors.operators.places) {
      const Id<Place> site = scenario.places.find(entry.name);
      for (const Id<Product> product : scenario.simulated) {
        for (const Tenant tenant : {Tenant::kUnlisted, Tenant::kListed}) {
          const bool listed = tenant == Tenant::kListed;
          const Ruling ruling = law.rules.remote_access(version, product, site, scenario.china, listed);
          open[tenancy_at(scenario, version, product, site, tenant)] = is_open(ruling) ? 1 : 0;
        }
      }
    }
  }
  return open;
}

std::size_t tenancy_at(const Scenario& scenario, int version, Id<Product> product, Id<Place> site,
                       Tenant tenant) {
  std::size_t at = static_cast<std::size_t>(version) * scenario.places.places() + site.index();
  at = at * scenario.products.size() + product.index();
  return at * 2 + (tenant == Tenant::kListed ? 1 : 0);
}

}  // namespace chokepoint
