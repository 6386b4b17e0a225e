#include "models/law/performance_threshold.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "models/law/bounds.h"

namespace chokepoint {
namespace {

/// Rows are bits of one word.
constexpr std::size_t kMostRows = 64;

void resolve_set_aside(PerformanceThreshold& control, ThresholdRow& row, sim::Problems& problems) {
  row.sets_aside = 0;
  const auto known = control.verdicts.names();
  for (const sim::Reference& other : row.instead_of) {
    std::size_t index = 0;
    while (index < known.size() && known[index] != other.name) ++index;
    if (index == known.size()) {
      problems.add(other.at, fmt::format("unknown row '{}'", other.name),
                   sim::did_you_mean(other.name, known));
    } else {
      row.sets_aside |= std::uint64_t{1} << index;
    }
  }
}

/// The rows such that each comes after all that may set it aside.
std::vector<std::size_t> in_order(const PerformanceThreshold& control, sim::Problems& problems) {
  const auto& rows = control.verdicts.entries;
  std::vector<std::size_t> order;
  std::uint64_t placed = 0;
  while (order.size() < rows.size()) {
    const std::size_t before = order.size();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::uint64_t bit = std::uint64_t{1} << row;
      bool waits = (placed & bit) != 0;
      for (std::size_t other = 0; other < rows.size() && !waits; ++other) {
        const bool other_placed = (placed >> other & 1) != 0;
        waits = !other_placed && (rows[other].value.sets_aside & bit) != 0;
      }
      if (waits) continue;
      order.push_back(row);
      placed |= bit;
    }
    if (order.size() > before) continue;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if ((placed >> row & 1) != 0) continue;
      problems.add(rows[row].at, fmt::format("row '{}' sets itself aside", rows[row].name),
                   "through its 'instead_of'");
    }
    break;
  }
  return order;
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

}  // namespace

void PerformanceThreshold::resolve(const Names& names, std::string_view control) {
  if (verdicts.size() > kMostRows) {
    names.problems.add(verdicts.entries[kMostRows].at, "too many rows in one control",
                       fmt::format("at most {}", kMostRows));
    return;
  }
  for (auto& row : verdicts) {
    row.value.goods.resolve(names, control);
    row.value.journey.resolve(names);
    row.value.who.resolve(names, fmt::format("{}/{}", control, row.name));
    resolve_set_aside(*this, row.value, names.problems);
  }
  order = in_order(*this, names.problems);
}

std::optional<Opinion> PerformanceThreshold::rule(const Trade& trade) const {
  std::optional<Opinion> strictest;
  std::uint64_t aside = 0;
  for (const std::size_t index : order) {
    const ThresholdRow& row = verdicts.entries[index].value;
    const Truth truth = row.goods.caught[trade.product];
    if ((aside >> index & 1) != 0 || truth == Truth::kNo || !row.journey.covers(trade) ||
        !row.who.covers(trade))
      continue;
    Opinion opinion;
    opinion.row = static_cast<int>(index);
    if (truth == Truth::kYes) {
      opinion.ruling = row.outcome.ruling();
      aside |= row.sets_aside;
    } else {
      opinion.ruling.verdict = Verdict::kUnknown;
    }
    const bool tie_to_earlier = strictest && !stricter(strictest->ruling, opinion.ruling) &&
                                !stricter(opinion.ruling, strictest->ruling) && opinion.row < strictest->row;
    if (!strictest || stricter(opinion.ruling, strictest->ruling) || tie_to_earlier) strictest = opinion;
  }
  return strictest;
}

LegalStanding PerformanceThreshold::standing(const BuyerIdentity& buyer) const {
  LegalStanding all = 0;
  for (const auto& row : verdicts) all |= row.value.who.standing(buyer);
  return all;
}

LegalStanding PerformanceThreshold::namings() const {
  LegalStanding all = 0;
  for (const auto& row : verdicts) all |= row.value.who.naming;
  return all;
}

std::vector<ControlRow> PerformanceThreshold::rows() const {
  std::vector<ControlRow> all;
  for (const auto& row : verdicts) all.push_back({row.name, row.at});
  return all;
}

int PerformanceThreshold::row_asking_for_licence() const {
  const auto& rows = verdicts.entries;
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [](const auto& row) { return row.value.outcome.asks_for_licence(); });
  return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

void PerformanceThreshold::define_items(Names& names, std::string_view control) const {
  for (const auto& item : items) {
    sim::Column<Product, Truth> holds;
    for (const Chip& chip : names.catalogue.chip) holds.push_back(item.value.holds(chip));
    names.items[fmt::format("{}/{}", control, item.name)] = std::move(holds);
  }
}

std::vector<Limits> PerformanceThreshold::bounds() const {
  std::vector<Limits> all;
  for (const auto& item : items) {
    all.push_back(item.value.limits);
    for (const Alternative& alternative : item.value.any_of) all.push_back(alternative.limits);
  }
  for (const auto& row : verdicts) all.push_back(row.value.goods.limits);
  return all;
}

std::string PerformanceThreshold::why_not(const Trade& trade, const Catalogue& catalogue,
                                          const PlaceNetwork& network) const {
  bool speaks_of_journey = false;
  for (const auto& row : verdicts) speaks_of_journey |= row.value.journey.covers(trade);
  if (!speaks_of_journey) return fmt::format("does not speak of goods to {}", network.name[trade.to]);
  return items_not_met(*this, catalogue.chip[trade.product]);
}

void PerformanceThreshold::mention(PlaceSets& sets) const {
  for (const auto& row : verdicts) sets.mention(row.value.journey);
}

}  // namespace chokepoint
