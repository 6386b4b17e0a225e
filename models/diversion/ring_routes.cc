#include "models/diversion/ring_routes.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/world.h"
#include "sim/numeric/constants.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

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
void fade(World& world, Id<Ring> ring) {
  const int weeks = world.week - world.rings.seen_week[ring];
  world.rings.seen_week[ring] = world.week;
  if (weeks <= 0) return;
  const auto keep = static_cast<float>(std::pow(kFade, static_cast<double>(weeks) / kLookEvery));
  const auto shrink = [&](std::span<float> counts) {
    for (float& lots : counts) lots = lots * keep < kForgotten ? 0 : lots * keep;
  };
  shrink(world.rings.losses.row(ring));
  shrink(world.rings.passes.row(ring));
}

/// A search from China backwards over one method's lanes: distances settle by going over the lanes until none gets
/// shorter. The network is so small that this beats a queue, and it allocates nothing.
class Search {
 public:
  Search(World& world, Id<Ring> ring, Id<Moving> method)
      : world_(world),
        places_(world.setting->places),
        ring_(ring),
        first_track_(track_of(world, Id<Lane>(0), method).index()),
        first_way_(way_from(world, Id<Place>(0), method).index()),
        prior_(prior_loss(world, method)),
        next_(world.rings.next_lane.row(ring).subspan(first_way_, places_.places())) {}

  void run(double value_usd) {
    weigh(value_usd);
    std::fill_n(distance_.begin(), places_.places(), sim::kInfinity);
    std::fill(next_.begin(), next_.end(), Id<Lane>{});
    distance_[world_.setting->china.index()] = 0;
    const std::size_t lanes = places_.lanes();
    for (bool shorter = true; shorter;) {
      shorter = false;
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const double distance = distance_[places_.to[Id<Lane>(lane)].index()] + weight_[lane];
        const std::size_t from = places_.from[Id<Lane>(lane)].index();
        if (distance >= distance_[from]) continue;
        distance_[from] = distance;
        next_[from] = Id<Lane>(lane);
        shorter = true;
      }
    }
    const std::uint32_t last = world_.rings.first_block[Id<Ring>(ring_.index() + 1)];
    for (std::uint32_t block = world_.rings.first_block[ring_]; block < last; ++block)
      add_up(world_.rings.blocks[block].place);
  }

 private:
  double cost_usd(std::size_t lane) const {
    return world_.customs.transport_usd[Id<Track>(first_track_ + lane)];
  }

  /// Weights of all lanes, and the chance that each is passed. Most lanes are unknown to most rings: those share one
  /// logarithm.
  void weigh(double value_usd) {
    const std::size_t lanes = places_.lanes();
    weight_.resize(lanes);
    passes_.resize(lanes);
    const auto losses = world_.rings.losses.row(ring_).subspan(first_track_, lanes);
    const auto passes = world_.rings.passes.row(ring_).subspan(first_track_, lanes);
    const double fear = -value_usd * std::log1p(-prior_);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      weight_[lane] = std::max(1.0, cost_usd(lane)) + fear;
      passes_[lane] = 1 - prior_;
      if (losses[lane] == 0 && passes[lane] == 0) continue;
      const double loss =
          believed_loss(prior_ * kPriorLots + losses[lane], (1 - prior_) * kPriorLots + passes[lane]);
      weight_[lane] += -value_usd * std::log1p(-std::min(0.999, loss)) - fear;
      passes_[lane] = 1 - loss;
    }
  }

  /// What the way from a place costs and how likely it is believed to end in a loss; no way: loss 1.
  void add_up(Id<Place> place) {
    double cost = 0;
    double passes = 1;
    int legs = 0;
    for (Id<Place> here = place; here != world_.setting->china; ++legs) {
      const Id<Lane> lane = next_[here.index()];
      if (lane.is_none() || legs == kMostLegs) {
        passes = 0;
        break;
      }
      cost += cost_usd(lane.index());
      passes *= passes_[lane.index()];
      here = places_.to[lane];
    }
    const Id<Way> way(first_way_ + place.index());
    world_.rings.way_cost_usd(ring_, way) = static_cast<float>(cost);
    world_.rings.way_loss(ring_, way) = static_cast<float>(1 - passes);
  }

  World& world_;
  const PlaceNetwork& places_;
  Id<Ring> ring_;
  std::size_t first_track_;
  std::size_t first_way_;
  double prior_;
  std::span<Id<Lane>> next_;
  std::array<double, kMostPlaces> distance_;
  std::vector<double>& weight_ = world_.diversion.lane_weight;
  std::vector<double>& passes_ = world_.diversion.lane_passes;
};

}  // namespace

Id<Way> way_from(const World& world, Id<Place> place, Id<Moving> method) {
  return Id<Way>(method.index() * world.setting->places.places() + place.index());
}

Id<Track> track_of(const World& world, Id<Lane> lane, Id<Moving> method) {
  return Id<Track>(method.index() * world.setting->places.lanes() + lane.index());
}

double believed_loss_on(const World& world, Id<Ring> ring, Id<Lane> lane, Id<Moving> moving) {
  const double prior = prior_loss(world, moving);
  const Id<Track> track = track_of(world, lane, moving);
  return believed_loss(prior * kPriorLots + world.rings.losses(ring, track),
                       (1 - prior) * kPriorLots + world.rings.passes(ring, track));
}

double believed_loss(double losses, double passes) { return losses / (losses + passes); }

void look_at_map(World& world, Id<Ring> ring, double value_usd) {
  fade(world, ring);
  for (const Id<Moving> method : ids<Moving>(moving_methods(world))) {
    Search(world, ring, method).run(value_usd);
  }
  world.rings.look_week[ring] = world.week + kLookEvery;
}

}  // namespace chokepoint
