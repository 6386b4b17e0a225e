#include "models/diversion/ring_learning.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/diversion/front.h"
#include "models/diversion/ring.h"
#include "models/diversion/ring_routes.h"
#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kEntryPurpose{"ring.entry"};
constexpr Purpose kLeaningPurpose{"ring.leaning"};

/// Chance a week that an idle ring notices a good market.
constexpr double kEntryChance = 0.03;
/// A market that draws a ring in promises this much more than the hurdle.
constexpr double kEntryMargin = 1.5;
/// A ring with less than this is ruined, cents.
constexpr std::int64_t kRuinedCents = 5'000'000;
/// Turns without a trade worth its while after which a ring leaves: a year.
constexpr int kLeanTurns = 13;
/// Rings look at their neighbours' success once a year, in turn.
constexpr int kYear = 52;
/// A poor year is one of less than this part of the best neighbour's return.
constexpr double kPoor = 0.5;
/// Of its fronts, a ring that copies founds one in so many anew.
constexpr std::uint32_t kFoundAnew = 4;

/// Rings stand in a circle; news goes to the two on either side and to one far across.
template <class Fn>
void for_each_neighbour(const World& world, Id<Ring> ring, Fn fn) {
  const auto count = static_cast<std::uint32_t>(world.rings.key.size());
  for (const std::uint32_t step : {1U, 2U, count - 1, count - 2, count / 2}) {
    const Id<Ring> neighbour((ring.index() + step) % count);
    if (neighbour != ring) fn(neighbour);
  }
}

std::int64_t worth_cents(const World& world, Id<Ring> ring) {
  return world.rings.capital_cents[ring] + world.rings.goods_cents[ring];
}

template <class Grid>
void copy_row(Grid& grid, Id<Ring> from, Id<Ring> to) {
  std::copy(grid.row(from).begin(), grid.row(from).end(), grid.row(to).begin());
}

/// Takes over what a neighbour believes and how it buys; some fronts are founded anew that way.
void copy_from(World& world, Id<Ring> ring, Id<Ring> model) {
  copy_row(world.rings.losses, model, ring);
  copy_row(world.rings.passes, model, ring);
  copy_row(world.rings.leaning, model, ring);
  world.rings.look_week[ring] = world.week;
  const std::uint32_t last = world.rings.first_front[Id<Ring>(ring.index() + 1)];
  for (std::uint32_t row = world.rings.first_front[ring]; row < last; ++row) {
    if (row % kFoundAnew == 0 && in_business(world, Id<Front>(row))) found_front(world, Id<Front>(row));
  }
}

void imitate(World& world) {
  if (!world.setting->mechanisms.imitation) return;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    const bool its_week = (world.week + static_cast<int>(ring.index() % kYear)) % kYear == 0;
    if (!its_week || world.rings.active[ring] == 0) continue;
    Id<Ring> best = ring;
    for_each_neighbour(world, ring, [&](Id<Ring> neighbour) {
      if (world.rings.active[neighbour] == 0) return;
      if (return_of(world, neighbour) > return_of(world, best)) best = neighbour;
    });
    if (best != ring && return_of(world, ring) < kPoor * return_of(world, best)) copy_from(world, ring, best);
  }
}

/// Another ring in the place of one that was ruined.
void found_ring(World& world, Id<Ring> ring) {
  world.rings.capital_cents[ring] = world.rings.start_cents[ring];
  world.rings.overhead_cents[ring] = 0;
  world.rings.earned_usd_per_year[ring] = 0;
  world.rings.flow_usd_per_year[ring] = 0;
  world.rings.filled[ring] = 1;
  world.rings.action_week[ring] = -1;
  lean(world, ring);
  std::fill(world.rings.losses.row(ring).begin(), world.rings.losses.row(ring).end(), 0.0F);
  std::fill(world.rings.passes.row(ring).begin(), world.rings.passes.row(ring).end(), 0.0F);
  const std::uint32_t last = world.rings.first_front[Id<Ring>(ring.index() + 1)];
  for (std::uint32_t row = world.rings.first_front[ring]; row < last; ++row)
    found_front(world, Id<Front>(row));
}

void leave(World& world, Id<Ring> ring, const char* why) {
  world.rings.active[ring] = 0;
  note(world, {.kind = EventKind::kLeft, .ring = ring, .note = why});
}

void enter(World& world, Id<Ring> ring) {
  const auto draws =
      world.luck.uniform4(world.rings.key[ring], static_cast<std::uint64_t>(world.week), kEntryPurpose);
  if (draws.u[0] >= kEntryChance) return;
  const Id<Product> product = choose_contraband(world, draws.u[1]);
  look_at_map(world, ring,
              static_cast<double>(world.setting->products[product].price_cents) / 100 * world.market.premium);
  const bool ruined = worth_cents(world, ring) < kRuinedCents;
  if (best_margin(world, ring, product) < kEntryMargin * world.parameters.rings.hurdle) return;
  if (ruined) found_ring(world, ring);
  world.rings.active[ring] = 1;
  world.rings.lean_turns[ring] = 0;
  note(world, {.kind = EventKind::kEntered, .ring = ring, .note = ruined ? "a new ring" : ""});
}

void enter_and_leave(World& world) {
  if (!world.setting->mechanisms.entry) return;
  for (const Id<Ring> ring : ids(world.rings.key)) {
    if (world.rings.active[ring] == 0) {
      if (!world.diversion.contraband.empty()) enter(world, ring);
    } else if (worth_cents(world, ring) < kRuinedCents) {
      leave(world, ring, "ruined");
    } else if (world.rings.lean_turns[ring] >= kLeanTurns) {
      leave(world, ring, "not worth its while");
    }
  }
}

}  // namespace

void lean(World& world, Id<Ring> ring) {
  const auto week = static_cast<std::uint64_t>(world.week);
  for (const Id<Buying> method : ids<Buying>(world.parameters.methods.buying.size())) {
    const double u = world.luck.uniform(world.rings.key[ring], week, kLeaningPurpose, method.index());
    world.rings.leaning(ring, method) =
        static_cast<float>(method_of(world, method).share * sim::exponential_quantile(u, 1));
  }
}

void experience(World& world, Id<Ring> ring, Id<Lane> lane, Id<Moving> method, double lost, double passed) {
  if (!world.setting->mechanisms.learning) return;
  const auto keep = static_cast<float>(1 - 1 / world.parameters.rings.belief_memory);
  const Id<Track> track = track_of(world, lane, method);
  float& losses = world.rings.losses(ring, track);
  float& passes = world.rings.passes(ring, track);
  losses = losses * keep + static_cast<float>(lost);
  passes = passes * keep + static_cast<float>(passed);
}

void hear_of_loss(World& world, Id<Ring> ring, Id<Lane> lane, Id<Moving> method) {
  experience(world, ring, lane, method, 1, 0);
  world.rings.look_week[ring] = world.week;
  if (!world.setting->mechanisms.imitation) return;
  const auto hearsay = static_cast<float>(world.parameters.rings.hearsay);
  for_each_neighbour(world, ring, [&](Id<Ring> neighbour) {
    world.rings.losses(neighbour, track_of(world, lane, method)) += hearsay;
  });
}

double return_of(const World& world, Id<Ring> ring) {
  return world.rings.earned_usd_per_year[ring] * 100 /
         static_cast<double>(std::max(worth_cents(world, ring), kRuinedCents));
}

void learn(World& world) {
  replace_fronts(world);
  imitate(world);
  enter_and_leave(world);
}

}  // namespace chokepoint
