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

/// What the fronts of each place have received, weighed by how suspect they are: exact sums, so that a check falls on the
/// same front whatever the parts.
class FrontRisks {
 public:
  explicit FrontRisks(const World& world)
      : world_(world), parts_(world.fronts.received.size(), kFewFronts), before_(parts_.count(), none()) {
    std::vector<Sums> of_part(parts_.count(), none());
    sim::for_each_part(parts_, [&](std::size_t part) {
      go_over(part,
              [&](Id<Front> front, Id<Place> place) { of_part[part][place] += risk_of(world_, front); });
    });
    Sums upto = none();
    for (std::size_t part = 0; part < parts_.count(); ++part) {
      before_[part] = upto;
      for (const Id<Place> place : ids(upto)) upto[place] += of_part[part][place];
    }
    for (const Sum& sum : upto) all_.push_back(sum);
  }

  double at(Id<Place> place) const { return all_[place]; }

  /// A check that falls on a front of a place: the one at whom the risks, added up in row order, pass `upto`.
  struct Check {
    Id<Place> place;
    double upto;
    double drawn;  ///< whether it finds anything
    Id<Front> front{};
  };

  /// Finds the front of each check.
  void find(std::vector<Check>& checks) const {
    if (checks.empty()) return;
    std::vector<Check*> by_place;
    for (Check& check : checks) by_place.push_back(&check);
    std::ranges::sort(by_place, {}, [](const Check* check) { return std::pair(check->place, check->upto); });
    sim::for_each_part(parts_, [&](std::size_t part) {
      Sums upto = before_[part];
      sim::Column<Place, std::size_t> next(upto.size());
      for (const Id<Place> place : ids(upto)) {
        const auto first =
            std::ranges::lower_bound(by_place, std::pair(place, double{upto[place]}), {},
                                     [](const Check* c) { return std::pair(c->place, c->upto); });
        next[place] = static_cast<std::size_t>(first - by_place.begin());
      }
      go_over(part, [&](Id<Front> front, Id<Place> place) {
        std::size_t& check = next[place];
        upto[place] += risk_of(world_, front);
        for (; check < by_place.size() && by_place[check]->place == place &&
               by_place[check]->upto < upto[place];
             ++check)
          by_place[check]->front = front;
      });
    });
  }

 private:
  using Sum = sim::ExactSum<20>;
  using Sums = sim::Column<Place, Sum>;
  static constexpr std::size_t kFewFronts =
      16384;  // are looked at faster than threads could be asked to help

  Sums none() const { return Sums(world_.scenario->places.places()); }

  /// Calls fn(front, place) for the fronts of a part that have received anything.
  template <class Fn>
  void go_over(std::size_t part, const Fn& fn) const {
    sim::find_rows(
        world_.fronts.received, parts_.first(part), parts_.last(part),
        [](float received) { return received != 0; },
        [&](Id<Front> front) { fn(front, world_.fronts.place[front]); });
  }

  const World& world_;
  sim::Parts parts_;
  std::vector<Sums> before_;  ///< by part: of the fronts of parts before it
  sim::Column<Place, double> all_;
};

/// How risky the sites of each place look, and what is done there on top.
struct Risks {
  FrontRisks fronts;
  sim::Column<Place, double> effort;

  explicit Risks(const World& world) : fronts(world), effort(world.scenario->places.places()) {
    const auto& on_top = world.scenario->enforcement.checks[static_cast<std::size_t>(world.week)];
    for (const Id<Place> place : ids(effort)) effort[place] = on_top[place] * campaign_factor(world, place);
  }
  double at(const World& world, Id<Place> place) const {
    return fronts.at(place) + world.receipts.honest[place];
  }
  double weight(const World& world, Id<Place> place) const { return effort[place] * at(world, place); }
};

/// The place of a check of a region, at a uniform number.
Id<Place> place_of_check(const World& world, const Risks& risks, Id<Region> region, double u) {
  const auto weight = [&](std::size_t i) {
    const Id<Place> place(i);
    return world.scenario->enforcement.region[place] == region ? risks.weight(world, place) : 0.0;
  };
  const std::size_t chosen = sim::pick(risks.effort.size(), weight, u);
  return chosen == risks.effort.size() ? Id<Place>{} : Id<Place>(chosen);
}

/// The fronts whose lots have yet to move on: 1.
sim::Column<Front, std::uint8_t> with_chips(const World& world) {
  sim::Column<Front, std::uint8_t> fronts(world.fronts.received.size(), 0);
  for (const Lot& lot : world.lots.under_way) {
    if (lot.leg < 0) fronts[lot.front] = 1;
  }
  return fronts;
}

/// A site whose chips are in place passes; else the front is found out by a chance against a number drawn.
void visit_front(const World& world, Id<Front> front, bool in_place, double drawn, Outbox& outbox) {
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
    risk += risks.at(world, place);
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
  const Risks risks(world);
  std::vector<FrontRisks::Check> on_fronts;
  for (const Id<Region> region : ids(world.scenario->enforcement.officers)) {
    const std::int64_t checks = checks_of(world, risks, region);
    tally.checks += world.grain().of_world(static_cast<double>(checks));
    for (std::int64_t check = 0; check < checks; ++check) {
      const auto draws =
          world.draw4(world.scenario->keys.region[region], kSitePurpose, static_cast<std::uint64_t>(check));
      const Id<Place> place = place_of_check(world, risks, region, draws.u[0]);
      if (place.is_none()) continue;
      const double upto = draws.u[1] * risks.at(world, place);
      if (upto < risks.fronts.at(place)) on_fronts.push_back({place, upto, draws.u[2]});
    }
  }
  if (on_fronts.empty()) return;
  risks.fronts.find(on_fronts);
  const sim::Column<Front, std::uint8_t> has_chips = with_chips(world);
  for (const auto& [place, upto, drawn, front] : on_fronts)
    visit_front(world, front, has_chips[front] != 0, drawn, outbox);
}

}  // namespace chokepoint
