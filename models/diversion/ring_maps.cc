#include "models/diversion/ring_maps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>

#include "models/diversion/contraband.h"
#include "models/diversion/method.h"
#include "models/world.h"
#include "sim/engine/parallel.h"
#include "sim/numeric/constants.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Fewer look at their maps faster than threads could be asked to help.
constexpr std::size_t kFewLooks = 256;
/// Weeks between two looks at the map.
constexpr int kLookEvery = 8;
/// What is left of old news after eight weeks: half of it after about two years.
constexpr double kFade = 0.95;
/// Lots that a new ring's prior counts for.
constexpr double kPriorLots = 8;
/// Counts below this are nothing.
constexpr float kForgotten = 1e-3F;

/// What a new ring believes of a lane: the trade knows which methods are opened and recognised more.
double prior_loss(const World& world, Id<Moving> method) {
  const MovingMethod& by = method_of(world, method);
  return std::min(0.9, world.parameters.rings.prior_loss * by.opening * by.recognition);
}

/// Old news fades whether or not the ring has used the lane since.
void fade(const World& world, RingMaps& maps, Id<Ring> ring) {
  const int weeks = world.week - maps.seen_week[ring];
  maps.seen_week[ring] = world.week;
  if (weeks <= 0) return;
  const auto keep = static_cast<float>(std::pow(kFade, static_cast<double>(weeks) / kLookEvery));
  const auto shrink = [&](std::span<float> counts) {
    for (float& lots : counts) lots = lots * keep < kForgotten ? 0 : lots * keep;
  };
  shrink(maps.losses.row(ring));
  shrink(maps.passes.row(ring));
}

/// What hangs on no ring: for goods of a value by a method, on lanes of which nothing is known.
struct BlankMap {
  double value_usd;
  Id<Moving> method;
  double fear;  ///< of a lane: the value at stake times its chance of loss
  std::vector<double> weight;
  std::vector<Id<Lane>> next;  ///< empty until a ring that knows nothing asks
};

/// Room for searches, one after another, and what is the same in all of this week's.
struct Scratch {
  std::vector<double> weight;
  std::deque<BlankMap> blank;  ///< a deque: what was handed out stays where it is
};

/// A search from China backwards over one method's lanes: distances settle by going over the lanes until none gets
/// shorter. The network is so small that this beats a queue, and it allocates nothing.
class Search {
 public:
  Search(const World& world, RingMaps& maps, Scratch& scratch, Id<Ring> ring, Id<Moving> method)
      : world_(world),
        maps_(maps),
        places_(world.scenario->places),
        ring_(ring),
        first_track_(lane_by(world, Id<Lane>(0), method).index()),
        first_way_(way_from(world, Id<Place>(0), method).index()),
        method_(method),
        prior_(prior_loss(world, method)),
        next_(maps.next_lane.row(ring).subspan(first_way_, places_.places())),
        losses_(maps.losses.row(ring).subspan(first_track_, places_.lanes())),
        passes_(maps.passes.row(ring).subspan(first_track_, places_.lanes())),
        scratch_(scratch) {}

  void run(double value_usd) {
    BlankMap& blank = blank_map(value_usd);
    if (weigh(blank)) {
      settle(scratch_.weight);
    } else if (blank.next.empty()) {
      settle(blank.weight);
      blank.next.assign(next_.begin(), next_.end());
    } else {
      std::ranges::copy(blank.next, next_.begin());
    }
    const std::uint32_t last = world_.fronts.first_block[Id<Ring>(ring_.index() + 1)];
    for (std::uint32_t block = world_.fronts.first_block[ring_]; block < last; ++block)
      add_up(world_.fronts.blocks[block].place);
  }

 private:
  bool knows(std::size_t lane) const { return losses_[lane] + passes_[lane] != 0; }

  /// The first lane from `lane` on in whose block something is known: most lanes are unknown to most rings, and are passed
  /// over many at a time.
  std::size_t next_known_block(std::size_t lane) const {
    const std::span<const float> losses = losses_;
    const std::span<const float> passes = passes_;
    for (; lane + kBlock <= losses.size(); lane += kBlock) {
      int known = 0;
      for (std::size_t k = 0; k < kBlock; ++k) known |= losses[lane + k] + passes[lane + k] != 0 ? 1 : 0;
      if (known != 0) break;
    }
    return lane;
  }

