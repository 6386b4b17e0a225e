#include "models/enforcement/end_use_checks.h"

#include <algorithm>

#include "models/diversion/front.h"
#include "models/diversion/method.h"
#include "models/enforcement/visibility.h"
#include "models/record/trace.h"
#include "models/world.h"
#include "sim/engine/calendar.h"
#include "sim/engine/find_rows.h"
#include "sim/engine/parallel.h"
#include "sim/numeric/exact_sum.h"
#include "sim/numeric/pick.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kChecksPurpose{"checks.number"};
constexpr Purpose kSitePurpose{"checks.site"};

double risk_of(const World& world, Id<Front> front) {
  return static_cast<double>(world.fronts.received[front]) *
         (1 + world.parameters.enforcement.targeting * world.fronts.suspicion[front]);
}

/// How risky the sites of each place look, and what is done there on top.
struct Risks {
  sim::Column<Place, double> fronts;
  sim::Column<Place, double> effort;

  double weight(const World& world, Id<Place> place) const {
    return effort[place] * (fronts[place] + world.receipts.honest[place]);
  }
};

/// Exact sums: a front's number draws its check, whatever the parts.
sim::Column<Place, double> risks_of_fronts(const World& world) {
  using Sum = sim::ExactSum<20>;
  constexpr std::size_t kFewFronts = 16384;  // are looked at faster than threads could be asked to help
  const sim::Parts parts(world.fronts.received.size(), kFewFronts);
  const sim::Column<Place, Sum> none(world.scenario->places.places());
  std::vector<sim::Column<Place, Sum>> by_part(parts.count(), none);
  sim::for_each_part(parts, [&](std::size_t part) {
    sim::find_rows(
        world.fronts.received, parts.first(part), parts.last(part),
        [](float received) { return received != 0; },
        [&](Id<Front> front) { by_part[part][world.fronts.place[front]] += risk_of(world, front); });
  });
  sim::Column<Place, double> risks(none.size());
  for (const Id<Place> place : ids(none)) {
    Sum all;
    for (const auto& of_part : by_part) all += of_part[place];
    risks[place] = all;
  }
  return risks;
}

Risks risks_of(const World& world) {
  const std::size_t places = world.scenario->places.places();
  Risks risks{sim::Column<Place, double>(places), sim::Column<Place, double>(places)};
  risks.fronts = risks_of_fronts(world);
  const auto& on_top = world.scenario->enforcement.checks[static_cast<std::size_t>(world.week)];
  for (const Id<Place> place : ids(risks.effort)) {
    risks.effort[place] = on_top[place] * campaign_factor(world, place);
  }
  return risks;
}

/// The place of a check of a region, at a uniform number.
Id<Place> place_of_check(const World& world, const Risks& risks, Id<Region> region, double u) {
  const auto weight = [&](std::size_t i) {
    const Id<Place> place(i);
    return world.scenario->enforcement.region[place] == region ? risks.weight(world, place) : 0.0;
  };
  const std::size_t chosen = sim::pick(risks.effort.size(), weight, u);
  return chosen == risks.effort.size() ? Id<Place>{} : Id<Place>(chosen);
}

/// The fronts on whom checks may fall, looked up when the first check needs them.
class SitesToCheck {
 public:
  explicit SitesToCheck(const World& world) : world_(world) {}

  /// The front at a place on whom a check falls, at a uniform number; none when it falls on an honest site.
  Id<Front> of_check(const Risks& risks, Id<Place> place, double u) {
    const double target = u * (risks.fronts[place] + world_.receipts.honest[place]);
    if (target >= risks.fronts[place]) return {};
    if (at_.empty()) list();
    const std::vector<Site>& sites = at_[place];
    const auto site = std::ranges::upper_bound(sites, target, {}, &Site::upto);
    return site == sites.end() ? Id<Front>{} : site->front;
  }

  bool have_chips(Id<Front> front) {
    if (!know_waiting_) list_waiting();
    return std::ranges::binary_search(waiting_, front);
  }

