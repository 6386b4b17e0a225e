// What one run did, event by event: who, what, how many, by which rule, with which chance and which number drawn. A world
// without a trace writes nothing; with one it does exactly the same and writes it down.
#pragma once

#include <cstdint>
#include <vector>

#include "models/law/verdict.h"
#include "models/trade/licensing.h"
#include "models/world.h"

namespace chokepoint {

enum class EventKind : std::uint8_t {
  kEnacted,        ///< a new rule book is in force; value: its version of the law
  kOrdered,        ///< a buyer asks a seller
  kRefusedByRule,  ///< the rule book does not let it through; ruling; note: why, see Refusal; chance, number drawn
  kRefusedAtGate,  ///< the Chinese gate admits less than a chip of it; value: share admitted
  kCutByQuota,     ///< units that a seller had, but others of the week had used up the quota; note: the same
  kRefusedBySeller,  ///< red flags were seen; chance, number drawn
  kSold,             ///< a seller serves an order; units of those ordered; chance, number drawn of a refusal
  kDelivered,        ///< a sold lot reaches its buyer; note: how it came to China
  kFiled,            ///< a licence is applied for; ruling, value: weeks until it is ruled
  kGranted,          ///< a licence; chance, number drawn, ceiling; value: chips of it that ceilings leave
  kNotGranted,       ///< chance, number drawn, ceiling
  kMoved,            ///< a smuggled lot sets out on a lane; method
  kPassed,           ///< it passed customs; chance, number drawn
  kSeized,           ///< it did not; chance, number drawn
  kSmuggledIn,       ///< it reached China
  kChecked,          ///< an end-use check fell on a front; chance, number drawn of finding it out
  kLocated,          ///< a chip's location check gave a moved lot away; chance, number drawn
  kTipped,           ///< an insider reported a ring; chance, number drawn
  kNoticed,          ///< a ring or a channel was noticed by its size; chance, number drawn, value: USD a year
  kCaseOpened,       ///< value: weeks until it comes to action
  kActed,            ///< a case came to action; value: USD taken from the ring's capital
  kListed,           ///< a front is on the entity list
  kReplaced,         ///< a front is back under another name
  kEntered,          ///< a ring began to trade
  kLeft,             ///< a ring gave up
  kGateMoved,        ///< the Chinese gate changed its state; value: share admitted
  kLoopholeClosed,   ///< the authority closed a loophole by itself; ruling
  kVariantReady,     ///< a designer's variant is in volume
  kBoughtAhead,      ///< a buyer spends future income on a chip that will be closed; value: USD
  kRented,           ///< a Chinese buyer's rented fleet changed; value: H100e
  kFound,  ///< a lab (note) found a compute multiplier; value: its size; chance, number drawn of publishing it
  kReleased,    ///< a lab (note) has a better model than before; value: its score
  kHeld,        ///< what an owner has on the first day; note: how it came to China
  kBought,      ///< a Chinese buyer takes smuggled chips on the black market; value: USD a chip
  kLetterSent,  ///< a letter puts a designer's variant under a licence; ruling; value: weeks of work on it
  kForfeited,   ///< a Chinese buyer was found with a case against a ring; value: USD it loses
  kSoldOn,      ///< a Chinese owner sells smuggled chips on; value: USD it gets
  kFounded,     ///< a ring founds a front: it grew, is new, or buys as another does; note: method
};
inline constexpr int kEventKinds = 38;

/// In words, as in CSV: "refused by rule", ...
const char* name_of(EventKind kind);

/// One event. What does not apply is none, zero, or an empty ruling.
struct Event {
  EventKind kind = EventKind::kOrdered;
  std::int32_t week = 0;
  std::uint32_t order = 0;  ///< number of the order it began with; 0: none
  sim::Id<Buyer> buyer{};
  sim::Id<Seller> seller{};
  sim::Id<Ring> ring{};
  sim::Id<Product> product{};
  sim::Id<Lane> lane{};
  std::int64_t units = 0;  ///< of goods (scenario/grain.h)
  double value = 0;
  double chance = 0;      ///< that it happened as it did or would have; see the kind
  double drawn = 0;       ///< the number drawn against the chance
  Ruling ruling{};        ///< clause and control say which rule decided
  const char* note = "";  ///< a word more: the method, the cause
  CeilingUse ceiling{};   ///< the tightest that counts the trade, of licences and stops by a quota
};

struct Trace {
  std::vector<Event> events;
};

/// Writes down what every owner has, before the first week.
void note_what_is_held(const World& world);

/// Writes an event down when the run is traced; its week is filled in.
inline void note(const World& world, Event event) {
  if (world.trace == nullptr) return;
  event.week = world.week;
  world.trace->events.push_back(event);
}

/// The tightest ceiling for an event; looked for only when the run is traced.
inline CeilingUse ceiling_to_note(const World& world, std::uint32_t quotas, sim::Id<Buyer> buyer,
                                  sim::Id<Product> product) {
  return world.trace == nullptr ? CeilingUse{} : tightest_ceiling(world, quotas, buyer, product);
}

}  // namespace chokepoint
