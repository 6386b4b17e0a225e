#include "models/enforcement/letters.h"

#include "models/enforcement/adaptation.h"
#include "models/physical/designer.h"
#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;

constexpr sim::Purpose kLetterLagPurpose{"letters.lag"};

void work_on(const World& world, Id<Product> variant, Letters& letters) {
  letters.work_weeks[variant] += world.effort(Effort::kClosing);
  const double u = world.streams.uniform(kAuthorityKey, world.key_of(variant), kLetterLagPurpose);
  if (letters.work_weeks[variant] < closing_lag_weeks(world, u)) return;
  letters.sent_week[variant] = world.week;
  note(world, {.kind = EventKind::kLetterSent,
               .product = variant,
               .value = letters.work_weeks[variant],
               .drawn = u,
               .ruling = kUnderLetter});
}

}  // namespace

void LetterKind::make(const World& world, State& own) {
  if (!world.scenario->letters_on_variants) return;
  own.letters.work_weeks.assign(world.scenario->products.size(), 0);
  own.letters.sent_week.assign(world.scenario->products.size(), -1);
}

void send_letters(const World& world, Letters& letters) {
  if (letters.sent_week.empty()) return;
  for (const Id<Product> product : world.scenario->simulated) {
    if (world.scenario->products[product].built && letters.sent_week[product] < 0 &&
        is_in_volume(world, product))
      work_on(world, product, letters);
  }
}

}  // namespace chokepoint
