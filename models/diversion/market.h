// The black market in China: what rings bring in, and owners sell on (diversion/resale), goes to buyers who set money
// aside for it, and the premium of each class of chip follows excess demand with partial adjustment:
//
//   log m' = log m + k (D' - S') / (D' + S'),   floor <= m <= ceiling
//   D' = D (m^e / m)^w,   S' = S (m / m^e)^w
//
// m^e is the premium that announced rules let expect (diversion/outlook): who expects to pay less later waits, and who
// expects to be paid less later parts with more today, both with elasticity w; without an announcement m^e = m.
//
// The other form (market.premium_form) clears the market: m' = D' / S'_0, S'_0 at prices abroad. Record and theory speak for
// neither: stocks of goods on offer and prices that stand for weeks speak for adjustment, daily quotes for clearing.
//
// D and S are flows, a week and remembered. D is the part of buyers' income that they would spend on smuggled chips at
// today's premium: money saved up buys, but is no weekly demand. S is the value that came in or is sold on, and of what
// found no buyer before the part that rings want to be rid of each week. Money goes to classes by what a dollar of their
// contraband is worth in use.
#pragma once

#include "models/diversion/market_state.h"

namespace chokepoint {

struct World;
struct WeekLog;
class Ledger;

/// The premium a week later; `supply` in prices of today in China, `change` the logarithm of the premium that is expected
/// over today's.
double next_premium(double premium, double demand, double supply, double change,
                    const MarketParameters& parameters);

/// Phase: the market takes note of what buyers would spend this week on smuggled chips; after they split their money,
/// before they spend it.
void remember_demand(const World& world, Market& market);

/// Phase: rings sell in China, owners sell on, and the premium moves.
void trade_in_china(const World& world, Market& market, WeekLog& tally, Ledger& ledger);

}  // namespace chokepoint
