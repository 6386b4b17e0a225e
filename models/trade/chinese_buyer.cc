#include "models/trade/chinese_buyer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

#include "models/ledger.h"
#include "models/scenario/population_draws.h"
#include "models/trade/appetite.h"
#include "models/trade/buyer.h"
#include "models/trade/channels.h"
#include "models/trade/expected_loss.h"
#include "models/trade/fill_rates.h"
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
constexpr Purpose kOtherChipPurpose{"chinese.other_chip"};
constexpr Purpose kCautionPurpose{"chinese.dares"};
constexpr Purpose kArmSellerPurpose{"chinese.arm_seller"};
constexpr Purpose kImporterPurpose{"chinese.seller"};
constexpr Purpose kDomesticSellerPurpose{"chinese.domestic_seller"};

/// Fewer order faster than threads could be asked to help.
constexpr std::size_t kFewChinese = 1024;
/// Fewer are asked whether they lack something.
constexpr std::size_t kFewToLookAt = 4096;
/// A large buyer asks for this many weeks of imports in one licence application.
constexpr int kWeeksAnApplication = 13;
/// Others gather at least this many weeks of orders for one, as buyers abroad do for an order (trade/buyer).
constexpr int kWeeksAnOrder = 4;

std::int32_t units_for(double cents, const World& world, Id<Product> product, double factor) {
  const double units = cents / (static_cast<double>(world.scenario->products[product].price_cents) * factor);
  return static_cast<std::int32_t>(std::min(units, 1e9));
}

/// The named are large enough to apply in bulk.
bool applies_in_bulk(const World& world, Id<Chinese> row) {
  return row.index() < world.scenario->actors.chinese.named.size();
}

/// A large buyer's application, for a quarter of imports at its income; none while one is under review or what is
/// granted lasts longer than a review takes.
std::int32_t wanted_in_bulk(const World& world, Id<Chinese> row, const Candidate& chip, double share,
                            std::int32_t units) {
  const Licensing& licensing = world.licensing;
  if (licensing.applied(row, chip.product) > 0) return 0;
  const double weekly_cents = weekly_income_usd(world, world.buyer_of(row)) * 100 * share;
  const double weeks_of_review = review_now(world, chip.ruling.policy).median_days / 7;
  const auto for_weeks = [&](double weeks) {
    return units_for(weekly_cents * weeks, world, chip.product, 1 + chip.ruling.fee);
  };
  if (licensing.licensed(row, chip.product) >= std::max(units, for_weeks(weeks_of_review))) return 0;
  return for_weeks(kWeeksAnApplication);
}

