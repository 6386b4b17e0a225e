#include "models/diversion/front.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "models/record/trace.h"
#include "models/trade/seller.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kReplacedPurpose{"front.replaced"};
constexpr Purpose kMethodPurpose{"front.method"};

/// Shape of the time until a front is replaced: it varies by about half of its mean.
constexpr double kReplaceShape = 4;
/// What a ring's leaning to a method keeps when a front of that method was listed.
constexpr float kShy = 0.8F;
/// A new company's address of luck is that of the one before with one more here, above kind and number.
constexpr std::uint64_t kGeneration = std::uint64_t{1} << 48;

}  // namespace

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

int weeks_to_replace(const World& world, Id<Front> front) {
  const double u = world.luck.uniform(world.buyers.key[world.buyer_of(front)], 0, kReplacedPurpose);
  const double weeks = sim::gamma_quantile(u, world.parameters.fronts.replace_weeks, kReplaceShape);
  return std::max(1, static_cast<int>(std::lround(weeks)));
}

void found_front(World& world, Id<Front> front) {
  const Id<Buyer> buyer = world.buyer_of(front);
  std::uint64_t& key = world.buyers.key[buyer];
  key += kGeneration;
  world.fronts.method[front] = choose_method(world, world.fronts.ring[front], world.buyers.place[buyer],
                                             world.luck.uniform(key, 0, kMethodPurpose));
  world.buyers.headquarters[buyer] =
      method_of(world, front).chinese ? world.setting->china : world.buyers.place[buyer];
  world.buyers.standing[buyer] = 0;
  world.fronts.founded_week[front] = world.week;
  world.fronts.back_week[front] = -1;
  world.fronts.suspicion[front] = 0;
  world.fronts.received[front] = 0;
  for (auto* used : {&world.licensing.quota_buyer, &world.licensing.quota_free})
    std::ranges::fill(used->row(buyer), 0);  // a new firm has used up nothing
}

void replace_fronts(World& world) {
  for (float& received : world.fronts.received) received *= kReceivedKept;
  for (const Id<Front> front : ids(world.fronts.ring)) {
    if (world.fronts.back_week[front] != world.week) continue;
    const Id<Ring> ring = world.fronts.ring[front];
    if (world.setting->mechanisms.learning) world.rings.leaning(ring, world.fronts.method[front]) *= kShy;
    found_front(world, front);
    note(world, {.kind = EventKind::kReplaced,
                 .buyer = world.buyer_of(front),
                 .ring = ring,
                 .note = name_of(world, world.fronts.method[front])});
  }
}

}  // namespace chokepoint
