#include "models/controls/performance_threshold.h"

#include <fmt/format.h>

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

void PerformanceThreshold::mention(PlaceSets& sets) const {
  for (const auto& row : verdicts) sets.mention(row.value.journey);
}

}  // namespace chokepoint
