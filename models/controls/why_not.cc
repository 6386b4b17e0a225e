#include "models/controls/why_not.h"

#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace chokepoint {
namespace {

std::optional<double> sum(std::optional<double> a, std::optional<double> b) {
  return a && b ? std::optional<double>(*a + *b) : std::nullopt;
}

std::string items_not_met(const PerformanceThreshold& control, const Chip& chip) {
  std::string text;
  for (const auto& item : control.items) {
    std::string why;
    if (item.value.data_centre && *item.value.data_centre != chip.data_centre) {
      why = chip.data_centre ? "only chips not for data centres" : "only chips for data centres";
    }
    if (why.empty()) why = bound_not_met(item.value.limits, chip);
    for (const Alternative& alternative : item.value.any_of) {
      const std::string missed = bound_not_met(alternative.limits, chip);
      if (!missed.empty()) why += fmt::format("{}{}", why.empty() ? "" : ", ", missed);
    }
    if (!why.empty()) text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", item.name, why);
  }
  return text;
}

std::string why_not(const PerformanceThreshold& control, const Trade& trade, const Catalogue& catalogue,
                    const PlaceNetwork& network) {
  bool speaks_of_journey = false;
  for (const auto& row : control.verdicts) speaks_of_journey |= row.value.journey.covers(trade);
  if (!speaks_of_journey) return fmt::format("does not speak of goods to {}", network.name[trade.to]);
  return items_not_met(control, catalogue.chip[trade.product]);
}

std::string why_not(const HeadquartersRule& control, const Trade& trade, const Catalogue&,
                    const PlaceNetwork& network) {
  if (!control.headquarters.test(trade.buyer_hq.index())) {
    return fmt::format("a buyer headquartered in {} is not meant", network.name[trade.buyer_hq]);
  }
  if (!control.journey.covers(trade))
    return fmt::format("does not speak of goods to {}", network.name[trade.to]);
  return "the chip is not among its goods";
}

std::string why_not(const EntityList& control, const Trade& trade, const Catalogue&, const PlaceNetwork&) {
  return control.means(trade) ? "the chip or the place is not meant" : "the buyer is not on it";
}

std::string why_not(const Quota& control, const Trade& trade, const Catalogue&, const PlaceNetwork&) {
  return control.counts(trade) ? "counts it, if it is let through" : "does not count it";
}

std::string why_not(const LicenceReview&, const Trade&, const Catalogue&, const PlaceNetwork&) {
  return "no licence is needed";
}

std::string why_not(const ComponentControl&, const Trade&, const Catalogue&, const PlaceNetwork&) {
  return "holds back what chips are made from, not chips";
}

std::string why_not(const RemoteAccess&, const Trade&, const Catalogue&, const PlaceNetwork&) {
  return "is about renting, not about selling";
}

std::string why_not(const ChipSecurity& control, const Trade& trade, const Catalogue&, const PlaceNetwork&) {
  return control.binds(trade.product) ? "the chip must be able to say where it is; it may go"
                                      : "the chip is not among its goods";
}

}  // namespace

std::string figure(double value) {
  const auto whole = static_cast<long long>(std::floor(value));
  const std::string digits = fmt::format("{}", whole);
  std::string text;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) text.push_back(',');
    text.push_back(digits[at]);
  }
  const double rest = value - static_cast<double>(whole);
  return rest < 0.005 ? text : text + fmt::format("{:.2f}", rest).substr(1);
}

std::string bound_not_met(const Limits& limits, const Chip& chip) {
  const auto at_least = [](const char* what, std::optional<double> has, std::optional<double> bound) {
    return bound && has && *has < *bound ? fmt::format("{} {} < {}", what, figure(*has), figure(*bound))
                                         : std::string();
  };
  const auto below = [](const char* what, std::optional<double> has, std::optional<double> bound) {
    return bound && has && *has >= *bound ? fmt::format("{} {} >= {}", what, figure(*has), figure(*bound))
                                          : std::string();
  };
  for (const std::string& missed :
       {at_least("TPP", chip.tpp, limits.tpp_limit), below("TPP", chip.tpp, limits.tpp_below),
        at_least("density", chip.density(), limits.density_limit),
        below("density", chip.density(), limits.density_below),
        at_least("link", chip.link_gbs, limits.link_limit), below("link", chip.link_gbs, limits.link_below),
        at_least("memory bandwidth", chip.memory_bandwidth_gbs, limits.memory_bandwidth_limit),
        below("memory bandwidth", chip.memory_bandwidth_gbs, limits.memory_bandwidth_below),
        at_least("memory bandwidth and link", sum(chip.memory_bandwidth_gbs, chip.link_gbs),
                 limits.bandwidth_sum_limit)}) {
    if (!missed.empty()) return missed;
  }
  return "";
}

std::string why_not(const Control& control, const Trade& trade, const Catalogue& catalogue,
                    const PlaceNetwork& network) {
  return std::visit([&](const auto& kind) { return why_not(kind, trade, catalogue, network); }, control);
}

}  // namespace chokepoint