  /// Most rings have used one method, and look at all of them; many weigh the same goods.
  BlankMap& blank_map(double value_usd) {
    for (BlankMap& map : scratch_.blank) {
      if (map.method == method_ && map.value_usd == value_usd) return map;
    }
    BlankMap& blank = scratch_.blank.emplace_back();
    blank.value_usd = value_usd;
    blank.method = method_;
    blank.fear = -value_usd * std::log1p(-prior_);
    blank.weight.reserve(places_.lanes());
    for (std::size_t lane = 0; lane < places_.lanes(); ++lane)
      blank.weight.push_back(std::max(world_.grain().chips(1), cost_usd(lane)) + blank.fear);
    return blank;
  }

  /// Distances settle, and with them the next lane from each place.
  void settle(std::span<const double> weight) {
    std::array<double, kMostPlaces> distance_of;
    std::fill_n(distance_of.begin(), places_.places(), sim::kInfinity);
    distance_of[world_.scenario->china.index()] = 0;
    const std::span<Id<Lane>> next = next_;
    std::fill(next.begin(), next.end(), Id<Lane>{});
    const std::span<const Id<Place>> from = places_.from.span();
    const std::span<const Id<Place>> to = places_.to.span();
    for (bool shorter = true; shorter;) {
      shorter = false;
      for (std::size_t lane = 0; lane < weight.size(); ++lane) {
        const double distance = distance_of[to[lane].index()] + weight[lane];
        double& least = distance_of[from[lane].index()];
        if (distance >= least) continue;
        least = distance;
        next[from[lane].index()] = Id<Lane>(lane);
        shorter = true;
      }
    }
  }

  double cost_usd(std::size_t lane) const {
    return world_.lanes.transport_usd[Id<MethodLane>(first_track_ + lane)];
  }

  /// The chance of loss on a lane of which something is known.
  double loss_on(std::size_t lane) const {
    return believed_loss(prior_ * kPriorLots + losses_[lane], (1 - prior_) * kPriorLots + passes_[lane]);
  }
  double pass_on(std::size_t lane) const { return 1 - (knows(lane) ? loss_on(lane) : prior_); }

  /// Weights of all lanes; whether the ring knows something of one.
  bool weigh(const BlankMap& blank) {
    scratch_.weight = blank.weight;
    const std::span<double> weight = scratch_.weight;
    bool known = false;
    for (std::size_t first = next_known_block(0); first < weight.size();
         first = next_known_block(first + kBlock)) {
      for (std::size_t lane = first; lane < std::min(weight.size(), first + kBlock); ++lane) {
        if (!knows(lane)) continue;
        known = true;
        weight[lane] += -blank.value_usd * std::log1p(-std::min(0.999, loss_on(lane))) - blank.fear;
      }
    }
    return known;
  }

  /// What the way from a place costs and how likely it is believed to end in a loss; no way: loss 1.
  void add_up(Id<Place> place) {
    double cost = 0;
    double passes = 1;
    int legs = 0;
    for (Id<Place> here = place; here != world_.scenario->china; ++legs) {
      const Id<Lane> lane = next_[here.index()];
      if (lane.is_none() || legs == kMostLegs) {
        passes = 0;
        break;
      }
      cost += cost_usd(lane.index());
      passes *= pass_on(lane.index());
      here = places_.to[lane];
    }
    const Id<MethodPlace> way(first_way_ + place.index());
    maps_.cost_usd(ring_, way) = static_cast<float>(cost);
    maps_.loss_chance(ring_, way) = static_cast<float>(1 - passes);
  }

  static constexpr std::size_t kBlock = 16;

  const World& world_;
  RingMaps& maps_;
  const PlaceNetwork& places_;
  Id<Ring> ring_;
  std::size_t first_track_;
  std::size_t first_way_;
  Id<Moving> method_;
  double prior_;
  std::span<Id<Lane>> next_;
  std::span<const float> losses_;  ///< by lane, under the method
  std::span<const float> passes_;
  Scratch& scratch_;
};

void look(const World& world, RingMaps& maps, Scratch& scratch, Id<Ring> ring, double value_usd) {
  fade(world, maps, ring);
  for (const Id<Moving> method : ids<Moving>(moving_methods(world)))
    Search(world, maps, scratch, ring, method).run(value_usd);
  maps.look_week[ring] = world.week + kLookEvery;
}

/// The chip for whose trade a ring looks at its map this week, if it does.
Id<Product> looked_at(const World& world, const Contraband& contraband, const RingMaps& maps, Id<Ring> ring) {
  if (is_its_turn(world, ring) && maps.look_week[ring] <= world.week)
    return chip_of_turn(world, contraband, ring);
  const Notice notice = notice_of(world, contraband, ring);
  return notice.notices ? notice.product : Id<Product>{};
}

