#include "models/trade/chinese_buyer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "models/ledger.h"
#include "models/scenario/population_draws.h"
#include "models/trade/buyer.h"
#include "models/trade/channels.h"
#include "models/trade/gate.h"
#include "models/trade/licensing.h"
#include "models/trade/operator.h"
#include "models/trade/orders.h"
#include "models/trade/rush.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kChipPurpose{"chinese.chip"};
constexpr Purpose kArmSellerPurpose{"chinese.arm_seller"};
constexpr Purpose kImporterPurpose{"chinese.seller"};
constexpr Purpose kDomesticSellerPurpose{"chinese.domestic_seller"};

/// A buyer asks for this many weeks of imports in one licence application.
constexpr int kWeeksAnApplication = 13;

std::int32_t units_for(double cents, const World& world, Id<Product> product, double factor) {
  const double units = cents / (static_cast<double>(world.scenario->products[product].price_cents) * factor);
  return static_cast<std::int32_t>(std::min(units, 1e9));
}

/// An application for a quarter of imports at the buyer's income; none while one is under review or enough is granted.
std::optional<Application> application_for(const World& world, Id<Chinese> row, const Candidate& chip,
                                           double share, std::int32_t units) {
  const Licensing& licensing = world.licensing;
  if (licensing.applied(row, chip.product) > 0 || licensing.licensed(row, chip.product) >= units)
    return std::nullopt;
  const Id<Buyer> buyer = world.buyer_of(row);
  const std::int32_t wanted = units_for(weekly_income_usd(world, buyer) * 100 * share * kWeeksAnApplication,
                                        world, chip.product, 1 + chip.ruling.fee);
  if (wanted <= 0) return std::nullopt;
  return application_of(world, buyer, chip.product, wanted, chip.ruling);
}

/// An import that the rule book lets in only under a licence: what was granted, or why there is nothing yet.
void import_under_licence(const World& world, Id<Chinese> row, const Candidate& chip, double share,
                          std::int32_t units, Ordering& ordering) {
  ordering.application = application_for(world, row, chip, share, units);
  const std::int32_t licensed = std::min(units, world.licensing.licensed(row, chip.product));
  if (licensed <= 0) {
    const bool pending = ordering.application || world.licensing.applied(row, chip.product) > 0;
    ordering.stop(pending ? Refusal::kPending : refusal_under(chip.ruling));
    return;
  }
  ordering.place(world.chinese.importer[row], licensed);
  ordering.order.provenance = Provenance::kLicensed;
  ordering.order.quotas = 0;  // the grant was counted
  ordering.order.delay_weeks = (chip.ruling.delay_days + 6) / 7;
}

/// As much of an order as the quotas leave goes to a seller.
void place_within_quotas(const World& world, Id<Seller> seller, Ordering& ordering) {
  const std::int64_t left = within_quotas(world, ordering.ruling.quotas, ordering.order.buyer,
                                          ordering.order.product, ordering.wished);
  if (left <= 0) {
    ordering.stop(Refusal::kQuotaSpent);
    return;
  }
  ordering.place(seller, left);
  ordering.order.delay_weeks = notice_weeks(world, ordering.ruling);
}

Ordering import_of(const World& world, const Candidate& chip, Id<Chinese> row, double budget, double share) {
  const Forward forward = bring_forward(world, row, chip.product, share * budget);
  const double admitted = admitted_this_week(world, chip.product);
  const double factor = 1 + chip.ruling.fee;
  const std::int32_t units = units_for(forward.cents * admitted, world, chip.product, factor);
  Ordering ordering(world.buyer_of(row), chip.product, units, chip.ruling);
  ordering.advance_cents = forward.advance_cents;
  ordering.order.price_factor = static_cast<float>(factor);
  if (units <= 0) {
    ordering.wished = units_for(forward.cents, world, chip.product, factor);
    ordering.admitted = admitted;
    if (ordering.wished > 0) ordering.fate = OrderFate::kShutOut;
  } else if (is_open(chip.ruling)) {
    place_within_quotas(world, world.chinese.importer[row], ordering);
  } else {
    import_under_licence(world, row, chip, share, units, ordering);
  }
  return ordering;
}

Ordering domestic_order(const World& world, const Candidate& chip, Id<Chinese> row, double cents) {
  const std::int32_t units = units_for(cents, world, chip.product, 1);
  Ordering ordering(world.buyer_of(row), chip.product, units, chip.ruling);
  ordering.order.provenance = Provenance::kDomestic;
  if (units > 0) ordering.place(world.chinese.domestic_seller[row], units);
  return ordering;
}

