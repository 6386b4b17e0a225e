#include "models/physical/fleets.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "models/ledger.h"
#include "models/world.h"
#include "sim/engine/calendar.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::Purpose;

constexpr Purpose kFailurePurpose{"fleets.failure"};

/// Fewer are looked at faster than threads could be asked to help.
constexpr std::size_t kFewOwners = 1024;

/// What fails of one holding after another of an owner. Parts of a chip go on to the next holding, from a part drawn for
/// the first: whole chips with the right mean in each, for one draw.
class Failures {
 public:
  Failures(const World& world, std::uint64_t owner, double chance)
      : chance_(chance), due_(world.draw(owner, kFailurePurpose)) {}

  std::int32_t of(std::int32_t units) {
    due_ += units * chance_;
    const auto failed = static_cast<std::int32_t>(due_);
    return std::min(units, failed - std::exchange(failed_, failed));
  }

 private:
  double chance_;
  double due_;  ///< chips of all holdings so far, of which nothing is taken: no holding waits for another
  std::int32_t failed_ = 0;  ///< of them, whole ones
};

/// What fails of one owner's chips.
void age(const World& world, Id<Buyer> buyer, double chance, Ledger& ledger) {
  Failures failed(world, world.buyers.key[buyer], chance);
  if (!world.is_chinese(buyer)) {
    const Id<Owner> owner = world.owner_of(buyer);
    world.stocks.abroad.for_each(owner, [&](Id<Product> product, std::int32_t units) {
      if (const std::int32_t lost = failed.of(units); lost > 0) ledger.scrap_abroad(owner, product, lost);
    });
    return;
  }
  const Id<Chinese> chinese = world.chinese_of(buyer);
  for (std::size_t p = 0; p < kProvenances; ++p) {
    const auto provenance = static_cast<Provenance>(p);
    world.stocks.in_china[p].for_each(chinese, [&](Id<Product> product, std::int32_t units) {
      if (const std::int32_t lost = failed.of(units); lost > 0)
        ledger.scrap_in_china(chinese, provenance, product, lost);
    });
  }
}

}  // namespace

const char* name_of(Provenance provenance) {
  static constexpr const char* kNames[kProvenances] = {"legal", "licensed", "smuggled", "domestic"};
  return kNames[static_cast<std::size_t>(provenance)];
}

std::int32_t held_by(const World& world, Id<Owner> owner, Id<Product> product) {
  const Id<Buyer> buyer(owner.index());
  if (!world.is_chinese(buyer)) return world.stocks.abroad(owner, product);
  std::int32_t units = 0;
  for (const auto& grid : world.stocks.in_china) units += grid(world.chinese_of(buyer), product);
  return units;
}

void age_fleets(const World& world, Ledger& ledger) {
  if (!world.scenario->mechanisms.failures) return;
  const double chance =
      1 - std::pow(1 - world.parameters.fleets.failure_per_year, kAgeEvery / sim::kWeeksPerYear);
  const std::span<const Id<Buyer>> owners = world.buyer_turns.ages.in(world.week);
  ledger.for_each_row(owners.size(), kFewOwners,
                      [&](std::size_t i, Ledger& own) { age(world, owners[i], chance, own); });
}

}  // namespace chokepoint
