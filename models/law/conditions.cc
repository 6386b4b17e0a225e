#include "models/law/conditions.h"

#include <algorithm>
#include <cctype>
#include <limits>

#include <fmt/format.h>

namespace chokepoint {
namespace {

using sim::Id;

Truth at_or_above(const std::optional<double>& limit, const std::optional<double>& figure) {
  if (!limit) return Truth::kYes;
  return figure ? truth_of(*figure >= *limit) : Truth::kUnknown;
}

Truth below(const std::optional<double>& limit, const std::optional<double>& figure) {
  if (!limit) return Truth::kYes;
  return figure ? truth_of(*figure < *limit) : Truth::kUnknown;
}

/// Memory bandwidth plus link. Where one is unknown, the other alone may reach the limit, never miss it.
Truth sum_at_or_above(const std::optional<double>& limit, const Chip& chip) {
  if (!limit) return Truth::kYes;
  const double known = chip.memory_bandwidth_gbs.value_or(0) + chip.link_gbs.value_or(0);
  if (known >= *limit) return Truth::kYes;
  return chip.memory_bandwidth_gbs && chip.link_gbs ? Truth::kNo : Truth::kUnknown;
}

}  // namespace

const char* in_words(const Ruling& ruling) {
  if (ruling.on_paper >= 0 && ruling.verdict == Verdict::kFree)
    return "denied by law, not enforced in practice";
  switch (ruling.verdict) {
    case Verdict::kFree:
      return "free";
    case Verdict::kUnknown:
      return "unknown";
    case Verdict::kNotify:
      return "notify";
    case Verdict::kDenied:
      return "denied";
    case Verdict::kLicence:
      break;
  }
  switch (ruling.policy) {
    case ReviewPolicy::kPresumptionOfApproval:
      return "licence, presumption of approval";
    case ReviewPolicy::kCaseByCase:
      return "licence, case by case";
    case ReviewPolicy::kPresumptionOfDenial:
      return "licence, presumption of denial";
  }
  return "";
}

bool Limits::are_none() const {
  return !tpp_limit && !tpp_below && !density_limit && !density_below && !link_limit && !link_below &&
         !memory_bandwidth_limit && !memory_bandwidth_below && !bandwidth_sum_limit;
}

Truth Limits::holds(const Chip& chip) const {
  Truth truth = at_or_above(tpp_limit, chip.tpp);
  truth = both(truth, below(tpp_below, chip.tpp));
  if (density_limit || density_below) {
    const std::optional<double> density = chip.density();
    truth = both(truth, at_or_above(density_limit, density));
    truth = both(truth, below(density_below, density));
  }
  truth = both(truth, at_or_above(link_limit, chip.link_gbs));
  truth = both(truth, below(link_below, chip.link_gbs));
  truth = both(truth, at_or_above(memory_bandwidth_limit, chip.memory_bandwidth_gbs));
  truth = both(truth, below(memory_bandwidth_below, chip.memory_bandwidth_gbs));
  return both(truth, sum_at_or_above(bandwidth_sum_limit, chip));
}

Truth Item::holds(const Chip& chip) const {
  Truth truth = limits.holds(chip);
  if (data_centre) truth = both(truth, truth_of(chip.data_centre == *data_centre));
  if (any_of.empty()) return truth;
  Truth any = Truth::kNo;
  for (const Alternative& alternative : any_of) any = either(any, alternative.limits.holds(chip));
  return both(truth, any);
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

void Who::resolve(const Names& names, std::string_view row) {
  naming = buyers.empty() && tags.empty() ? 0 : names.naming(row);
}

LegalStanding Who::standing(const BuyerIdentity& buyer) const {
  const auto is = [&](const std::string& name) { return same_name(name, buyer.name); };
  const auto carries = [&](const std::string& tag) {
    return std::find(buyer.tags.begin(), buyer.tags.end(), tag) != buyer.tags.end();
  };
  const bool meant =
      std::any_of(buyers.begin(), buyers.end(), is) || std::any_of(tags.begin(), tags.end(), carries);
  return meant ? naming : 0;
}

LegalStanding Names::naming(std::string_view name) const {
  const auto found = std::find(namings.begin(), namings.end(), name);
  const auto bit = static_cast<std::size_t>(found - namings.begin());
  if (found == namings.end()) namings.emplace_back(name);
  return bit < std::numeric_limits<LegalStanding>::digits ? LegalStanding{1} << bit : 0;
}

PlaceSet Names::place(const sim::Reference& name) const {
  if (const auto known = place_sets.find(name.name); known != place_sets.end()) return known->second;
  if (const auto members = network.set_of(name.name))
    return place_sets.emplace(name.name, *members).first->second;
  problems.add(name.at, fmt::format("unknown place or country group '{}'", name.name),
               sim::did_you_mean(name.name, network.set_names()));
  return {};
}

PlaceSet Names::places(const std::vector<sim::Reference>& written, const PlaceSet& if_none) const {
  if (written.empty()) return if_none;
  PlaceSet all;
  for (const sim::Reference& name : written) all |= place(name);
  return all;
}

sim::Column<Product, Truth> Names::goods(const std::vector<sim::Reference>& items_written,
                                         std::string_view control) const {
  sim::Column<Product, Truth> caught(catalogue.size(), Truth::kNo);
  for (const sim::Reference& name : items_written) {
    const bool own = name.name.find('/') == std::string::npos;
    const auto item = items.find(own ? fmt::format("{}/{}", control, name.name) : name.name);
    if (item == items.end()) {
      const std::string owner(name.name, 0, own ? 0 : name.name.find('/'));
      if (std::find(unread.begin(), unread.end(), owner) != unread.end()) continue;
      std::vector<std::string> known;
      for (const auto& [full, goods] : items) {
        known.push_back(full.starts_with(fmt::format("{}/", control)) ? full.substr(control.size() + 1)
                                                                      : full);
      }
      problems.add(name.at, fmt::format("unknown item '{}'", name.name), sim::did_you_mean(name.name, known));
      continue;
    }
    for (const Id<Product> product : sim::ids(caught)) {
      caught[product] = either(caught[product], item->second[product]);
    }
  }
  return caught;
}

void Goods::resolve(const Names& names, std::string_view control) {
  const Catalogue& catalogue = names.catalogue;
  if (items.empty()) {
    caught.assign(catalogue.size(), Truth::kYes);
  } else {
    caught = names.goods(items, control);
  }
  sim::Column<Product, Truth> only(catalogue.size(), truth_of(chips.empty()));
  for (const sim::Reference& name : chips) {
    const Id<Product> product = catalogue.find(name.name);
    if (product.is_none()) {
      names.problems.add(name.at, fmt::format("unknown chip '{}'", name.name),
                         sim::did_you_mean(name.name, catalogue.key.values()));
    } else {
      only[product] = Truth::kYes;
    }
  }
  for (const Id<Product> product : sim::ids(caught)) caught[product] = both(caught[product], only[product]);
  if (limits.are_none()) return;
  for (const Id<Product> product : sim::ids(caught))
    caught[product] = both(caught[product], limits.holds(catalogue.chip[product]));
}

void Journey::resolve(const Names& names) {
  from_set = names.places(from, PlaceSet().set());
  to_set = names.places(to, PlaceSet().set()) & ~names.places(not_to, PlaceSet());
}

void Outcome::check(sim::Checker& checker) const {
  if (verdict == Verdict::kLicence && !policy) {
    checker.problem("verdict", "a licence without 'policy'",
                    "accepted: presumption_of_approval, case_by_case, presumption_of_denial");
  }
  if (verdict != Verdict::kLicence && policy)
    checker.problem("policy", "a policy without 'verdict: licence'");
  if (verdict == Verdict::kNotify && !delay_days) {
    checker.problem("verdict", "a notice without 'delay_days'",
                    "say how many days before shipment it is due");
  }
  if (verdict != Verdict::kNotify && verdict != Verdict::kLicence && delay_days) {
    checker.problem("delay_days", "days of delay without 'verdict: notify' or 'licence'");
  }
  if (verdict == Verdict::kDenied && fee > 0) checker.problem("fee", "a fee on a trade that is denied");
}

Ruling Outcome::ruling() const {
  Ruling said;
  said.verdict = verdict;
  said.policy = policy.value_or(ReviewPolicy::kPresumptionOfApproval);
  said.delay_days = delay_days.value_or(0);
  said.fee = fee;
  return said;
}

}  // namespace chokepoint
