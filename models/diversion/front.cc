#include "models/diversion/front.h"

#include <algorithm>
#include <cmath>

#include "models/diversion/contraband.h"
#include "models/diversion/method.h"
#include "models/diversion/ring_learning.h"
#include "models/record/trace.h"
#include "models/scenario/population_draws.h"
#include "models/world.h"
#include "sim/engine/find_rows.h"
#include "sim/engine/parallel.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kPlacePurpose{"front.place"};
constexpr Purpose kFirstPurpose{"front.first_company"};
constexpr Purpose kReplacedPurpose{"front.replaced"};
constexpr Purpose kMethodPurpose{"front.method"};

/// Fewer fade, and grow, faster than threads could be asked to help.
constexpr std::size_t kFewFronts = 65536;
constexpr std::size_t kFewGrow = 1024;
/// Shape of the time until a front is replaced: it varies by about half of its mean.
constexpr double kReplaceShape = 4;
/// Fronts of the first day are up to so old.
constexpr double kOldestWeeks = 156;
/// What a refusal adds to the suspicion of a front: sellers talk.
constexpr double kTalk = 0.05;
/// What a seizure adds to the suspicion of the front that sent the lot.
constexpr double kTraced = 0.5;
/// The least a ring keeps: one buys, one sends.
constexpr double kFewest = 2;
/// What a ring is worth that keeps `shells` of them.
constexpr double kSmallUsd = 1e6;

void suspect(double& suspicion, double part) { suspicion += part * (1 - suspicion); }

/// Weeks until this front, listed now, is replaced: drawn, one at least.
int weeks_to_replace(const World& world, Id<Front> front) {
  const double u = world.streams.uniform(world.key_of(world.buyer_of(front)), 0, kReplacedPurpose);
  const double weeks = sim::gamma_quantile(u, world.parameters.fronts.replace_weeks, kReplaceShape);
  return std::max(1, static_cast<int>(std::lround(weeks)));
}

/// Under another name, or for the first time: `as` says which in the trace.
void found(const World& world, Fronts& fronts, Id<Front> front, EventKind as) {
  ++fronts.company[front];
  const double u = world.streams.uniform(world.key_of(world.buyer_of(front)), 0, kMethodPurpose);
  fronts.method[front] = choose_method(world, fronts.ring[front], fronts.place[front], u);
  fronts.founded_week[front] = world.week;
  fronts.back_week[front] = -1;
  fronts.suspicion[front] = 0;
  fronts.received[front] = 0;
  note(world, {.kind = as,
               .buyer = world.buyer_of(front),
               .ring = fronts.ring[front],
               .note = name_of(world, fronts.method[front])});
}

std::uint32_t last_row(const World& world, Id<Ring> ring) {
  return world.rings.first_front[Id<Ring>(ring.index() + 1)];
}

/// A ring that has grown founds the fronts that it can keep now. Each ring looks at that once a turn.
void grow(const World& world, Fronts& fronts, Id<Ring> ring) {
  const std::uint32_t keeps =
      fronts_for(usd(worth_cents(world, ring)) * world.grain().agents, world.parameters.fronts);
  for (std::uint32_t row = world.rings.first_front[ring]; row < last_row(world, ring); ++row) {
    const Id<Front> front(row);
    if (fronts.back_week[front] == kNotFounded && fronts.number[front] < keeps)
      found(world, fronts, front, EventKind::kFounded);
  }
}

/// Events of a run that is traced are told in row order.
void grow_all(const World& world, Fronts& fronts) {
  const std::size_t rings = world.rings.key.size();
  sim::for_each_row({rings, world.trace == nullptr ? kFewGrow : rings + 1}, [&](std::size_t row) {
    if (is_its_turn(world, Id<Ring>(row))) grow(world, fronts, Id<Ring>(row));
  });
}

/// Another ring in the row of one that was ruined begins with its own.
void begin_anew(const World& world, Fronts& fronts, Id<Ring> ring) {
  for (std::uint32_t row = world.rings.first_front[ring]; row < last_row(world, ring); ++row)
    fronts.back_week[Id<Front>(row)] = kNotFounded;
  grow(world, fronts, ring);
}

/// Fronts of a ring before they have their rows, those of one place together, so that a ring weighs a place once.
struct NewFront {
  Id<Place> place;
  std::uint32_t number;
  std::uint64_t key;
};

std::vector<NewFront> fronts_of(const World& world, Id<Ring> ring, const PlaceOdds& odds) {
  std::vector<NewFront> fronts;
  const std::uint32_t count = last_row(world, ring) - world.rings.first_front[ring];
  fronts.reserve(count);
  for (std::uint32_t number = 0; number < count; ++number) {
    const std::uint64_t key = key_of(world.rings.key[ring], number);
    const double u = world.streams.uniform(key, 0, kPlacePurpose);
    fronts.push_back({odds.at(u), number, key});
  }
  std::ranges::stable_sort(fronts, {}, &NewFront::place);
  return fronts;
}

