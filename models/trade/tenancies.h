// What rules on remote access leave open to tenants, laid out once for every version of the law.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/scenario/scenario.h"
#include "sim/engine/id.h"

namespace chokepoint {

/// A rule on remote access may speak of tenants on an entity list alone.
enum class Tenant { kUnlisted, kListed };

/// Whether Chinese tenants may rent, for every version of the law, site of operators and product; found by tenancy_at.
std::vector<std::uint8_t> lay_out_tenancies(const Scenario& scenario, const Law& law);
std::size_t tenancy_at(const Scenario& scenario, int version, sim::Id<Product> product, sim::Id<Place> site,
                       Tenant tenant);

}  // namespace chokepoint
