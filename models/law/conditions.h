// The conditions that controls share: on the chip, and on the places of a trade. Each is read as written and
// then resolved once against the catalogue and the places; asking it afterwards is a look-up.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/law/verdict.h"
#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// Three-valued: a condition on a figure that was not published is unknown, unless the rest decides without
/// it.
enum class Truth : std::uint8_t { kNo, kUnknown, kYes };
constexpr Truth both(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth either(Truth a, Truth b) { return a < b ? b : a; }
constexpr Truth truth_of(bool sure) { return sure ? Truth::kYes : Truth::kNo; }

/// Bounds on the figures of a chip, all of which must hold: `_limit` is met at or above, `_below` strictly
/// below.
struct Limits {
  std::optional<double> tpp_limit;
  std::optional<double> tpp_below;
  std::optional<double> density_limit;
  std::optional<double> density_below;
  std::optional<double> link_limit;
  std::optional<double> link_below;
  std::optional<double> memory_bandwidth_limit;
  std::optional<double> memory_bandwidth_below;
  std::optional<double> bandwidth_sum_limit;

  template <class Visit>
  void fields(Visit& visit) {
    visit("tpp_limit", tpp_limit, {.says = "TPP at or above", .low = 0});
    visit("tpp_below", tpp_below, {.says = "TPP below", .low = 0});
    visit("density_limit", density_limit,
          {.says = "performance density at or above", .unit = "TPP/mm2", .low = 0});
    visit("density_below", density_below, {.says = "performance density below", .unit = "TPP/mm2", .low = 0});
    visit("link_limit", link_limit, {.says = "link, both directions, at or above", .unit = "GB/s", .low = 0});
    visit("link_below", link_below, {.says = "link, both directions, below", .unit = "GB/s", .low = 0});
    visit("memory_bandwidth_limit", memory_bandwidth_limit,
          {.says = "memory bandwidth at or above", .unit = "GB/s", .low = 0});
    visit("memory_bandwidth_below", memory_bandwidth_below,
          {.says = "memory bandwidth below", .unit = "GB/s", .low = 0});
    visit("bandwidth_sum_limit", bandwidth_sum_limit,
          {.says = "memory bandwidth and link together at or above", .unit = "GB/s", .low = 0});
  }
  /// Whether they bound nothing.
  bool are_none() const;
  Truth holds(const Chip& chip) const;
};

/// One alternative of an item.
struct Alternative {
  Limits limits;
  template <class Visit>
  void fields(Visit& visit) {
    limits.fields(visit);
  }
};

/// A class of goods that a rule names, as an export-control number does.
struct Item {
  static constexpr const char* kName = "item";
  std::optional<bool> data_centre;  ///< only chips that are, or are not, marketed for data centres
  std::vector<Alternative> any_of;
  Limits limits;

  template <class Visit>
  void fields(Visit& visit) {
    visit("data_centre", data_centre,
          {.says = "only chips that are (true) or are not (false) for data centres"});
    visit("any_of", any_of, {.says = "alternatives, of which one must hold"});
    limits.fields(visit);
  }
  Truth holds(const Chip& chip) const;
};

struct Names;

/// A buyer as the law may name it.
struct BuyerIdentity {
  std::string_view name;
  std::vector<std::string_view> tags;  ///< what it is: its sector, and what actors.yaml says of it
};

/// Whether two names of buyers are the same, in any case of their letters.
bool same_name(std::string_view a, std::string_view b);

/// Which buyers a row is about, by name or by tag. Nothing written: all.
struct Who {
  std::vector<std::string> buyers;
  std::vector<std::string> tags;
  LegalStanding naming = 0;  ///< filled by resolve; 0: all buyers

  template <class Visit>
  void fields(Visit& visit) {
    visit("buyers", buyers, {.says = "only buyers of these names; with `tags`, these as well"});
    visit("tags", tags,
          {.says =
               "only buyers that carry one of these tags: a sector (hyperscaler, state, startup) or a tag of "
               "their own"});
  }
  void resolve(const Names& names, std::string_view row);
  bool covers(const Trade& trade) const { return naming == 0 || (trade.standing & naming) != 0; }
  /// The naming, if it means the buyer.
  LegalStanding standing(const BuyerIdentity& buyer) const;
};

/// What names in a rule may refer to. Items are known as "control/item".
struct Names {
  const Catalogue& catalogue;
  const PlaceNetwork& network;
  std::map<std::string, sim::Column<Product, Truth>> items;
  std::vector<std::string>& namings;  ///< of all versions: who is named by control, or control/row
  sim::Problems& problems;
  std::vector<std::string> unread = {};  ///< controls of no known kind: their items are not known
  mutable std::map<std::string, PlaceSet> place_sets = {};  ///< those that were asked for

  /// The places that a name stands for; a problem, and none, where it is unknown.
  PlaceSet place(const sim::Reference& name) const;
  /// The places that the names stand for. No names: `if_none`.
  PlaceSet places(const std::vector<sim::Reference>& written, const PlaceSet& if_none) const;
  /// The bit of a naming, the same in all versions; 0 when there are more than a LegalStanding has bits.
  LegalStanding naming(std::string_view name) const;
  /// The goods of the items, any of them; a name without "/" is an item of `control`.
  sim::Column<Product, Truth> goods(const std::vector<sim::Reference>& items_written,
                                    std::string_view control) const;
};

/// Which goods a row is about: any of the items, only the chips, within the limits. Nothing written: all
/// goods.
struct Goods {
  std::vector<sim::Reference> items;
  std::vector<sim::Reference> chips;
  Limits limits;
  sim::Column<Product, Truth> caught;  ///< filled by resolve

  template <class Visit>
  void fields(Visit& visit) {
    visit("items", items, {.says = "items, of this control or of another as control/item"});
    visit("chips", chips, {.says = "only these chips, by key"});
    limits.fields(visit);
  }
  void resolve(const Names& names, std::string_view control);
};

/// Between which places a row applies. Nothing written: everywhere.
struct Journey {
  std::vector<sim::Reference> from;
  std::vector<sim::Reference> to;
  std::vector<sim::Reference> not_to;
  PlaceSet from_set;  ///< filled by resolve
  PlaceSet to_set;    ///< filled by resolve, without not_to

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "places or country groups the goods leave"});
    visit("to", to, {.says = "places or country groups the goods go to"});
    visit("not_to", not_to, {.says = "places or country groups that are left out of `to`"});
  }
  void resolve(const Names& names);
  bool covers(const Trade& trade) const {
    return from_set.test(trade.from.index()) && to_set.test(trade.to.index());
  }
};

