// A ceiling on what is let through. The rule book says which trades count; the simulation counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/controls/conditions.h"

namespace chokepoint {

/// Over what time a quota counts.
enum class QuotaPeriod : std::uint8_t { kLifetime, kYear };

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::QuotaPeriod> {
  static constexpr const char* names[] = {"lifetime", "year"};
};

namespace chokepoint {

struct Quota {
  static constexpr const char* kKind = "quota";
  Goods goods;
  Journey journey;
  std::optional<std::int64_t> per_buyer_units;
  std::optional<std::int64_t> total_units;
  std::optional<double>
      share_of_home_units;  ///< of the units of the same goods delivered to home since the quota began
  QuotaPeriod per = QuotaPeriod::kLifetime;
  std::string note;

  template <class Visit>
  void fields(Visit& visit) {
    goods.fields(visit);
    journey.fields(visit);
    visit("per_buyer_units", per_buyer_units,
          {.says = "most units for one buyer", .unit = "chips", .low = 0});
    visit("total_units", total_units, {.says = "most units in all", .unit = "chips", .low = 0});
    visit("share_of_home_units", share_of_home_units,
          {.says = "most units, as a share of those delivered at home",
           .unit = "fraction",
           .low = 0,
           .high = 100});
    visit("per", per, {.says = "over what time units are counted"});
    visit("note", note, {.says = "what a reader should know"});
  }
  void check(sim::Checker& checker) const;
  void resolve(const Names& names, std::string_view control);
  /// A quota gives no verdict of its own.
  std::optional<Opinion> rule(const Trade&) const { return std::nullopt; }
  /// Whether a trade that is let through counts towards it.
  bool counts(const Trade& trade) const {
    return goods.caught[trade.product] == Truth::kYes && journey.covers(trade);
  }
  void mention(PlaceSets& sets) const { sets.mention(journey); }
};

}  // namespace chokepoint
