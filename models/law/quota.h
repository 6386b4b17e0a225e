// A ceiling on what is let through. The rule book says which trades count; the simulation counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/law/roles.h"

namespace chokepoint {

/// Over what time a quota counts.
enum class QuotaPeriod : std::uint8_t { kLifetime, kYear };

/// What a quota adds up: chips, or their total processing performance.
enum class QuotaUnit : std::uint8_t { kChips, kTpp };

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::QuotaPeriod> {
  static constexpr const char* names[] = {"lifetime", "year"};
};
template <>
struct sim::EnumNames<chokepoint::QuotaUnit> {
  static constexpr const char* names[] = {"chips", "tpp"};
};

namespace chokepoint {

struct Quota {
  static constexpr const char* kKind = "quota";
  using TheRoles = Roles<Counts, TellsPlacesApart, NamesBuyers>;

  Goods goods;
  Journey journey;
  Who who;
  std::vector<sim::Reference> headquartered_in;
  std::vector<sim::Reference> not_headquartered_in;
  QuotaUnit unit = QuotaUnit::kChips;
  std::optional<std::int64_t> per_buyer_units;
  std::optional<std::int64_t> total_units;
  std::optional<double>
      share_of_home_units;  ///< of the units of the same goods delivered to home since the quota began
  bool per_place = false;   ///< whether each place of destination has the ceilings in all to itself
  std::optional<std::int64_t>
      free_per_buyer_a_year;  ///< what a buyer gets without a licence, before anything counts
  QuotaPeriod per = QuotaPeriod::kLifetime;
  std::string note;
  PlaceSet headquarters;                     ///< filled by resolve
  sim::Column<Product, std::int64_t> worth;  ///< filled by resolve: units of the quota a chip stands for

  template <class Visit>
  void fields(Visit& visit) {
    goods.fields(visit);
    journey.fields(visit);
    who.fields(visit);
    visit("headquartered_in", headquartered_in,
          {.says = "only buyers with headquarters in these places or country groups count"});
    visit("not_headquartered_in", not_headquartered_in,
          {.says = "buyers with headquarters in these places or country groups do not count"});
    visit("unit", unit, {.says = "what is added up"});
    visit("per_buyer_units", per_buyer_units,
          {.says = "most for one buyer", .unit = "chips or TPP", .low = 0, .high = 1e15});
    visit("total_units", total_units,
          {.says = "most in all", .unit = "chips or TPP", .low = 0, .high = 1e15});
    visit("share_of_home_units", share_of_home_units,
          {.says = "most in all, as a share of what is delivered at home",
           .unit = "fraction",
           .low = 0,
           .high = 100});
    visit("per_place", per_place,
          {.says = "whether each place of destination has the ceilings in all to itself"});
    visit("free_per_buyer_a_year", free_per_buyer_a_year,
          {.says = "what a buyer may have in a calendar year without a licence, before anything counts",
           .unit = "chips or TPP",
           .low = 0,
           .high = 1e15});
    visit("per", per, {.says = "over what time units are counted"});
    visit("note", note, {.says = "what a reader should know"});
  }
  void check(sim::Checker& checker) const;
  void resolve(const Names& names, std::string_view control);
  /// Whether a trade that is let through counts towards it.
  bool counts(const Trade& trade) const {
    return goods.caught[trade.product] == Truth::kYes && journey.covers(trade) && who.covers(trade) &&
           headquarters.test(trade.buyer_hq.index());
  }
  LegalStanding standing(const BuyerIdentity& buyer) const { return who.standing(buyer); }
  LegalStanding namings() const { return who.naming; }
  std::string why_not(const Trade& trade, const Catalogue&, const PlaceNetwork&) const {
    return counts(trade) ? "counts it, if it is let through" : "does not count it";
  }
  void mention(PlaceSets& sets) const {
    sets.mention(journey);
    sets.buyer_hq.push_back(headquarters);
  }
};

static_assert(ControlKind<Quota>, "what a kind does and the roles that it names are the same (roles.h)");

}  // namespace chokepoint
