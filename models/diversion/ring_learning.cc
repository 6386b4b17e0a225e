#include "models/diversion/ring_learning.h"

#include <algorithm>
#include <cmath>

#include "models/diversion/contraband.h"
#include "models/diversion/method.h"
#include "models/diversion/ring.h"
#include "models/diversion/ring_maps.h"
#include "models/ledger.h"
#include "models/record/trace.h"
#include "models/world.h"
#include "sim/engine/calendar.h"
#include "sim/engine/find_rows.h"
#include "sim/engine/parallel.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kLeaningPurpose{"ring.leaning"};
constexpr Purpose kActivePurpose{"ring.active"};

/// Fewer rings live their weeks faster than threads could be asked to help.
constexpr std::size_t kFewLives = 1024;
/// Rings trade from the start with this chance; the rest may enter later.
constexpr double kActiveAtStart = 0.25;
/// A market that draws a ring in promises this much more than the hurdle.
constexpr double kEntryMargin = 1.5;
/// A ring with less than this is ruined, cents.
constexpr double kRuinedCents = 5e6;
/// Turns without a trade worth its while after which a ring leaves: a year.
constexpr int kLeanTurns = 13;
/// Rings look at their neighbours' success once in so many weeks, in turn.
constexpr int kImitateEvery = 52;
/// Investors look at a ring once in so many weeks.
constexpr int kInvestEvery = 13;
/// A poor year is one of less than this part of the best neighbour's return.
constexpr double kPoor = 0.5;
/// What a ring's leaning to a method keeps when a front of that method was listed.
constexpr float kKeptAfterListing = 0.8F;

/// Of a ring of the run.
std::int64_t ruined_cents(const World& world) {
  return static_cast<std::int64_t>(world.grain().of_world(kRuinedCents));
}

/// Rings differ in how they buy: a new one weighs the methods by an exponential variate around their shares.
void lean(const World& world, std::uint64_t key, std::span<float> leaning) {
  for (std::size_t i = 0; i < leaning.size(); ++i) {
    const Id<Buying> method(i);
    const double u = world.draw(key, kLeaningPurpose, world.scenario->keys.buying[method]);
    leaning[i] = static_cast<float>(method_of(world, method).share * sim::exponential_quantile(u, 1));
  }
}

void turn_from_listed_methods(const World& world, RingLives& lives) {
  if (!world.scenario->mechanisms.learning) return;
  sim::find_rows(
      world.fronts.back_week, [week = world.week](std::int32_t back) { return back == week; },
      [&](Id<Front> front) {
        lives.leaning(world.fronts.ring[front], world.fronts.method[front]) *= kKeptAfterListing;
      });
}

/// Whom a ring imitates this week; none when it is not its turn or its year was not poor.
Id<Ring> model_of(const World& world, const RingLives& lives, Id<Ring> ring) {
  if (lives.active[ring] == 0 || !is_turn_of(world.rings.key[ring], world.week, kImitateEvery)) return {};
  Id<Ring> best = ring;
  for (const Id<Ring> neighbour : neighbours_of(world, ring)) {
    if (lives.active[neighbour] != 0 && return_of(world, neighbour) > return_of(world, best))
      best = neighbour;
  }
  if (best == ring || return_of(world, ring) >= kPoor * return_of(world, best)) return {};
  return best;
}

/// All look first; then they imitate one after another, since a model may itself imitate another.
void imitate(const World& world, RingLives& lives, Outbox& outbox) {
  if (!world.scenario->mechanisms.imitation) return;
  const auto look = [&](std::size_t row, std::vector<Imitation>& found) {
    const Id<Ring> ring(row);
    const Id<Ring> model = model_of(world, lives, ring);
    if (!model.is_none()) found.push_back({ring, model});
  };
  for (const Imitation& imitation : sim::list_rows<Imitation>({world.rings.key.size(), kFewLives}, look)) {
    std::ranges::copy(lives.leaning.row(imitation.model), lives.leaning.row(imitation.ring).begin());
    outbox.imitations.push_back(imitation);
  }
}

