// Landlords: hosts abroad who build a site for one Chinese tenant, as legal end users of the place where it stands.
//
//   sought      = what a tenant would pay in rent - what it rents - rent of what is being built for it
//   bound       = rent of what it has at landlords' sites + rent of what is being built
//   committed   = least(sought, built_to_suit x what it would pay - bound)         rent a week, every fourth week,
//                 and no more than the site has power for
//   raised      = committed x life / (hosting x (1 + margin) x answer to use)      money for chips, at list price
//   ordered     = from site_weeks after the first commitment on: all that was raised and not yet spent, of one chip on sale that it may let to the tenant
//
// A landlord without a tenant takes the one who seeks most, and builds for no other while it lets to it or awaits chips
// for it. What arrives is let to the tenant whole (trade/operator). Whether it may have the chips says the law of its
// place, and whether it may let them the rule on remote access or its own looking away, as of any operator.
#pragma once

namespace chokepoint {

struct World;
struct Landlords;
class Ledger;

/// Phase: at each meeting tenants commit rent to landlords, who order chips for it.
void build_to_suit(const World& world, Landlords& landlords, Ledger& ledger);

}  // namespace chokepoint
