#include "models/trace.h"

namespace chokepoint {

const char* name_of(EventKind kind) {
  static constexpr const char* kNames[kEventKinds] = {"enacted",
                                                      "ordered",
                                                      "refused by rule",
                                                      "refused at the gate",
                                                      "cut by quota",
                                                      "refused by seller",
                                                      "sold",
                                                      "delivered",
                                                      "filed",
                                                      "granted",
                                                      "not granted",
                                                      "moved",
                                                      "passed",
                                                      "seized",
                                                      "smuggled in",
                                                      "checked",
                                                      "located",
                                                      "tipped",
                                                      "noticed",
                                                      "case opened",
                                                      "acted",
                                                      "listed",
                                                      "replaced",
                                                      "entered",
                                                      "left",
                                                      "gate moved",
                                                      "loophole closed",
                                                      "variant ready",
                                                      "bought ahead",
                                                      "rented",
                                                      "found",
                                                      "released",
                                                      "held",
                                                      "bought"};
  return kNames[static_cast<std::size_t>(kind)];
}

namespace {

void note_held(const World& world, sim::Id<Buyer> buyer, sim::Id<Product> product, std::int64_t units,
               const char* how) {
  if (units == 0) return;
  note(world, {.kind = EventKind::kHeld, .buyer = buyer, .product = product, .units = units, .note = how});
}

}  // namespace

void note_what_is_held(const World& world) {
  for (const sim::Id<Product> product : world.setting->simulated) {
    for (std::uint32_t row = 0; row < world.buyers.owners(); ++row) {
      const sim::Id<Buyer> buyer(row);
      if (world.buyers.kind[buyer] != BuyerKind::kChinese) {
        note_held(world, buyer, product, world.fleets.held(world.owner_of(buyer), product), "");
        continue;
      }
      for (std::size_t p = 0; p < kProvenances; ++p) {
        note_held(world, buyer, product, world.chinese.held[p](world.chinese_of(buyer), product),
                  name_of(static_cast<Provenance>(p)));
      }
    }
  }
}

}  // namespace chokepoint
