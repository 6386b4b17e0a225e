#include "models/trade/channels.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <utility>

#include "models/physical/designer.h"
#include "models/physical/figures.h"
#include "models/trade/expected_loss.h"
#include "models/trade/gate.h"
#include "models/trade/operator.h"
#include "models/trade/orders.h"
#include "models/world.h"
#include "sim/engine/calendar.h"

namespace chokepoint {

using sim::Id;

class Channels::Offers {
 public:
  explicit Offers(const World& world)
      : world_(world),
        inference_(world.parameters.channels.inference_share),
        sensitivity_(world.parameters.channels.price_sensitivity),
        everywhere_(offers_everywhere(world)) {}

  /// Imports that the rule book lets in, at once or by a licence with some hope.
  ChannelOffer imports(Id<Place>, LegalStanding standing) const {
    ChannelOffer offer = none();
    for (const Id<Product> product : world_.scenario->simulated) {
      const ProductFacts& facts = world_.scenario->products[product];
      if (facts.chinese || admitted_this_week(world_, product) <= 0) continue;
      const double offered = on_sale(product);
      if (offered <= 0) continue;
      const Ruling ruling =
          rule_this_week(world_, product, world_.scenario->china, world_.scenario->china, standing);
      const double odds = approval_odds(world_, ruling);
      if (odds < world_.parameters.channels.approval_wanted) continue;
      add(offer, product, offered * odds, (1 + ruling.fee) * price_factor(product), ruling);
    }
    return offer;
  }

  /// Chips that an arm may buy where it stands.
  ChannelOffer offshore(Id<Place> site, LegalStanding standing) const {
    ChannelOffer offer = none();
    if (!world_.scenario->mechanisms.arms_abroad) return offer;
    for (const Offer& chip : everywhere_) {
      const Ruling ruling = rule_this_week(world_, chip.product, site, world_.scenario->china, standing);
      if (is_open(ruling))
        add(offer, chip.product, chip.weight,
            world_.parameters.channels.hosting_cost * price_factor(chip.product), ruling);
    }
    return offer;
  }

  ChannelOffer domestic() const {
    ChannelOffer offer = none();
    if (!world_.scenario->mechanisms.domestic_chips) return offer;
    for (const Id<Product> product : world_.scenario->simulated) {
      const ProductFacts& facts = world_.scenario->products[product];
      if (!facts.chinese || !is_in_volume(world_, product)) continue;
      const DesignerFacts& designer = world_.scenario->designers[facts.designer];
      const double packages = world_.weekly(world_.scenario->packaging[designer.packaging]) * facts.per_wafer;
      const double made = figure_now(world_, facts.roadmap) * figure_now(world_, designer.share) * packages;
      if (made > 0) add(offer, product, made, 1, Ruling{});
    }
    return offer;
  }

  /// Chips that China may not have but others can.
  ChannelOffer smuggled() const {
    ChannelOffer offer = none();
    if (!world_.scenario->mechanisms.smuggling) return offer;
    for (const Offer& chip : everywhere_) {
      const Ruling ruling =
          rule_this_week(world_, chip.product, world_.scenario->china, world_.scenario->china);
      if (!is_open(ruling)) add(offer, chip.product, chip.weight, world_.premium(chip.product), ruling);
    }
    return offer;
  }

 private:
  /// With room for what is ever offered, so that it is not moved as it grows.
  ChannelOffer none() const {
    ChannelOffer offer;
    offer.chips.reserve(world_.scenario->simulated.size());
    offer.odds.reserve(world_.scenario->simulated.size());
    return offer;
  }

  /// How much of a chip is on sale to China: its designer's share of packaging, by the roadmap; of a variant whose
  /// original is barred, by that of the original.
  double on_sale(Id<Product> product) const {
    const ProductFacts& facts = world_.scenario->products[product];
    const DesignerFacts& designer = world_.scenario->designers[facts.designer];
    if (!is_in_volume(world_, product) || designer.captive_buyer >= 0) return 0;
    const double share = figure_now(world_, designer.share);
    if (facts.variant_of.is_none())
      return facts.roadmap.empty() ? 0 : share * figure_now(world_, facts.roadmap);
    const Ruling ruling =
        rule_this_week(world_, facts.variant_of, world_.scenario->china, world_.scenario->china);
    return is_open(ruling) ? 0 : share * part_of_line(product);
  }

