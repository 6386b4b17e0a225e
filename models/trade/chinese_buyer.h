// Chinese buyers split their money over five channels - legal imports, smuggled chips, domestic chips, an arm abroad,
// and chips rented abroad - by what a unit of
// useful compute costs in each (trade/channels).
//
// Money that a channel cannot take stays in the budget and is split anew next week: the unmet rest of the
// legal channel is the demand that rings see. Rent is paid week by week for the life of a chip, so a channel's share
// of income rents as many chips as it would buy over that life.
#pragma once

#include "models/trade/chinese_buyer_state.h"

namespace chokepoint {

struct World;
class Ledger;

/// Weeks between a buyer's orders: it waits until its weeks' most add up to what it orders at once.
int order_every(double offered, double most_a_week);

/// Phase: Chinese buyers split their money and order.
void order_in_china(const World& world, Plans& plans, Ledger& ledger);

}  // namespace chokepoint
