// Licences: applications wait for their ruling, quotas cap what is granted.
//
//   delay    of a ruling is log-normal, with the median and the spread of the policy under which it is reviewed
//   granted  with the odds of the policy of the day of the ruling, and no more than the quotas leave
#pragma once

#include <cstdint>

#include "models/controls/verdict.h"
#include "models/goods.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;
struct Buyer;
struct Chinese;
struct QuotaRow;

/// Units that a quota still leaves to a buyer.
std::int64_t quota_left(const World& world, sim::Id<Chinese> row, sim::Id<QuotaRow> number);

/// A buyer asks for a licence; it waits for its ruling and ships nothing meanwhile.
void file_application(World& world, sim::Id<Buyer> buyer, sim::Id<Product> product, std::int32_t units,
                      const Ruling& ruling);

/// Phase: licence applications that are due are decided.
void rule_on_licences(World& world);

}  // namespace chokepoint
