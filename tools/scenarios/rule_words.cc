#include "tools/scenarios/rule_words.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/law/bounds.h"

namespace tools {
namespace {

using chokepoint::Clause;
using chokepoint::Ruling;
using chokepoint::Verdict;

/// The ceilings of a quota with their numbers: "75,000 chips a buyer, 1,000,000 chips in all".
std::string ceilings(const chokepoint::Quota& quota) {
  const std::string unit = quota.unit == chokepoint::QuotaUnit::kTpp ? "TPP" : "chips";
  const std::string in_all = quota.per_place ? "for each place" : "in all";
  std::vector<std::string> parts;
  const auto add = [&](const std::optional<std::int64_t>& units, const std::string& whose) {
    if (units)
      parts.push_back(fmt::format("{} {} {}", chokepoint::figure(static_cast<double>(*units)), unit, whose));
  };
  add(quota.per_buyer_units, "a buyer");
  add(quota.total_units, in_all);
  if (quota.share_of_home_units)
    parts.push_back(
        fmt::format("{:g} % of what is delivered at home {}", 100 * *quota.share_of_home_units, in_all));
  std::string text = fmt::format("{}", fmt::join(parts, ", "));
  if (quota.per == chokepoint::QuotaPeriod::kYear) text += ", each year";
  if (quota.free_per_buyer_a_year)
    text += fmt::format("; {} {} a buyer a year are free of it",
                        chokepoint::figure(static_cast<double>(*quota.free_per_buyer_a_year)), unit);
  return text;
}

/// What is due, and towards which ceilings the trade counts.
std::string burdens(const Ruling& ruling, const chokepoint::RuleBook& book, int version) {
  std::string text;
  if (ruling.fee > 0) text += fmt::format(" {:.0f} % of the price is due.", 100 * ruling.fee);
  for (std::size_t number = 0; number < book.quotas().size(); ++number) {
    if ((ruling.quotas >> number & 1) != 0)
      text += fmt::format(" It counts towards '{}': {}.", book.quotas()[number],
                          ceilings(*book.quota(version, static_cast<int>(number))));
  }
  return text;
}

}  // namespace

std::string place_of(const Clause& clause) {
  return clause.at.text == nullptr ? "" : fmt::format("{}:{}", clause.at.text->name, clause.at.line);
}

std::string sentence(const Ruling& ruling, const chokepoint::RuleBook& book, int version) {
  if (ruling.on_paper >= 0 && ruling.verdict == Verdict::kFree)
    return "By law it may not go; nobody is held to that, and sellers who do not fear it let it go." +
           burdens(ruling, book, version);
  switch (ruling.verdict) {
    case Verdict::kFree:
      return "No control stands in the way." + burdens(ruling, book, version);
    case Verdict::kUnknown:
      return "A control asks for a figure of this chip that was not published, and nothing known catches it.";
    case Verdict::kNotify:
      return fmt::format("It may go once notice was given {} days before.", ruling.delay_days) +
             burdens(ruling, book, version);
    case Verdict::kDenied:
      return "It may not go.";
    case Verdict::kLicence:
      break;
  }
  const auto& terms = book.review(version)->terms(ruling.policy);
  const sim::Date first = book.versions()[static_cast<std::size_t>(version)].first;
  std::string text = fmt::format(
      "It needs a licence; {:.0f} % of such applications are granted (an estimate), in about {:.0f} days.",
      100 * terms.odds(terms.begun_by(first)).value, terms.median_days.value);
  if (ruling.delay_days > 0) text += fmt::format(" Goods leave {} days later.", ruling.delay_days);
  return text + burdens(ruling, book, version);
}

int deciding(const Ruling& ruling) {
  return ruling.on_paper >= 0 && ruling.verdict == Verdict::kFree ? ruling.on_paper : ruling.clause;
}

std::string decided_by(const Ruling& ruling, const chokepoint::RuleBook& book) {
  const int decides = deciding(ruling);
  if (decides < 0) return "No control catches it; those in force and why they do not are below.\n";
  const Clause& clause = book.clause(decides);
  return fmt::format("Decided by control '{}'{} at {}\nof regime {}: {}\n", clause.control,
                     clause.row.empty() ? "" : fmt::format(", row '{}',", clause.row), place_of(clause),
                     clause.regime, clause.title);
}

std::vector<std::string> not_known(const Library& library, const chokepoint::LawVersion& version) {
  std::vector<std::string> open;
  for (const chokepoint::Regime& regime : library.regimes) {
    const bool in_force =
        std::find(version.regimes.begin(), version.regimes.end(), regime.regime) != version.regimes.end();
    if (in_force && !regime.not_known.empty()) open.push_back("Not known: " + regime.not_known);
  }
  return open;
}

std::vector<std::string> guidance_on(const std::string& chip, const Library& library,
                                     const chokepoint::LawVersion& version) {
  std::vector<std::string> said;
  for (const chokepoint::Regime& regime : library.regimes) {
    if (std::find(version.regimes.begin(), version.regimes.end(), regime.regime) == version.regimes.end())
      continue;
    for (const chokepoint::Guidance& guidance : regime.guidance) {
      const auto& chips = guidance.chips;
      if (chips.empty() || std::find(chips.begin(), chips.end(), chip) != chips.end())
        said.push_back("Guidance: " + guidance.says);
    }
  }
  return said;
}

}  // namespace tools