/// What others apply for, who order `units` every so many weeks: order by order, several small ones together. What is
/// granted serves the orders that follow.
std::int32_t wanted_by_order(const World& world, Id<Chinese> row, std::int32_t units, int every) {
  const int orders = (kWeeksAnOrder + every - 1) / every;
  const std::uint64_t key = world.buyers.key[world.buyer_of(row)];
  if (!is_turn_of(key, world.week, every * orders)) return 0;
  return static_cast<std::int32_t>(std::min(std::int64_t{units} * orders, std::int64_t{1'000'000'000}));
}

/// How a buyer orders imports.
struct Habit {
  double share = 0;  ///< of its money
  int every = 1;     ///< weeks from order to order
};

/// The application of this week, if any.
std::optional<Application> application_for(const World& world, Id<Chinese> row, const Candidate& chip,
                                           const Habit& habit, std::int32_t units) {
  const std::int32_t wanted = applies_in_bulk(world, row)
                                  ? wanted_in_bulk(world, row, chip, habit.share, units)
                                  : wanted_by_order(world, row, units, habit.every);
  if (wanted <= 0) return std::nullopt;
  return application_of(world, world.buyer_of(row), chip.product, wanted, chip.ruling);
}

/// An import that the rule book lets in only under a licence: what was granted, or why there is nothing yet.
void import_under_licence(const World& world, Id<Chinese> row, const Candidate& chip, const Habit& habit,
                          std::int32_t units, Ordering& ordering) {
  ordering.application = application_for(world, row, chip, habit, units);
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

Ordering import_of(const World& world, const Candidate& chip, Id<Chinese> row, const Forward& forward,
                   const Habit& habit) {
  const double admitted = admitted_this_week(world, chip.product);
  const double factor = (1 + chip.ruling.fee) * double{world.asked.price_factor[chip.product]};
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
    import_under_licence(world, row, chip, habit, units, ordering);
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
  const double factor =
      world.parameters.channels.hosting_cost * double{world.asked.price_factor[chip.product]};
  const std::int32_t units = units_for(cents, world, chip.product, factor);
  Ordering ordering(arm, chip.product, units, chip.ruling);
  ordering.order.price_factor = static_cast<float>(factor);
  if (units > 0)
    place_within_quotas(world, seller_for(world, arm, world.buyers.place[arm], kArmSellerPurpose), ordering);
  return ordering;
}

/// Less than this that channels did not serve is not worth another order, USD.
constexpr double kLeastRestUsd = 10000;

/// The channels that sellers serve.
constexpr std::array kOfSellers{Channel::kLegal, Channel::kDomestic, Channel::kOffshore};

/// What one buyer asks of the channels, or asks again where some were short.
class Asking {
 public:
  Asking(const World& world, const Channels& channels, Id<Chinese> row)
      : world_(world),
        row_(row),
        own_(channels.of(row)),
        domestic_(channels.domestic()),
        income_(weekly_income_usd(world, world.buyer_of(row)) * 100),
        money_(order_budget_cents(world, world.buyer_of(row), 1)),
        every_(order_every(money_, income_ * world.parameters.demand.catch_up)) {
    ByChannel<double> split = *own_.share;
    if (world.chinese.caution[row] >= own_.dare) at(split, Channel::kSmuggled) = 0;
    share_ = bent_to_fill(split, world.fill_rates.of_channel[row], world.parameters.channels.least_asked);
  }

  std::int64_t rent_cents() const {
    return static_cast<std::int64_t>(at(share_, Channel::kRented) * income_);
  }
  bool orders_this_week() const { return money_ > 0 && is_turn_of(key(), world_.week, every_); }

  /// From now on it asks for the `rest` that channels left of its money: no longer for the chips of which they were
  /// short, and of a channel with no other chip for nothing.
  void turn_from_short(const ChannelAsks& asked, const ByChannel<std::int64_t>& paid, double rest) {
    again_ = true;
    before_ = money_;
    money_ = rest;
    at(share_, Channel::kRented) = 0;
    for (const Channel channel : kOfSellers) {
      const Id<Product> product = at(asked.product, channel);
      const std::int64_t left = at(asked.cents, channel) - at(paid, channel);
      if (product.is_none() || left < at(asked.unit_cents, channel)) continue;
      at(short_, channel) = product;
      if (!has_chip(channel)) at(share_, channel) = 0;
    }
    const double total = std::accumulate(share_.begin(), share_.end(), 0.0);
    for (double& share : share_) share = total > 0 ? share / total : 0;
  }

  /// Asks every channel for its share; that of smuggled chips is set aside.
  ChannelAsks ask_all(Purpose purpose, Ledger& ledger) const {
    ChannelAsks asked;
    asked.every = every_;
    if (std::ranges::any_of(kOfSellers, [&](Channel channel) { return asks(channel); })) {
      const auto draws = world_.draw4(key(), purpose);
      for (std::size_t i = 0; i < kOfSellers.size(); ++i) ask(kOfSellers[i], draws.u[i], asked, ledger);
    }
    at(asked.cents, Channel::kSmuggled) = static_cast<std::int64_t>(at(share_, Channel::kSmuggled) * money_);
    return asked;
  }

 private:
  std::uint64_t key() const { return world_.buyers.key[world_.buyer_of(row_)]; }

  const ChannelOffer* offer_of(Channel channel) const {
    if (channel == Channel::kLegal) return own_.imports;
    return channel == Channel::kDomestic ? &domestic_ : own_.offshore;
  }

  bool may_choose(Channel channel, const Candidate& chip) const {
    return chip.product != at(short_, channel) && (!again_ || may_have_now(chip));
  }

  bool has_chip(Channel channel) const {
    const ChannelOffer* offer = offer_of(channel);
    return offer != nullptr && std::ranges::any_of(offer->chips, [&](const Candidate& chip) {
             return chip.weight > 0 && may_choose(channel, chip);
           });
  }

  /// One of a channel's chips, by their weights, at a uniform number; null when it has none.
  const Candidate* chip_of(Channel channel, double u) const {
    const ChannelOffer* offer = offer_of(channel);
    if (offer == nullptr) return nullptr;
    if (!again_) return choose(*offer, u);
    return choose(*offer, u, [&](const Candidate& chip) { return may_choose(channel, chip); });
  }

  bool asks(Channel channel) const { return at(share_, channel) * money_ > 0; }

  /// Whether it need not wait for a licence: money that one chip's review holds back does not wait for another's.
  bool may_have_now(const Candidate& chip) const {
    return is_open(chip.ruling) || world_.licensing.licensed(row_, chip.product) > 0;
  }

  void ask(Channel channel, double u, ChannelAsks& asked, Ledger& ledger) const {
    const double cents = at(share_, channel) * money_;
    const Candidate* chip = asks(channel) ? chip_of(channel, u) : nullptr;
    if (chip == nullptr) return;
    const Ordering ordering = ordering_of(channel, *chip, cents);
    at(asked.product, channel) = chip->product;
    at(asked.cents, channel) = static_cast<std::int64_t>(cents);
    at(asked.unit_cents, channel) = static_cast<std::int64_t>(
        static_cast<double>(world_.price_cents(chip->product)) * double{ordering.order.price_factor});
    ledger.order(ordering);
  }

  Ordering ordering_of(Channel channel, const Candidate& chip, double cents) const {
    if (channel == Channel::kDomestic) return domestic_order(world_, chip, row_, cents);
    if (channel == Channel::kOffshore) return offshore_order(world_, chip, row_, cents);
    const Forward forward = again_ ? Forward{cents, 0} : bring_forward(world_, row_, chip.product, cents);
    return import_of(world_, chip, row_, forward, {cents / (again_ ? before_ : money_), every_});
  }

  const World& world_;
  Id<Chinese> row_;
  Channels::Own own_;
  const ChannelOffer& domestic_;
  double income_;  ///< cents a week
  double money_;   ///< cents to ask for this week
  int every_;
  ByChannel<double> share_{};
  ByChannel<Id<Product>> short_{};
  bool again_ = false;
  double before_ = 0;  ///< money when it first asked
};

/// What of a buyer's first asks of this week sellers left, in cents.
double left_of(const ChannelAsks& asked, const ByChannel<std::int64_t>& paid) {
  double left = 0;
  for (const Channel channel : kOfSellers)
    left += static_cast<double>(std::max<std::int64_t>(0, at(asked.cents, channel) - at(paid, channel)));
  return left;
}

/// A buyer whom sellers left so much, in cents, that it asks again.
struct LeftShort {
  Id<Chinese> row;
  double left;
};

std::vector<LeftShort> left_short(const World& world, double least_usd) {
  const auto look = [&](std::size_t i, std::vector<LeftShort>& list) {
    const Id<Chinese> row(i);
    const double left = left_of(world.channel_week.asked[row], world.channel_week.paid_cents[row]);
    if (left >= least_usd * 100) list.push_back({row, left});
  };
  return sim::list_rows<LeftShort>({world.buyers.chinese, kFewToLookAt}, look);
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
    for (std::size_t others = others_in_china(*world.scenario, sector).size(); others > 0; --others)
      chinese.sector.push_back(sector);
  }
  const auto all = static_cast<std::uint32_t>(sellers.place.size());
  const std::uint32_t first_arm = world.buyers.abroad + world.buyers.chinese;
  for (const Id<Chinese> row : ids(chinese.sector)) {
    const std::uint64_t key = world.buyers.key[world.buyer_of(row)];
    chinese.importer.push_back(one_of(sellers.first_for_china, sellers.first_domestic,
                                      world.streams.uniform(key, 0, kImporterPurpose)));
    chinese.domestic_seller.push_back(
        one_of(sellers.first_domestic, all, world.streams.uniform(key, 0, kDomesticSellerPurpose)));
    chinese.caution.push_back(world.streams.uniform(key, 0, kCautionPurpose));
    chinese.arm.push_back(row.index() < world.buyers.arms ? Id<Buyer>(first_arm + row.index()) : Id<Buyer>{});
  }
  ByChannel<double> served;
  served.fill(1);
  own.fill_rates.of_channel.assign(world.buyers.chinese, served);
  own.plans.grey_cents.assign(world.buyers.chinese, 0);
  own.plans.rent_cents.assign(world.buyers.chinese, 0);
  own.channel_week.asked.assign(world.buyers.chinese, {});
  own.channel_week.paid_cents.assign(world.buyers.chinese, {});
}

void order_in_china(const World& world, Plans& plans, ChannelWeek& this_week, Ledger& ledger) {
  const Channels channels(world);
  plans.import_cost_usd = channels.best_import_cost();
  plans.spending_factor = spending_factor(world, plans.import_cost_usd);
  ledger.for_each_row(world.buyers.chinese, kFewChinese, [&](std::size_t i, Ledger& own) {
    const Id<Chinese> row(i);
    const Asking asking(world, channels, row);
    plans.rent_cents[row] = asking.rent_cents();
    this_week.asked[row] = asking.orders_this_week() ? asking.ask_all(kChipPurpose, own) : ChannelAsks{};
    plans.grey_cents[row] = at(this_week.asked[row].cents, Channel::kSmuggled);
  });
}

void order_the_rest(const World& world, Plans& plans, Ledger& ledger) {
  const std::vector<LeftShort> short_of = left_short(world, world.grain().of_world(kLeastRestUsd));
  if (short_of.empty()) return;
  const Channels channels(world);
  ledger.for_each_row(short_of.size(), kFewChinese, [&](std::size_t i, Ledger& own) {
    const auto [row, left] = short_of[i];
    Asking asking(world, channels, row);
    asking.turn_from_short(world.channel_week.asked[row], world.channel_week.paid_cents[row], left);
    plans.grey_cents[row] += at(asking.ask_all(kOtherChipPurpose, own).cents, Channel::kSmuggled);
  });
}

}  // namespace chokepoint
