// Chinese buyers split their money over five channels - legal imports, smuggled chips, domestic chips, an arm abroad,
// and chips rented abroad - by what a unit of
// useful compute costs in each (trade/channels).
//
// Money flows on: shares are bent to what each channel lately filled (trade/fill_rates), and what one cannot serve is
// asked of the others in the same week, once sellers have answered. What is left then stays in the budget and is split
// anew next week. The most that a buyer spends in a week bounds what it is served, not what it asks. Rent is paid week by
// week for the life of a chip, so a channel's share of income rents as many chips as it would buy over that life.
#pragma once

#include "models/trade/chinese_buyer_state.h"

namespace chokepoint {

struct World;
class Ledger;

/// Weeks between a buyer's orders: it waits until its weeks' most add up to what it orders at once.
int order_every(double offered, double most_a_week);

/// Phase: Chinese buyers split their money and order.
void order_in_china(const World& world, Plans& plans, ChannelWeek& this_week, Ledger& ledger);

/// Phase: what a channel did not serve of this week's asks is asked of the others: of those that served all they were
/// asked, of other chips where one was short, and of the black market.
void order_the_rest(const World& world, Plans& plans, Ledger& ledger);

}  // namespace chokepoint