Ordering offshore_order(const World& world, const Candidate& chip, Id<Chinese> row, double cents) {
  const Id<Buyer> arm = world.chinese.arm[row];
  const double hosting = world.parameters.channels.hosting_cost;
  const std::int32_t units = units_for(cents, world, chip.product, hosting);
  Ordering ordering(arm, chip.product, units, chip.ruling);
  ordering.order.price_factor = static_cast<float>(hosting);
  if (units > 0)
    place_within_quotas(world, seller_for(world, arm, world.buyers.place[arm], kArmSellerPurpose), ordering);
  return ordering;
}

/// One of the sellers from `first` to before `last`, at a uniform number.
Id<Seller> one_of(std::uint32_t first, std::uint32_t last, double u) {
  const std::uint32_t count = last - first;
  return Id<Seller>(first + std::min(count - 1, static_cast<std::uint32_t>(u * count)));
}

}  // namespace

int order_every(double offered, double most_a_week) {
  if (offered <= most_a_week) return 1;
  return static_cast<int>(std::min(std::ceil(offered / most_a_week), 520.0));
}

void ChineseBuyerKind::make(const World& world, State& own) {
  const ChineseInput& input = world.scenario->actors.chinese;
  const Sellers& sellers = world.sellers;
  ChineseBuyers& chinese = own.chinese;
  for (const auto& entry : input.named) chinese.sector.push_back(entry.value.sector);
  for (int s = 0; s < kSectors; ++s) {
    const auto sector = static_cast<Sector>(s);
    const std::uint32_t others = scaled(world.scenario->population.scale, input.others.of(sector));
    for (std::uint32_t rank = 0; rank < others; ++rank) chinese.sector.push_back(sector);
  }
  const auto all = static_cast<std::uint32_t>(sellers.place.size());
  const std::uint32_t first_arm = world.buyers.abroad + world.buyers.chinese;
  for (const Id<Chinese> row : ids(chinese.sector)) {
    const std::uint64_t key = world.buyers.key[world.buyer_of(row)];
    chinese.importer.push_back(one_of(sellers.first_for_china, sellers.first_domestic,
                                      world.streams.uniform(key, 0, kImporterPurpose)));
    chinese.domestic_seller.push_back(
        one_of(sellers.first_domestic, all, world.streams.uniform(key, 0, kDomesticSellerPurpose)));
    chinese.arm.push_back(row.index() < world.buyers.arms ? Id<Buyer>(first_arm + row.index()) : Id<Buyer>{});
  }
  own.plans.grey_cents.assign(world.buyers.chinese, 0);
  own.plans.rent_cents.assign(world.buyers.chinese, 0);
}

void order_in_china(const World& world, Plans& plans, Ledger& ledger) {
  Channels channels(world);
  for (const Id<Chinese> row : ids(world.chinese.sector)) {
    const Id<Buyer> buyer = world.buyer_of(row);
    const Channels::Own own = channels.of(row);
    const auto share = [&](Channel channel) { return (*own.share)[static_cast<std::size_t>(channel)]; };
    const double income = weekly_income_usd(world, buyer) * 100;
    plans.rent_cents[row] = static_cast<std::int64_t>(share(Channel::kRented) * income);
    plans.grey_cents[row] = 0;
    const double budget = order_budget_cents(world, buyer, 1);
    const int every = order_every(budget, income * world.parameters.demand.catch_up);
    const std::uint64_t key = world.buyers.key[buyer];
    if (budget <= 0 || !is_turn_of(key, world.week, every)) continue;

    plans.grey_cents[row] = static_cast<std::int64_t>(share(Channel::kSmuggled) * budget);
    const auto draws = world.draw4(key, kChipPurpose);
    if (const Candidate* chip = choose(*own.imports, draws.u[0]))
      ledger.order(import_of(world, *chip, row, budget, share(Channel::kLegal)));
    if (const Candidate* chip = choose(channels.domestic(), draws.u[1]))
      ledger.order(domestic_order(world, *chip, row, share(Channel::kDomestic) * budget));
    if (own.offshore == nullptr) continue;
    if (const Candidate* chip = choose(*own.offshore, draws.u[2]))
      ledger.order(offshore_order(world, *chip, row, share(Channel::kOffshore) * budget));
  }
}

}  // namespace chokepoint
