#include "tools/explore/flows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "models/record/outcome.h"
#include "models/setup.h"
#include "models/world.h"
#include "sim/experiment/interrupt.h"
#include "tools/explore/run_record.h"
#include "tools/trace/event_sentence.h"
#include "tools/trace/event_words.h"
#include "tools/trace/explanation.h"
#include "tools/trace/traced_run.h"

namespace tools {
namespace {

using chokepoint::Event;
using chokepoint::EventKind;
using chokepoint::Place;
using chokepoint::World;
using nlohmann::json;
using sim::Id;

constexpr const char* kSeizure = "seizure";
constexpr const char* kRefusal = "refusal";
constexpr const char* kLicence = "licence";

const char* group_of(EventKind kind) {
  switch (kind) {
    case EventKind::kSeized:
      return kSeizure;
    case EventKind::kRefusedByRule:
    case EventKind::kRefusedAtGate:
    case EventKind::kCutByQuota:
    case EventKind::kRefusedBySeller:
      return kRefusal;
    case EventKind::kGranted:
    case EventKind::kNotGranted:
      return kLicence;
    default:
      return nullptr;
  }
}

enum class WayKind { kSmuggled, kLegal };

/// Takes in a run week by week.
class Gather {
 public:
  explicit Gather(const World& world) : words_(world), china_(world.scenario->china) {}

  void take(const World& world, const Event& event) {
    if (event.kind == EventKind::kMoved) add_lane(world, event, 0);
    if (event.kind == EventKind::kSeized && !event.lane.is_none()) add_lane(world, event, 1);
    if (event.kind == EventKind::kSold) add_import(world, event);
    const char* group = group_of(event.kind);
    if (group == nullptr) return;
    ++counts_[group];
    auto& of_group = events_[group];
    of_group.push_back(event);
    // Kept short, as a run has some ten thousands of them.
    if (of_group.size() >= 4 * kMostListedEvents) keep_largest(of_group);
  }

  json ways() const {
    json all = json::array();
    for (const auto& [key, number] : in_order())
      all.push_back(
          {{"from", std::get<0>(key)}, {"to", std::get<1>(key)}, {"kind", kind_name(std::get<2>(key))}});
    return all;
  }
  json rows() const {
    json all = json::array();
    for (const auto& [at, chips] : flows_) {
      if (chips[0] + chips[1] > 0)
        all.push_back({at.first, at.second, to_four_digits(chips[0]), to_four_digits(chips[1])});
    }
    return all;
  }
  json counts() const { return counts_; }

  /// Of every group those of most chips, by week.
  std::vector<std::pair<Event, std::string>> listed() {
    std::vector<std::pair<Event, std::string>> all;
    for (auto& [group, of_group] : events_) {
      keep_largest(of_group);
      for (const Event& event : of_group) all.emplace_back(event, group);
    }
    std::ranges::stable_sort(all, {}, [](const auto& one) { return one.first.week; });
    return all;
  }

 private:
  using Way = std::tuple<std::uint32_t, std::uint32_t, WayKind>;

  static const char* kind_name(WayKind kind) { return kind == WayKind::kSmuggled ? "smuggled" : "legal"; }

  static void keep_largest(std::vector<Event>& events) {
    std::ranges::stable_sort(events, std::ranges::greater{}, &Event::units);
    if (events.size() > kMostListedEvents) events.resize(kMostListedEvents);
  }

  std::vector<std::pair<Way, std::size_t>> in_order() const {
    std::vector<std::pair<Way, std::size_t>> all(numbers_.begin(), numbers_.end());
    std::ranges::sort(all, {}, &std::pair<Way, std::size_t>::second);
    return all;
  }

  void add(int week, Id<Place> from, Id<Place> to, WayKind kind, double chips, std::size_t what) {
    const Way way{from.index(), to.index(), kind};
    const std::size_t number = numbers_.try_emplace(way, numbers_.size()).first->second;
    flows_[{week, number}][what] += chips;
  }
  void add_lane(const World& world, const Event& event, std::size_t what) {
    const auto& places = world.scenario->places;
    add(event.week, places.from[event.lane], places.to[event.lane], WayKind::kSmuggled, words_.chips(event),
        what);
  }
  /// A sale from abroad to a buyer in China that is no front.
  void add_import(const World& world, const Event& event) {
    if (event.seller.is_none() || event.buyer.is_none() || world.is_front(event.buyer)) return;
    if (world.buyers.place[event.buyer] != china_ || world.sellers.place[event.seller] == china_) return;
    add(event.week, world.sellers.place[event.seller], china_, WayKind::kLegal, words_.chips(event), 0);
  }

  EventWords words_;
  Id<Place> china_;
  std::map<Way, std::size_t> numbers_;
  std::map<std::pair<int, std::size_t>, std::array<double, 2>> flows_;
  std::map<std::string, std::vector<Event>> events_;
  std::map<std::string, std::size_t> counts_;
};

json places_of(const chokepoint::PlaceNetwork& places) {
  json all = json::array();
  for (const auto place : sim::ids(places.code)) {
    json row{{"code", places.code[place]}, {"name", places.name[place]}};
    if (!std::isnan(places.longitude[place])) {
      row["lon"] = places.longitude[place];
      row["lat"] = places.latitude[place];
    }
    all.push_back(std::move(row));
  }
  return all;
}

/// Where an event is on the map, as the way that it happened on or the one place.
void add_place(const World& world, const Event& event, json& row) {
  const auto& places = world.scenario->places;
  if (!event.lane.is_none()) {
    row["from"] = places.from[event.lane].index();
    row["to"] = places.to[event.lane].index();
  } else if (!event.buyer.is_none()) {
    row["to"] = world.buyers.place[event.buyer].index();
  }
}

}  // namespace

Flows::Flows(std::shared_ptr<const chokepoint::Scenario> scenario, std::uint64_t seed, std::uint64_t run,
             const std::atomic<bool>& stop)
    : scenario_(std::move(scenario)), streams_{seed, run} {
  World world = first_day();
  Gather gather(world);
  run_traced(world, [&](const World& now, std::span<const Event> events) {
    for (const Event& event : events) gather.take(now, event);
    return stop ? Tracing::kStop : Tracing::kGoOn;
  });
  if (stop) throw sim::Interrupted();
  const EventWords words(world);
  for (const auto& [event, group] : gather.listed()) {
    json row{{"n", listed_.size()},
             {"week", event.week},
             {"date", words.date(event)},
             {"group", group},
             {"kind", chokepoint::name_of(event.kind)},
             {"chips", words.chips(event)},
             {"text", sentence_of(words, event)}};
    add_place(world, event, row);
    listed_.push_back({event, group, std::move(row)});
  }
  map_ = {{"first", scenario_->calendar.first.iso()},
          {"weeks", scenario_->calendar.weeks},
          {"places", places_of(scenario_->places)},
          {"ways", gather.ways()},
          {"rows", gather.rows()},
          {"groups", gather.counts()},
          {"run", run_record(0, run, chokepoint::outcome_of(world), scenario_->calendar)}};
}

World Flows::first_day() const { return chokepoint::make_world(*scenario_, streams_); }

json Flows::events() const {
  json all = json::array();
  for (const Listed& listed : listed_) all.push_back(listed.row);
  return all;
}

std::string Flows::explained(std::size_t n) const {
  return n < listed_.size() ? explain_event(first_day(), listed_[n].event) : "";
}

}  // namespace tools
