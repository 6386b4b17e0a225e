#include "models/world.h"

#include "models/diversion/method.h"

namespace chokepoint {

World::World() = default;
World::World(const World& other) = default;
World::World(World&& other) noexcept = default;
World& World::operator=(const World& other) = default;
World& World::operator=(World&& other) noexcept = default;
World::~World() = default;

sim::Id<Place> World::seat_of(sim::Id<Buyer> buyer) const {
  if (!is_front(buyer)) return buyers.headquarters[buyer];
  const sim::Id<Front> front = front_of(buyer);
  return method_of(*this, front).chinese ? scenario->china : fronts.place[front];
}

}  // namespace chokepoint
