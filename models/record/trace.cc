#include "models/record/trace.h"

#include <iterator>

namespace chokepoint {

namespace {

struct KindName {
  EventKind kind;
  const char* name;
};
constexpr KindName kNames[] = {
    {EventKind::kEnacted, "enacted"},
    {EventKind::kOrdered, "ordered"},
    {EventKind::kRefusedByRule, "refused by rule"},
    {EventKind::kRefusedAtGate, "refused at the gate"},
    {EventKind::kCutByQuota, "cut by quota"},
    {EventKind::kRefusedBySeller, "refused by seller"},
    {EventKind::kSold, "sold"},
    {EventKind::kDelivered, "delivered"},
    {EventKind::kFiled, "filed"},
    {EventKind::kGranted, "granted"},
    {EventKind::kNotGranted, "not granted"},
    {EventKind::kMoved, "moved"},
    {EventKind::kPassed, "passed"},
    {EventKind::kSeized, "seized"},
    {EventKind::kSmuggledIn, "smuggled in"},
    {EventKind::kChecked, "checked"},
    {EventKind::kLocated, "located"},
    {EventKind::kTipped, "tipped"},
    {EventKind::kNoticed, "noticed"},
    {EventKind::kCaseOpened, "case opened"},
    {EventKind::kActed, "acted"},
    {EventKind::kListed, "listed"},
    {EventKind::kReplaced, "replaced"},
    {EventKind::kEntered, "entered"},
    {EventKind::kLeft, "left"},
    {EventKind::kGateMoved, "gate moved"},
    {EventKind::kLoopholeClosed, "loophole closed"},
    {EventKind::kVariantReady, "variant ready"},
    {EventKind::kBoughtAhead, "bought ahead"},
    {EventKind::kRented, "rented"},
    {EventKind::kFound, "found"},
    {EventKind::kReleased, "released"},
    {EventKind::kHeld, "held"},
    {EventKind::kBought, "bought"},
    {EventKind::kLetterSent, "letter sent"},
    {EventKind::kForfeited, "forfeited"},
    {EventKind::kSoldOn, "sold on"},
    {EventKind::kFounded, "founded"},
};

constexpr bool are_in_order() {
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i].kind != static_cast<EventKind>(i)) return false;
  }
  return std::size(kNames) == kEventKinds;
}
static_assert(are_in_order(), "each kind of event has its name, in the order of the kinds");

}  // namespace

const char* name_of(EventKind kind) { return kNames[static_cast<std::size_t>(kind)].name; }

namespace {

void note_held(const World& world, sim::Id<Buyer> buyer, sim::Id<Product> product, std::int64_t units,
               const char* how) {
  if (units == 0) return;
  note(world, {.kind = EventKind::kHeld, .buyer = buyer, .product = product, .units = units, .note = how});
}

}  // namespace

void note_what_is_held(const World& world) {
  for (const sim::Id<Product> product : world.scenario->simulated) {
    for (std::uint32_t row = 0; row < world.buyers.owners(); ++row) {
      const sim::Id<Buyer> buyer(row);
      if (world.buyers.kind[buyer] != BuyerKind::kChinese) {
        note_held(world, buyer, product, world.stocks.abroad(world.owner_of(buyer), product), "");
        continue;
      }
      for (std::size_t p = 0; p < kProvenances; ++p) {
        note_held(world, buyer, product, world.stocks.in_china[p](world.chinese_of(buyer), product),
                  name_of(static_cast<Provenance>(p)));
      }
    }
  }
}

}  // namespace chokepoint
