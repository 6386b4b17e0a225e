#include "models/trade/enactment.h"

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

}  // namespace

void enact(const World& world, NamedByLaw& named) {
  if (!has_changed(world)) return;
  note(world, {.kind = EventKind::kEnacted, .value = static_cast<double>(world.version())});
  for (const sim::Id<Owner> owner : sim::ids(named.standing))
    named.standing[owner] =
        named_by(world, world.law().rules, world.version(), sim::Id<Buyer>(owner.index()));
}

}  // namespace chokepoint