  /// A variant follows its original's line. When that was stopped it goes on by what is asked of it among its designer's
  /// variants, and one whose market opens anew while nothing else is on sale there is supplied again.
  double part_of_line(Id<Product> variant) const {
    const auto& products = world_.scenario->products;
    Id<Product> original = products[variant].variant_of;
    while (!products[original].variant_of.is_none()) original = products[original].variant_of;
    const Dated& line = products[original].roadmap;
    if (line.empty()) return 1;
    if (const double part = figure_now(world_, line); part > 0) return part;
    double asked_of_all = 0;
    for (const Id<Product> product : world_.scenario->simulated) {
      if (products[product].designer == products[variant].designer && !products[product].variant_of.is_none())
        asked_of_all += world_.asked.of_all[product];
    }
    return asked_of_all < 1 ? 1 : world_.asked.of_all[variant] / asked_of_all;
  }

  /// Price abroad over list price.
  double price_factor(Id<Product> product) const { return world_.asked.price_factor[product]; }

  void add(ChannelOffer& offer, Id<Product> product, double offered, double factor,
           const Ruling& ruling) const {
    const double use = use_of(world_.scenario->catalogue.chip[product], inference_);
    if (use <= 0) return;
    const double cost = world_.price_usd(product) * factor / use;
    // Dearer chips are chosen less, as dearer channels are.
    offer.chips.push_back({product, offered * std::pow(cost, -sensitivity_), ruling});
    offer.odds.add(offer.chips.back().weight);
    offer.cost = offer.cost == 0 ? cost : std::min(offer.cost, cost);
  }

  const World& world_;
  double inference_;
  double sensitivity_;
  std::vector<Offer> everywhere_;
};

/// The same offer to all who stand in one place and alike before the law: a few classes, worked out once each.
class Channels::OffersByStanding {
 public:
  using Make = std::function<ChannelOffer(Id<Place>, LegalStanding)>;
  explicit OffersByStanding(Make make) : make_(std::move(make)) {}

  /// The number of the class of a standing.
  std::size_t class_of(Id<Place> place, LegalStanding standing) {
    for (std::size_t i = 0; i < alike_.size(); ++i) {
      if (alike_[i] == std::pair(place, standing)) return i;
    }
    alike_.emplace_back(place, standing);
    offers_.push_back(make_(place, standing));
    return alike_.size() - 1;
  }
  const ChannelOffer& of_class(std::size_t number) const { return offers_[number]; }

 private:
  Make make_;
  std::vector<std::pair<Id<Place>, LegalStanding>> alike_;
  std::deque<ChannelOffer> offers_;  ///< a deque: what was handed out stays where it is
};

class Channels::Splits {
 public:
  explicit Splits(const World& world)
      : world_(world),
        offers_(world),
        imports_(
            [this](Id<Place> place, LegalStanding standing) { return offers_.imports(place, standing); }),
        offshore_(
            [this](Id<Place> place, LegalStanding standing) { return offers_.offshore(place, standing); }),
        smuggled_(offers_.smuggled()),
        domestic_(offers_.domestic()),
        best_import_cost_(imports_.of_class(imports_.class_of(world_.scenario->china, 0)).cost) {
    // Buyers are asked about on many threads, so all that can be asked is worked out before. Those of a sector lie side by
    // side, and most stand as the one before them.
    Without last{};
    for (const Id<Chinese> row : sim::ids(world.chinese.sector)) {
      if (!world.chinese.arm[row].is_none()) {
        with_arms_.resize(row.index());
        with_arms_.push_back(worked_out(row));
        continue;
      }
      const Sector sector = world.chinese.sector[row];
      const LegalStanding standing = world.standing_of(world.buyer_of(row));
      if (last.own.imports != nullptr && last.sector == sector && last.standing == standing) continue;
      last = {sector, standing, of(row)};
      if (last.own.imports != nullptr) continue;
      last.own = worked_out(row);
      without_arms_.push_back(last);
    }
  }

  Own of(Id<Chinese> row) const {
    if (!world_.chinese.arm[row].is_none()) return with_arms_[row.index()];
    const Sector sector = world_.chinese.sector[row];
    const LegalStanding standing = world_.standing_of(world_.buyer_of(row));
    const auto alike = std::find_if(without_arms_.begin(), without_arms_.end(), [&](const Without& other) {
      return other.sector == sector && other.standing == standing;
    });
    return alike == without_arms_.end() ? Own{} : alike->own;
  }
  const ChannelOffer& domestic() const { return domestic_; }
  double best_import_cost() const { return best_import_cost_; }

 private:
  struct Without {
    Sector sector;
    LegalStanding standing;
    Own own;
  };

