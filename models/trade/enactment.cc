#include "models/trade/enactment.h"

#include <array>
#include <optional>

#include "models/record/trace.h"
#include "models/trade/orders.h"
#include "models/world.h"

namespace chokepoint {
namespace {

/// Whether the law is another than a week ago: the calendar's, or the authority has closed a loophole.
bool has_changed(const World& world) {
  if (world.week == 0) return true;
  const auto& closed = world.adaptation.closed_weeks;
  if (!closed.empty() && closed.back() == world.week) return true;
  return world.version() != world.law().version_of_week[static_cast<std::size_t>(world.week) - 1];
}

/// Whether a buyer is one of the Chinese who have no name.
bool is_nameless(const World& world, sim::Id<Buyer> buyer) {
  return world.is_chinese(buyer) &&
         world.chinese_of(buyer).index() >= world.scenario->actors.chinese.named.size();
}

}  // namespace

void enact(const World& world, NamedByLaw& named) {
  if (!has_changed(world)) return;
  note(world, {.kind = EventKind::kEnacted, .value = static_cast<double>(world.version())});
  // Those of a sector who have no name of their own are named alike.
  std::array<std::optional<LegalStanding>, kSectors> nameless;
  for (const sim::Id<Owner> owner : sim::ids(named.standing)) {
    const sim::Id<Buyer> buyer(owner.index());
    const auto standing = [&] { return named_by(world, world.law().rules, world.version(), buyer); };
    if (!is_nameless(world, buyer)) {
      named.standing[owner] = standing();
      continue;
    }
    auto& known = nameless[static_cast<std::size_t>(world.chinese.sector[world.chinese_of(buyer)])];
    if (!known) known = standing();
    named.standing[owner] = *known;
  }
}

}  // namespace chokepoint