/// Its ring begins with the first `founded` of its fronts.
void add(const World& world, Fronts& fronts, Id<Ring> ring, const NewFront& front, std::uint32_t founded) {
  const auto draws = world.streams.uniform4(front.key, 0, kFirstPurpose);
  fronts.ring.push_back(ring);
  fronts.number.push_back(front.number);
  fronts.place.push_back(front.place);
  fronts.key.push_back(front.key);
  fronts.method.push_back(choose_method(world, ring, front.place, draws.u[0]));
  fronts.company.push_back(0);
  fronts.founded_week.push_back(-static_cast<std::int32_t>(draws.u[1] * kOldestWeeks));
  fronts.suspicion.push_back(0);
  fronts.received.push_back(0);
  fronts.back_week.push_back(front.number < founded ? -1 : kNotFounded);
  fronts.served_by.push_back(Id<Seller>{});
}

}  // namespace

void FrontKind::make(const World& world, State& own) {
  Fronts& fronts = own.fronts;
  const PlaceOdds odds(world.scenario->places, world.scenario->actors.fronts.places);
  for (const Id<Ring> ring : ids(world.rings.key)) {
    fronts.first_block.push_back(static_cast<std::uint32_t>(fronts.blocks.size()));
    const double start_usd = usd(world.rings.start_cents[ring]) * world.grain().agents;
    const std::uint32_t founded = fronts_for(start_usd, world.parameters.fronts);
    Id<Place> place;
    for (const NewFront& front : fronts_of(world, ring, odds)) {
      const auto row = static_cast<std::uint32_t>(fronts.ring.size());
      if (front.place != place) fronts.blocks.push_back({front.place, row, row});
      place = front.place;
      add(world, fronts, ring, front, founded);
      fronts.blocks.back().last = row + 1;
    }
  }
  fronts.first_block.push_back(static_cast<std::uint32_t>(fronts.blocks.size()));
}

double front_red_flags(double base, double suspicion) { return 1 - (1 - base) * (1 - suspicion); }

double youth(double age_weeks, const FrontParameters& parameters) {
  return 1 + parameters.young_flag * parameters.young_weeks / (parameters.young_weeks + age_weeks);
}

double flags_of(const World& world, Id<Front> front) {
  const double age = world.week - world.fronts.founded_week[front];
  const double base = world.parameters.sellers.front_flag * method_of(world, front).flags *
                      youth(age, world.parameters.fronts);
  return front_red_flags(std::min(1.0, base), world.fronts.suspicion[front]);
}

bool in_business(const World& world, Id<Front> front) { return world.fronts.back_week[front] < 0; }

std::uint32_t fronts_for(double worth_usd, const FrontParameters& parameters) {
  const double shells = parameters.shells * std::pow(std::max(0.0, worth_usd) / kSmallUsd, parameters.growth);
  return static_cast<std::uint32_t>(std::round(std::clamp(shells, kFewest, 1e6)));
}

void mark_fronts(const World& world, Fronts& fronts) {
  const Outbox& heard = world.outbox;
  for (const FrontServed& served : heard.served) fronts.served_by[served.front] = served.seller;
  const std::span<float> received = fronts.received.span();
  sim::for_each_row({received.size(), kFewFronts},
                    [received](std::size_t row) { received[row] *= kReceivedKept; });
  for (const Lot& lot : heard.bought) {
    // End-use officers look at sites abroad.
    if (fronts.place[lot.front] != world.scenario->us)
      fronts.received[lot.front] += static_cast<float>(lot.units);
  }
  for (const Id<Front> front : heard.refused) suspect(fronts.suspicion[front], kTalk);
  for (const LotNews& news : heard.lot_news) {
    if (news.lost) suspect(fronts.suspicion[news.front], kTraced);
  }
  for (const Id<Front> front : heard.given_away) fronts.suspicion[front] = 1;
}

void list_fronts(const World& world, Fronts& fronts, WeekLog& tally) {
  if (!world.scenario->mechanisms.cases || !world.law().rules.has_list(world.version())) return;
  for (const Id<Front> front : world.outbox.found) {
    if (fronts.back_week[front] >= 0) continue;
    fronts.back_week[front] = world.week + weeks_to_replace(world, front);
    tally.listed += world.grain().of_world(1);
    note(world, {.kind = EventKind::kListed, .buyer = world.buyer_of(front), .ring = fronts.ring[front]});
  }
}

void replace_fronts(const World& world, Fronts& fronts) {
  sim::find_rows(
      fronts.back_week, [week = world.week](std::int32_t back) { return back == week; },
      [&](Id<Front> front) { found(world, fronts, front, EventKind::kReplaced); });
  grow_all(world, fronts);
  for (const Imitation& imitation : world.outbox.imitations) {
    for (std::uint32_t row = world.rings.first_front[imitation.ring]; row < last_row(world, imitation.ring);
         ++row) {
      const Id<Front> front(row);
      if (fronts.number[front] % kFoundAnew == 0 && in_business(world, front))
        found(world, fronts, front, EventKind::kFounded);
    }
  }
  for (const Id<Ring> ring : world.outbox.founded) begin_anew(world, fronts, ring);
}

}  // namespace chokepoint