  struct Alike {
    Sector sector;
    bool listed;
    std::size_t imports;
    std::ptrdiff_t offshore;
    bool operator==(const Alike&) const = default;
  };

  /// How all who are alike split their money, and the share of them who dare to buy smuggled chips.
  struct Outlook {
    Split split{};
    double dare = 0;
  };

  Own worked_out(Id<Chinese> row) {
    const Id<Buyer> buyer = world_.buyer_of(row);
    const Id<Buyer> arm = world_.chinese.arm[row];
    const std::size_t imports = imports_.class_of(world_.scenario->china, world_.standing_of(buyer));
    const std::ptrdiff_t offshore = arm.is_none() ? -1
                                                  : static_cast<std::ptrdiff_t>(offshore_.class_of(
                                                        world_.buyers.place[arm], world_.standing_of(arm)));
    const Outlook& outlook =
        outlook_for({world_.chinese.sector[row], is_listed(world_, buyer), imports, offshore});
    return {&outlook.split, outlook.dare, &imports_.of_class(imports),
            offshore < 0 ? nullptr : &offshore_.of_class(static_cast<std::size_t>(offshore))};
  }

  const Outlook& outlook_for(const Alike& alike) {
    const auto known =
        std::find_if(splits_.begin(), splits_.end(), [&](const auto& other) { return other.first == alike; });
    if (known != splits_.end()) return known->second;
    const double loss = expected_loss_of(world_, alike.sector, Effort::kCases);
    const double dare = share_that_bears(loss, world_.parameters.risk.tolerated);
    return splits_.emplace_back(alike, Outlook{split_of(alike, loss), dare}).second;
  }

  Split split_of(const Alike& alike, double loss) const {
    const ChannelParameters& parameters = world_.parameters.channels;
    const SectorInput& attitude = world_.parameters.sectors.of(alike.sector);
    const double years = std::max(0, world_.week - world_.scenario->week_of_2025) / sim::kWeeksPerYear;
    const double foreign = alike.sector == Sector::kState && state_centres_shut(world_) ? 0 : 1;
    const double lock_in = lock_in_after(attitude.lock_in, parameters.lock_in_fades, years);
    const double abroad =
        alike.offshore < 0 ? 0 : offshore_.of_class(static_cast<std::size_t>(alike.offshore)).cost;
    return split_budget({foreign, foreign, 1, foreign * attitude.offshore, foreign * attitude.renting},
                        {imports_.of_class(alike.imports).cost, smuggled_.cost * (1 + loss),
                         domestic_.cost * lock_in * (1 - attitude.state_pressure), abroad,
                         world_.renting.cost[alike.listed ? 1 : 0].seen(hiding_factor(world_, alike.sector))},
                        parameters.price_sensitivity);
  }

  const World& world_;
  Offers offers_;
  OffersByStanding imports_;
  OffersByStanding offshore_;
  ChannelOffer smuggled_;
  ChannelOffer domestic_;
  std::deque<std::pair<Alike, Outlook>> splits_;  ///< a deque: what was found stays where it is
  double best_import_cost_;
  std::vector<Own> with_arms_;         ///< by row
  std::vector<Without> without_arms_;  ///< a few: a sector's rows have one standing
};

Split split_budget(const Split& weight, const Split& cost, double sensitivity) {
  Split share{};
  double total = 0;
  for (int k = 0; k < kChannels; ++k) {
    const auto at = static_cast<std::size_t>(k);
    if (cost[at] > 0 && weight[at] > 0) share[at] = weight[at] * std::pow(cost[at], -sensitivity);
    total += share[at];
  }
  if (total > 0) {
    for (double& part : share) part /= total;
  }
  return share;
}

double use_of(const Chip& chip, double inference_share) {
  constexpr double kH100MemoryGbs = 3350;
  const double bandwidth = chip.memory_bandwidth_gbs.value_or(0) / kH100MemoryGbs;
  return (1 - inference_share) * chip.h100e() + inference_share * bandwidth;
}

double lock_in_after(double lock_in, double fades, double years) {
  return 1 + (lock_in - 1) * std::pow(1 - fades, years);
}

Channels::Channels(const World& world) : splits_(std::make_unique<Splits>(world)) {}
Channels::~Channels() = default;

Channels::Own Channels::of(Id<Chinese> row) const { return splits_->of(row); }

const ChannelOffer& Channels::domestic() const { return splits_->domestic(); }

double Channels::best_import_cost() const { return splits_->best_import_cost(); }

}  // namespace chokepoint
