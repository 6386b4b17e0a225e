// Sellers: makers of servers, distributors and resellers. They order from designers what their customers
// asked of them lately, refuse whom they suspect (trade/diligence), and share out what they hold.
#pragma once

#include "models/trade/seller_state.h"

namespace chokepoint {

struct World;
struct Outbox;
class Ledger;

/// Phase: every seller looks at its buyers and shares its stock among the orders it accepts.
void match_orders(const World& world, Asked& asked, Outbox& outbox, Ledger& ledger);

/// Phase: the same for the orders of this week that came after.
void match_again(const World& world, Asked& asked, Outbox& outbox, Ledger& ledger);

/// Phase: designers ship finished chips to sellers in proportion to what was lately asked of each.
void restock_sellers(const World& world, Asked& asked, Ledger& ledger);

}  // namespace chokepoint
