#include "models/week.h"

#include "models/compute/labs.h"
#include "models/diversion/market.h"
#include "models/diversion/ring.h"
#include "models/diversion/ring_learning.h"
#include "models/enforcement/authority.h"
#include "models/enforcement/bureau.h"
#include "models/enforcement/customs.h"
#include "models/invariants.h"
#include "models/physical/designer.h"
#include "models/physical/fleets.h"
#include "models/physical/foundry.h"
#include "models/physical/logistics.h"
#include "models/record/standings.h"
#include "models/record/trace.h"
#include "models/trade/buyer.h"
#include "models/trade/chinese_buyer.h"
#include "models/trade/diligence.h"
#include "models/trade/gate.h"
#include "models/trade/licensing.h"
#include "models/trade/operator.h"
#include "models/trade/orders.h"
#include "models/trade/rush.h"
#include "models/trade/seller.h"

namespace chokepoint {
namespace {

using sim::Id;

/// What in the rule book of the day names buyers; fronts are named by the authority.
void name_buyers(World& world) {
  for (std::uint32_t row = 0; row < world.buyers.owners(); ++row) {
    const Id<Buyer> buyer(row);
    world.buyers.standing[buyer] = standing_of(world, world.law().rules, world.era(), buyer);
  }
}

/// The rule book of the week comes into force.
void enact(World& world) {
  world.log.emplace_back();
  const int closed = close_loopholes(world);
  const std::vector<int>& eras = world.law().era_of_week;
  if (closed == 0 && world.week > 0 && world.era() == eras[static_cast<std::size_t>(world.week) - 1]) return;
  note(world, {.kind = EventKind::kEnacted, .value = static_cast<double>(world.era())});
  name_buyers(world);
}

constexpr sim::Phase<World> kWeek[] = {
    {"enact", "the week's rule book is in force: the named are listed or not", enact},
    {"hire", "the bureau's staff follow its budget", hire},
    {"gate", "China moves its gate", move_gate},
    {"make", "lines turn capacity, packaging and memory into chips", make_chips},
    {"design", "variants that are ready enter production", launch_variants},
    {"want", "budgets grow", grant_budgets},
    {"repay", "what was spent ahead of a ban is repaid", repay_advances},
    {"rule", "licence applications that are due are decided", rule_on_licences},
    {"order abroad", "legal end users outside China order", order_abroad},
    {"rent", "Chinese tenants pay operators abroad, and every fourth week sign anew", rent_abroad},
    {"order in China", "Chinese buyers split their money over channels and order", order_in_china},
    {"evade", "rings choose routes and send fronts to buy", plan_diversion},
    {"match", "sellers look at their buyers and share out what they hold", match_orders},
    {"restock", "designers ship to sellers what was lately asked of them", restock_sellers},
    {"deliver", "legal lots arrive", deliver},
    {"move", "smuggled lots advance and pass customs", move_lots},
    {"inspect", "end-use checks fall on sites", check_end_use},
    {"notice", "rings and channels are noticed by their size", notice_by_size},
    {"tip", "insiders report rings", hear_tips},
    {"prosecute", "cases come to action", work_cases},
    {"forget", "scandals among sellers fade", forget_scandals},
    {"settle", "rings sell in China and the premium moves", trade_in_china},
    {"learn", "fronts are replaced, rings enter and leave", learn},
    {"age", "chips fail", age_fleets},
    {"train", "multipliers arrive and spread, labs train, models come out", train},
    {"measure", "what stands where is written down", take_standing},
};

}  // namespace

std::span<const sim::Phase<World>> phases_of_a_week() { return kWeek; }

void run_week(World& world) {
  sim::run_phases(world, phases_of_a_week());
  ++world.week;
}

void run_to_end(World& world, Checks checks) {
  while (world.week < world.setting->calendar.weeks) {
    run_week(world);
    if (checks == Checks::kEveryWeek) check_conservation(world);
  }
}

}  // namespace chokepoint