/// What a row says when it applies.
struct Outcome {
  Verdict verdict = Verdict::kFree;
  std::optional<ReviewPolicy> policy;
  std::optional<int> delay_days;
  double fee = 0;

  template <class Visit>
  void fields(Visit& visit) {
    visit("verdict", verdict, {.says = "what becomes of the trade", .required = true});
    visit("policy", policy, {.says = "how a licence is reviewed"});
    visit("delay_days", delay_days,
          {.says = "notice to be given, or days that a licence adds before goods may leave",
           .unit = "days",
           .low = 0,
           .high = 3650});
    visit("fee", fee, {.says = "share of the price to be paid", .unit = "fraction", .low = 0, .high = 1});
  }
  /// Adds problems for a licence without a policy, a notice without its days, and days without either.
  void check(sim::Checker& checker) const;
  Ruling ruling() const;
  bool asks_for_licence() const { return verdict == Verdict::kLicence; }
};

/// What one control says of a trade, before the controls are weighed against each other.
struct Opinion {
  Ruling ruling;
  int row = 0;              ///< which of the control's rows decided
  const char* remark = "";  ///< what else a reader should know
  bool enforced = true;     ///< whether anybody is held to it
};

/// Sets of places that a control tells apart: places in the same of all of them are ruled alike.
struct PlaceSets {
  std::vector<PlaceSet> from;
  std::vector<PlaceSet> to;
  std::vector<PlaceSet> buyer_hq;
  void mention(const Journey& journey) {
    from.push_back(journey.from_set);
    to.push_back(journey.to_set);
  }
};

}  // namespace chokepoint