 private:
  struct Site {
    Id<Front> front;
    double upto;  ///< risks of the place's fronts up to this one
  };

  void list() {
    at_.assign(world_.scenario->places.places(), {});
    sim::find_rows(
        world_.fronts.received, [](float received) { return received != 0; },
        [&](Id<Front> front) {
          std::vector<Site>& sites = at_[world_.fronts.place[front]];
          sites.push_back({front, (sites.empty() ? 0 : sites.back().upto) + risk_of(world_, front)});
        });
  }

  /// The fronts whose lots have yet to move on.
  void list_waiting() {
    know_waiting_ = true;
    for (const Lot& lot : world_.lots.under_way) {
      if (lot.leg < 0) waiting_.push_back(lot.front);
    }
    std::ranges::sort(waiting_);
  }

  const World& world_;
  sim::Column<Place, std::vector<Site>> at_;
  std::vector<Id<Front>> waiting_;
  bool know_waiting_ = false;
};

/// A site whose chips are in place passes; else the front is found out by a chance against a number drawn.
void visit_front(const World& world, SitesToCheck& sites, Id<Front> front, double drawn, Outbox& outbox) {
  const bool in_place = sites.have_chips(front);
  const double chance =
      in_place ? 0.0
               : std::min(1.0, world.parameters.enforcement.found_by_check * method_of(world, front).checks);
  const Id<Ring> ring = world.fronts.ring[front];
  note(world, {.kind = EventKind::kChecked,
               .buyer = world.buyer_of(front),
               .ring = ring,
               .chance = chance,
               .drawn = drawn,
               .note = in_place ? "chips in place" : "chips gone"});
  if (drawn >= chance) return;
  outbox.found.push_back(front);
  outbox.trails.push_back({ring, Evidence::kFound});
}

/// The number of a region's checks this week, rounded by chance.
std::int64_t checks_of(const World& world, const Risks& risks, Id<Region> region) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  double risk = 0;
  double weight = 0;
  for (const Id<Place> place : ids(risks.effort)) {
    if (world.scenario->enforcement.region[place] != region) continue;
    risk += risks.fronts[place] + world.receipts.honest[place];
    weight += risks.weight(world, place);
  }
  if (risk <= 0) return 0;
  const double an_officer = parameters.checks_per_officer * parameters.checks_on_chips *
                            world.effort(Effort::kChecks) / sim::kWeeksPerYear;
  return sim::round_by_chance(world.draw(world.scenario->keys.region[region], kChecksPurpose),
                              world.scenario->enforcement.officers[region] * an_officer * weight / risk);
}

void remember(const World& world, Receipts& receipts) {
  for (const HonestSale& sale : world.outbox.honest_sales) receipts.honest[sale.place] += sale.units;
  for (double& received : receipts.honest) received *= kReceivedKept;
}

}  // namespace

void CheckKind::make(const World& world, State& own) {
  own.receipts.honest.assign(world.scenario->places.places(), 0);
}

void check_end_use(const World& world, Receipts& receipts, WeekLog& tally, Outbox& outbox) {
  remember(world, receipts);
  if (!world.scenario->mechanisms.end_use_checks) return;
  const Risks risks = risks_of(world);
  SitesToCheck sites(world);
  for (const Id<Region> region : ids(world.scenario->enforcement.officers)) {
    const std::int64_t checks = checks_of(world, risks, region);
    tally.checks += world.grain().of_world(static_cast<double>(checks));
    for (std::int64_t check = 0; check < checks; ++check) {
      const auto draws =
          world.draw4(world.scenario->keys.region[region], kSitePurpose, static_cast<std::uint64_t>(check));
      const Id<Place> place = place_of_check(world, risks, region, draws.u[0]);
      if (place.is_none()) continue;
      const Id<Front> front = sites.of_check(risks, place, draws.u[1]);
      if (!front.is_none()) visit_front(world, sites, front, draws.u[2], outbox);
    }
  }
}

}  // namespace chokepoint
