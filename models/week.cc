#include "models/week.h"

#include <utility>

#include "models/compute/labs.h"
#include "models/compute/multipliers.h"
#include "models/diversion/front.h"
#include "models/diversion/lots.h"
#include "models/diversion/market.h"
#include "models/diversion/ring.h"
#include "models/diversion/ring_learning.h"
#include "models/diversion/ring_maps.h"
#include "models/enforcement/adaptation.h"
#include "models/enforcement/bureau.h"
#include "models/enforcement/cases.h"
#include "models/enforcement/end_use_checks.h"
#include "models/enforcement/letters.h"
#include "models/enforcement/location_checks.h"
#include "models/enforcement/visibility.h"
#include "models/enforcement/whistle_blowers.h"
#include "models/invariants.h"
#include "models/ledger.h"
#include "models/physical/designer.h"
#include "models/physical/fleets.h"
#include "models/physical/foundry.h"
#include "models/physical/logistics.h"
#include "models/physical/substitution.h"
#include "models/record/standings.h"
#include "models/record/watch.h"
#include "models/trade/buyer.h"
#include "models/trade/chinese_buyer.h"
#include "models/trade/diligence.h"
#include "models/trade/enactment.h"
#include "models/trade/fill_rates.h"
#include "models/trade/found_buyers.h"
#include "models/trade/gate.h"
#include "models/trade/landlord.h"
#include "models/trade/licensing.h"
#include "models/trade/operator.h"
#include "models/trade/orders.h"
#include "models/trade/rush.h"
#include "models/trade/scarcity.h"
#include "models/trade/seller.h"

namespace chokepoint {
namespace {

/// A phase: a rule that sees the whole world and writes the tables that are named, and nothing else.
template <auto kRule, auto... kTables>
void writes(World& world) {
  kRule(std::as_const(world), (world.*kTables)...);
}

/// The same of a rule whose decisions move chips or money: those the ledger carries out.
template <auto kRule, auto... kTables>
void books(World& world) {
  Ledger ledger(world);
  kRule(std::as_const(world), (world.*kTables)..., ledger);
}

/// Several parts of one phase, one after another.
template <auto... kParts>
void together(World& world) {
  (kParts(world), ...);
}

constexpr sim::Phase<World> kWeek[] = {
    {"enact",
     "the authority closes loopholes and sends letters; the week's rule book is in force: the named are listed or not",
     together<writes<close_loopholes, &World::adaptation>, writes<send_letters, &World::letters>,
              writes<enact, &World::named>, writes<look_up_reviews, &World::licensing>>},
    {"hire", "the bureau's staff follow its budget", writes<hire, &World::bureau>},
    {"gate", "China moves its gate", writes<move_gate, &World::gate>},
    {"make", "Chinese makers answer what imports leave; lines turn capacity, packaging and memory into chips",
     together<writes<answer_imports, &World::substitution>, books<make_chips, &World::foundries>>},
    {"design", "variants that are ready enter production", writes<launch_variants>},
    {"want", "budgets grow", books<grant_budgets>},
    {"repay", "what was spent ahead of a ban is repaid", books<repay_advances>},
    {"rule", "licence applications that are due are decided", writes<rule_on_licences, &World::licensing>},
    {"order abroad", "legal end users outside China order", books<order_abroad>},
    {"rent",
     "Chinese tenants pay operators abroad, and every fourth week sign anew; landlords order for them",
     together<books<rent_abroad, &World::renting>, books<build_to_suit, &World::landlords>>},
    {"order in China", "Chinese buyers split their money over channels and order",
     books<order_in_china, &World::plans, &World::channel_week>},
    {"look", "the black market notes demand; rings look at their maps",
     together<writes<remember_demand, &World::market>, writes<look_at_maps, &World::maps>>},
    {"evade", "rings choose trades and send fronts to buy", books<plan_diversion, &World::ring_orders>},
    {"match", "sellers look at their buyers and share out what they hold",
     books<match_orders, &World::asked, &World::outbox>},
    {"order again", "what channels did not serve Chinese buyers ask of the others",
     books<order_the_rest, &World::plans>},
    {"match again", "sellers answer those orders", books<match_again, &World::asked, &World::outbox>},
    {"restock", "designers ship to sellers what was lately asked of them; prices abroad answer what is short",
     together<books<restock_sellers, &World::asked>, writes<note_scarcity, &World::tally>>},
    {"deliver", "legal lots arrive", books<deliver, &World::logistics>},
    {"move", "smuggled lots advance and pass customs",
     books<move_lots, &World::lots, &World::outbox, &World::tally>},
    {"locate", "chips that reached China may say where they are",
     writes<locate, &World::tally, &World::outbox>},
    {"mark", "fronts remember who served them and are suspected more or less",
     writes<mark_fronts, &World::fronts>},
    {"inspect", "end-use checks fall on sites",
     writes<check_end_use, &World::receipts, &World::tally, &World::outbox>},
    {"notice", "rings and channels are noticed by their size",
     writes<notice_by_size, &World::campaigns, &World::tally, &World::outbox>},
    {"tip", "insiders report rings", writes<hear_tips, &World::tally, &World::outbox>},
    {"prosecute", "what points at a ring opens a case, cases that are due come to action",
     writes<work_cases, &World::cases, &World::tally, &World::outbox>},
    {"raid", "actions take goods under way and penalties", books<raid, &World::lots>},
    {"list", "fronts that were found are put on the entity list",
     writes<list_fronts, &World::fronts, &World::tally>},
    {"gossip", "sellers hear of scandals, and forget old ones", writes<hear_scandals, &World::scandals>},
    {"settle", "rings sell in China, owners sell on, and the premium moves",
     books<trade_in_china, &World::market, &World::tally>},
    {"forfeit", "buyers that actions found lose what they had staked", books<punish_found_buyers>},
    {"recall", "Chinese buyers take in what channels served", writes<remember_fill, &World::fill_rates>},
    {"learn", "rings imitate each other, enter and leave", books<learn, &World::ring_lives>},
    {"renew", "rings take in the week's news, fronts are replaced, a ruined ring's row is another's",
     together<writes<take_in_news, &World::maps>, writes<replace_fronts, &World::fronts>,
              writes<forget_service, &World::ring_orders>, writes<forget_cases, &World::cases>,
              writes<forget_flow, &World::lots>>},
    {"age", "chips fail", books<age_fleets>},
    {"train", "multipliers arrive and spread, labs train, models come out",
     together<writes<look_at_fleets, &World::labs>, writes<spread_ideas, &World::ideas>,
              writes<train, &World::runs>>},
    {"measure", "what stands where is written down", writes<take_standing, &World::standings>},
};

}  // namespace

std::span<const sim::Phase<World>> phases_of_a_week() { return kWeek; }

void run_week(World& world, sim::PhaseTimes* times) {
  sim::run_phases(world, phases_of_a_week(), times);
  if (world.watch != nullptr) look(world);
  end_week(world);
}

void end_week(World& world) {
  world.log.push_back(world.tally);
  world.tally = {};
  world.outbox.clear();
  ++world.week;
}

void run_to(World& world, int weeks, Checks checks, sim::PhaseTimes* times) {
  while (world.week < weeks) {
    run_week(world, times);
    if (checks == Checks::kEveryWeek) check_conservation(world);
  }
}

void run_to_end(World& world, Checks checks, sim::PhaseTimes* times) {
  run_to(world, world.scenario->calendar.weeks, checks, times);
}

}  // namespace chokepoint
