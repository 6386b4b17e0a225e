#include "models/trade/orders.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

#include "models/enforcement/letters.h"
#include "models/physical/designer.h"
#include "models/physical/figures.h"
#include "sim/numeric/pick.h"

namespace chokepoint {

using sim::Id;

namespace {
constexpr sim::Purpose kReviewPurpose{"licence.terms"};
constexpr sim::Purpose kDatedOddsPurpose{"licence.dated_odds"};

double normal_share(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

/// Odds of the day as this run drew them. The first are at `u` of their belief; dated ones stray from those before them
/// as dated figures do (physical/figures.h): z_k = rho z_(k-1) + sqrt(1 - rho^2) e_k, rho = exp(-years / memory_years).
double odds_now(const World& world, const ReviewTerms& terms, ReviewPolicy policy, double u) {
  const std::size_t begun = terms.begun_by(world.scenario->calendar.date_of(world.week));
  if (begun == 0) return terms.approval_odds.quantile(u);
  double z = sim::normal_quantile(u);
  for (std::size_t k = 0; k < begun; ++k) {
    const double years =
        k == 0 ? 1
               : (terms.odds_from[k].from.days - terms.odds_from[k - 1].from.days) / (7 * sim::kWeeksPerYear);
    const double rho = std::exp(-years / world.parameters.figures.memory_years);
    const double fresh = sim::normal_quantile(world.streams.uniform(
        kReviewKey, static_cast<std::uint64_t>(policy), kDatedOddsPurpose, static_cast<std::uint64_t>(k)));
    z = rho * z + std::sqrt(1 - rho * rho) * fresh;
  }
  return terms.odds(begun).quantile(normal_share(z));
}

ReviewNow review_by_draws(const World& world, ReviewPolicy policy) {
  const LicenceReview* review = world.law().rules.review(world.version());
  if (review == nullptr) return {};
  const ReviewTerms& terms = review->terms(policy);
  // One number a run for each policy: belief about a policy's odds does not change from day to day.
  const auto draws = world.streams.uniform4(kReviewKey, static_cast<std::uint64_t>(policy), kReviewPurpose);
  return {odds_now(world, terms, policy, draws.u[0]), terms.median_days.quantile(draws.u[1]),
          terms.spread.quantile(draws.u[2])};
}

/// Whether a letter to its designer holds this chip back from the place or from a firm with its seat there.
bool is_under_letter(const World& world, Id<Product> product, Id<Place> to, Id<Place> headquarters) {
  if (world.letters.sent_week.empty() || world.letters.sent_week[product] < 0) return false;
  const PlaceSet& places = world.scenario->under_letters;
  return places[to.index()] || places[headquarters.index()];
}
}  // namespace

const Ruling& rule_this_week(const World& world, Id<Product> product, Id<Place> to, Id<Place> headquarters,
                             LegalStanding standing) {
  const Ruling& by_law =
      rule_in(*world.scenario, world.law(), world.version(), product, to, headquarters, standing);
  const bool stricter_by_letter =
      is_under_letter(world, product, to, headquarters) && strictness(by_law) < strictness(kUnderLetter);
  return stricter_by_letter ? kUnderLetter : by_law;
}

const Ruling& rule_for(const World& world, Id<Product> product, Id<Buyer> buyer) {
  return rule_this_week(world, product, world.buyers.place[buyer], world.seat_of(buyer),
                        world.standing_of(buyer));
}

LegalStanding named_by(const World& world, const RuleBook& rules, int version, Id<Buyer> buyer) {
  const auto& actors = world.scenario->actors;
  const auto tags_of = [](const auto& input) {
    return std::vector<std::string_view>(input.tags.begin(), input.tags.end());
  };
  switch (world.buyers.kind[buyer]) {
    case BuyerKind::kAbroad: {
      if (buyer.index() >= actors.abroad.named.size()) return 0;
      const auto& entry = actors.abroad.named.entries[buyer.index()];
      return rules.standing(version, {entry.name, tags_of(entry.value)});
    }
    case BuyerKind::kChinese: {
      const Id<Chinese> row = world.chinese_of(buyer);
      BuyerIdentity identity;
      if (row.index() < actors.chinese.named.size()) {
        const auto& entry = actors.chinese.named.entries[row.index()];
        identity = {entry.name, tags_of(entry.value)};
      }
      identity.tags.emplace_back(
          sim::EnumNames<Sector>::names[static_cast<std::size_t>(world.chinese.sector[row])]);
      return rules.standing(version, identity);
    }
    case BuyerKind::kArm: {
      const Id<Chinese> parent = world.chinese_of(world.buyers.payer[buyer]);
      return rules.affiliate_standing(version, actors.chinese.named.entries[parent.index()].name);
    }
    case BuyerKind::kFront:
      break;
  }
  return 0;
}

bool is_listed(const World& world, Id<Buyer> buyer) {
  return (world.standing_of(buyer) & world.law().rules.lists()) != 0;
}

const Ruling& rule_in(const Scenario& scenario, const Law& law, int version, Id<Product> product,
                      Id<Place> to, Id<Place> headquarters, LegalStanding standing) {
  static const Ruling kNoExport;
  if (scenario.products[product].chinese && to == scenario.china) return kNoExport;
  const auto rule_from = [&](Id<Place> from) -> const Ruling& {
    return law.rulings->find(law.rules, version, Trade{product, from, to, headquarters, standing});
  };
  const Ruling& from_us = rule_from(scenario.us);
  if (from_us.verdict == Verdict::kFree) return from_us;
  const Ruling& from_house =
      rule_from(scenario.packaging_place[scenario.designers[scenario.products[product].designer].packaging]);
  return strictness(from_house) < strictness(from_us) ? from_house : from_us;
}

bool is_open(const Ruling& ruling) {
  return ruling.verdict == Verdict::kFree || ruling.verdict == Verdict::kNotify ||
         ruling.verdict == Verdict::kUnknown;
}

ReviewNow review_now(const World& world, ReviewPolicy policy) {
  const WeeklyReviews& known = world.licensing.reviews;
  if (known.week == world.week && known.law == &world.law())
    return known.of_policy[static_cast<std::size_t>(policy)];
  return review_by_draws(world, policy);
}

double approval_odds(const World& world, const Ruling& ruling) {
  if (is_open(ruling)) return 1;
  if (ruling.verdict != Verdict::kLicence) return 0;
  return review_now(world, ruling.policy).approval_odds;
}

std::int32_t notice_weeks(const World& world, const Ruling& ruling) {
  const std::int32_t weeks = (ruling.delay_days + 6) / 7;
  if (ruling.verdict != Verdict::kLicence) return weeks;
  return weeks + static_cast<std::int32_t>(review_now(world, ruling.policy).median_days / 7);
}

const char* name_of(Refusal refusal) {
  static constexpr const char* kNames[] = {"denied by rule", "no licence asked for", "licence pending",
                                           "licence not granted", "quota spent"};
  return kNames[static_cast<std::size_t>(refusal)];
}

Refusal refusal_under(const Ruling& ruling) {
  return ruling.verdict == Verdict::kLicence ? Refusal::kNoLicence : Refusal::kDenied;
}

bool is_sold_everywhere(const Scenario& scenario, Id<Product> product) {
  const ProductFacts& facts = scenario.products[product];
  return !facts.chinese && facts.variant_of.is_none() && !facts.roadmap.empty() &&
         scenario.designers[facts.designer].captive_buyer < 0;
}

std::vector<Offer> offers_everywhere(const World& world) {
  const Scenario& scenario = *world.scenario;
  std::vector<Offer> offers;
  double total = 0;
  for (const Id<Product> product : scenario.simulated) {
    const ProductFacts& facts = scenario.products[product];
    if (!is_sold_everywhere(scenario, product) || !is_in_volume(world, product)) continue;
    const double weight = figure_now(world, facts.roadmap) *
                          figure_now(world, scenario.designers[facts.designer].share) *
                          static_cast<double>(facts.price_cents);
    if (weight <= 0) continue;
    offers.push_back({product, weight});
    total += weight;
  }
  for (Offer& offer : offers) offer.weight /= total;
  return offers;
}

Id<Product> choose(const std::vector<Offer>& offers, double u) {
  const auto weight = [&](std::size_t i) { return offers[i].weight; };
  const std::size_t chosen = sim::pick(offers.size(), weight, u);
  return chosen == offers.size() ? Id<Product>{} : offers[chosen].product;
}

}  // namespace chokepoint