/// A ring's own experience on a lane by a method: older lots count for less. After a loss it will look at its map.
void experience(const World& world, RingMaps& maps, const LotNews& news) {
  const Id<MethodLane> by = lane_by(world, news.lane, news.moving);
  if (world.scenario->mechanisms.learning) {
    const auto keep = static_cast<float>(1 - 1 / world.parameters.rings.belief_memory);
    float& losses = maps.losses(news.ring, by);
    float& passes = maps.passes(news.ring, by);
    losses = losses * keep + (news.lost ? 1.0F : 0.0F);
    passes = passes * keep + (news.lost ? 0.0F : 1.0F);
  }
  if (!news.lost) return;
  maps.look_week[news.ring] = world.week;
  if (!world.scenario->mechanisms.imitation) return;
  const auto hearsay = static_cast<float>(world.parameters.rings.hearsay);
  for (const Id<Ring> neighbour : neighbours_of(world, news.ring)) maps.losses(neighbour, by) += hearsay;
}

void copy_row(sim::Grid<Ring, MethodLane, float>& grid, Id<Ring> from, Id<Ring> to) {
  std::ranges::copy(grid.row(from), grid.row(to).begin());
}

}  // namespace

Id<MethodPlace> way_from(const World& world, Id<Place> place, Id<Moving> method) {
  return Id<MethodPlace>(method.index() * world.scenario->places.places() + place.index());
}

Id<MethodLane> lane_by(const World& world, Id<Lane> lane, Id<Moving> method) {
  return Id<MethodLane>(method.index() * world.scenario->places.lanes() + lane.index());
}

double believed_loss_on(const World& world, Id<Ring> ring, Id<Lane> lane, Id<Moving> moving) {
  const double prior = prior_loss(world, moving);
  const Id<MethodLane> by = lane_by(world, lane, moving);
  return believed_loss(prior * kPriorLots + world.maps.losses(ring, by),
                       (1 - prior) * kPriorLots + world.maps.passes(ring, by));
}

double believed_loss(double losses, double passes) { return losses / (losses + passes); }

std::vector<Id<Ring>> neighbours_of(const World& world, Id<Ring> ring) {
  const auto count = static_cast<std::uint32_t>(world.rings.key.size());
  std::vector<Id<Ring>> neighbours;
  for (const std::uint32_t step : {1U, 2U, count - 1, count - 2, count / 2}) {
    const Id<Ring> neighbour((ring.index() + step) % count);
    if (neighbour != ring) neighbours.push_back(neighbour);
  }
  return neighbours;
}

void RingMapKind::make(const World& world, State& own) {
  const PlaceNetwork& places = world.scenario->places;
  const std::size_t rings = world.rings.key.size();
  const std::size_t methods = world.parameters.methods.moving.size();
  RingMaps& maps = own.maps;
  maps.losses = {rings, methods * places.lanes(), 0};
  maps.passes = {rings, methods * places.lanes(), 0};
  maps.next_lane = {rings, methods * places.places(), Id<Lane>{}};
  maps.loss_chance = {rings, methods * places.places(), 1};
  maps.cost_usd = {rings, methods * places.places(), 0};
  maps.look_week.assign(rings, 0);
  maps.seen_week.assign(rings, 0);
}

void look_at_map(const World& world, RingMaps& maps, Id<Ring> ring, double value_usd) {
  Scratch scratch;
  look(world, maps, scratch, ring, value_usd);
}

void look_at_maps(const World& world, RingMaps& maps) {
  const Contraband contraband(world);
  if (contraband.empty()) return;
  const sim::Parts parts(world.rings.key.size(), kFewLooks);
  sim::for_each_part(parts, [&](std::size_t part) {
    Scratch scratch;
    for (std::size_t row = parts.first(part); row < parts.last(part); ++row) {
      const Id<Ring> ring(row);
      const Id<Product> product = looked_at(world, contraband, maps, ring);
      if (!product.is_none())
        look(world, maps, scratch, ring, world.price_usd(product) * world.premium(product));
    }
  });
}

void take_in_news(const World& world, RingMaps& maps) {
  for (const LotNews& news : world.outbox.lot_news) experience(world, maps, news);
  for (const Imitation& imitation : world.outbox.imitations) {
    copy_row(maps.losses, imitation.model, imitation.ring);
    copy_row(maps.passes, imitation.model, imitation.ring);
    maps.look_week[imitation.ring] = world.week;
  }
  for (const Id<Ring> ring : world.outbox.founded) {
    std::ranges::fill(maps.losses.row(ring), 0.0F);
    std::ranges::fill(maps.passes.row(ring), 0.0F);
  }
}

}  // namespace chokepoint