void draw_capital(const World& world, const RingLives& lives, Ledger& ledger) {
  const RingParameters& parameters = world.parameters.rings;
  if (parameters.growth_form.is_second_form()) return;
  ledger.for_each_row(world.rings.key.size(), kFewLives, [&](std::size_t row, Ledger& own) {
    const Id<Ring> ring(row);
    if (lives.active[ring] == 0 || !is_turn_of(world.rings.key[ring], world.week, kInvestEvery)) return;
    const auto worth = static_cast<double>(worth_cents(world, ring));
    const double more = worth * capital_drawn(return_of(world, ring), parameters.hurdle, parameters.inflow) *
                        kInvestEvery / sim::kWeeksPerYear;
    const double room = std::max(0.0, world.grain().of_world(kMostCapitalUsd) * 100 - worth);
    own.invest(ring, static_cast<std::int64_t>(std::min(more, room)));
  });
}

void leave(const World& world, RingLives& lives, Id<Ring> ring, const char* why) {
  lives.active[ring] = 0;
  note(world, {.kind = EventKind::kLeft, .ring = ring, .note = why});
}

void enter(const World& world, RingLives& lives, Id<Ring> ring, Ledger& ledger) {
  const bool ruined = worth_cents(world, ring) < ruined_cents(world);
  if (ruined) {
    // Another ring in the place of one that was ruined.
    ledger.start_over(ring);
    lean(world, world.rings.key[ring], lives.leaning.row(ring));
    ledger.outbox().founded.push_back(ring);
  }
  lives.active[ring] = 1;
  lives.lean_turns[ring] = 0;
  note(world, {.kind = EventKind::kEntered, .ring = ring, .note = ruined ? "a new ring" : ""});
}

void enter_and_leave(const World& world, RingLives& lives, Ledger& ledger) {
  for (const Turn& turn : world.outbox.turns)
    lives.lean_turns[turn.ring] = turn.worth_it ? 0 : lives.lean_turns[turn.ring] + 1;
  if (!world.scenario->mechanisms.entry) return;
  const Contraband contraband(world);
  const Trades trades(world);
  ledger.for_each_row(world.rings.key.size(), kFewLives, [&](std::size_t row, Ledger& own) {
    const Id<Ring> ring(row);
    if (const Notice notice = notice_of(world, contraband, ring); notice.notices) {
      if (trades.best_margin(ring, notice.product) >= kEntryMargin * world.parameters.rings.hurdle)
        enter(world, lives, ring, own);
    } else if (lives.active[ring] == 0) {
      return;
    } else if (worth_cents(world, ring) < ruined_cents(world)) {
      leave(world, lives, ring, "ruined");
    } else if (lives.lean_turns[ring] >= kLeanTurns) {
      leave(world, lives, ring, "not worth its while");
    }
  });
}

}  // namespace

void make_lives(const World& world, const Rings& rings, RingLives& lives) {
  lives.lean_turns.assign(rings.key.size(), 0);
  lives.leaning = {rings.key.size(), world.parameters.methods.buying.size(), 0};
  for (const Id<Ring> ring : ids(rings.key)) {
    const std::uint64_t key = rings.key[ring];
    lives.active.push_back(world.streams.uniform(key, 0, kActivePurpose) < kActiveAtStart ? 1 : 0);
    lean(world, key, lives.leaning.row(ring));
  }
}

std::int64_t worth_cents(const World& world, Id<Ring> ring) {
  return world.accounts.capital_cents[ring] + world.accounts.goods_cents[ring];
}

double capital_drawn(double yearly_return, double hurdle, double inflow) {
  return inflow * std::clamp(yearly_return - hurdle, 0.0, 1.0);
}

double return_of(const World& world, Id<Ring> ring) {
  return world.accounts.earned_usd_per_year[ring] * 100 /
         static_cast<double>(std::max(worth_cents(world, ring), ruined_cents(world)));
}

void learn(const World& world, RingLives& lives, Ledger& ledger) {
  turn_from_listed_methods(world, lives);
  imitate(world, lives, ledger.outbox());
  draw_capital(world, lives, ledger);
  enter_and_leave(world, lives, ledger);
}

}  // namespace chokepoint
