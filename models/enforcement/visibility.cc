#include "models/enforcement/visibility.h"

#include <algorithm>
#include <cmath>

#include "models/enforcement/exposure.h"
#include "models/record/trace.h"
#include "models/world.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Purpose;

constexpr Purpose kNoticedPurpose{"cases.noticed"};
constexpr Purpose kChannelPurpose{"channel.noticed"};
constexpr Purpose kLengthPurpose{"channel.campaign"};
constexpr Purpose kPartPurpose{"channel.case"};

double chance_of_notice(const World& world, double value_per_year) {
  const EnforcementParameters& parameters = world.parameters.enforcement;
  return noticed_chance(value_per_year, parameters.visibility_midpoint, parameters.visibility_width,
                        visibility_form(parameters), world.effort(Effort::kCases));
}

void notice_rings(const World& world, Outbox& outbox) {
  const auto chance_of = [&](double value) { return chance_of_notice(world, value); };
  for (const auto& [ring, value, chance, drawn] : exposed_rings(world, kNoticedPurpose, chance_of)) {
    if (world.cases.action_week[ring] >= 0) continue;
    note(world,
         {.kind = EventKind::kNoticed, .ring = ring, .value = value, .chance = chance, .drawn = drawn});
    outbox.trails.push_back({ring, Evidence::kFound});
  }
}

/// Whether a lot is in the channel of a place: it is there, or leaves it on its way. Of no place: all are.
bool is_in_channel(const World& world, const Lot& lot, Id<Place> place) {
  if (place.is_none() || world.fronts.place[lot.front] == place) return true;
  for (int leg = 0; leg < lot.legs; ++leg) {
    if (world.scenario->places.from[lot.path[static_cast<std::size_t>(leg)]] == place) return true;
  }
  return false;
}

/// The address of a channel: that of its place, or of all together.
std::uint64_t key_of_channel(const World& world, Id<Place> place) {
  return place.is_none() ? kAuthorityKey : world.scenario->keys.place[place];
}

/// Cases on the rings of a channel, with odds by their part of what is in it now.
void open_cases_in(const World& world, Id<Place> place, Outbox& outbox) {
  sim::Column<Ring, double> value(world.rings.key.size(), 0.0);
  double all = 0;
  for (const Lot& lot : world.lots.under_way) {
    if (!is_in_channel(world, lot, place)) continue;
    const double cents = static_cast<double>(world.price_cents(lot.product)) * lot.units;
    value[lot.ring] += cents;
    all += cents;
  }
  for (const Id<Ring> ring : ids(value)) {
    if (value[ring] <= 0) continue;
    const double chance = 1 - std::exp(-world.parameters.enforcement.campaign_cases * value[ring] / all);
    const double u = world.draw(world.rings.key[ring], kPartPurpose, key_of_channel(world, place));
    if (u < chance) outbox.trails.push_back({ring, Evidence::kFound});
  }
}

/// Notices a channel or does not; returns the first week without its campaign, 0 when it is not noticed.
std::int32_t notice_channel(const World& world, Id<Place> place, double value_per_year, WeekLog& tally,
                            Outbox& outbox) {
  const std::uint64_t key = key_of_channel(world, place);
  const double chance = chance_of_notice(world, value_per_year);
  const double u = world.draw(key, kChannelPurpose);
  if (u >= chance) return 0;
  ++tally.campaigns;
  note(world, {.kind = EventKind::kNoticed,
               .value = value_per_year,
               .chance = chance,
               .drawn = u,
               .note = place.is_none() ? "all channels" : world.scenario->places.code[place].c_str()});
  open_cases_in(world, place, outbox);
  const double weeks =
      sim::exponential_quantile(world.draw(key, kLengthPurpose), world.parameters.enforcement.campaign_weeks);
  return world.week + 1 + static_cast<int>(std::ceil(weeks));
}

void notice_channels(const World& world, Campaigns& campaigns, WeekLog& tally, Outbox& outbox) {
  const PlaceNetwork& places = world.scenario->places;
  sim::Column<Place, double> leaving(places.places(), 0.0);
  double entering = 0;
  for (const Id<Lane> lane : ids(places.from)) {
    const double value = world.lots.lane_usd_per_year[lane];
    leaving[places.from[lane]] += value;
    if (places.to[lane] == world.scenario->china) entering += value;
  }
  for (const Id<Place> place : ids(leaving)) {
    std::int32_t& until = campaigns.until[place];
    if (until > world.week || leaving[place] <= 0) continue;
    until = notice_channel(world, place, leaving[place], tally, outbox);
  }
  std::int32_t& everywhere = campaigns.everywhere_until;
  if (everywhere <= world.week && entering > 0)
    everywhere = notice_channel(world, {}, entering, tally, outbox);
}

}  // namespace

VisibilityForm visibility_form(const VisibilityParameters& parameters) {
  return parameters.visibility_form.is_second_form() ? VisibilityForm::kPowerLaw : VisibilityForm::kLogistic;
}

double noticed_chance(double value_per_year, double midpoint, double width, VisibilityForm form,
                      double effort) {
  if (value_per_year <= 0) return 0;
  const double x = (std::log10(value_per_year) - midpoint) / width;
  const double per_year =
      form == VisibilityForm::kLogistic ? 1 / (1 + std::exp(-x)) : 1 - std::exp(-std::log(2.0) * std::exp(x));
  return 1 - std::pow(1 - per_year, effort / sim::kWeeksPerYear);
}

double campaign_factor(const World& world, Id<Place> place) {
  const bool on = world.campaigns.until[place] > world.week || world.campaigns.everywhere_until > world.week;
  return on ? double{world.parameters.enforcement.campaign_factor} : 1.0;
}

void VisibilityKind::make(const World& world, State& own) {
  own.campaigns.until.assign(world.scenario->places.places(), 0);
}

void notice_by_size(const World& world, Campaigns& campaigns, WeekLog& tally, Outbox& outbox) {
  if (!world.scenario->mechanisms.visibility) return;
  notice_rings(world, outbox);
  notice_channels(world, campaigns, tally, outbox);
}

}  // namespace chokepoint
