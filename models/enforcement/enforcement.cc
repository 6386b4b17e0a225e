#include "models/enforcement/enforcement.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

/// Allies are places of tier 1 other than home.
constexpr int kAlliedTier = 1;

/// USD a year: what is less was written in millions.
constexpr double kLeastBudget = 1e6;

std::vector<double> weekly(const sim::Steps& steps, const sim::Calendar& calendar) {
  std::vector<double> values;
  for (int week = 0; week < calendar.weeks; ++week) values.push_back(steps.on(calendar.date_of(week)));
  return values;
}

/// Adds the problem of a name among those that are known; a table that could not be read was reported already.
void add_unknown(const EnforcementFacts& facts, const char* what, const sim::Reference& name,
                 const std::vector<std::string>& known) {
  if (name.name.empty() || known.empty()) return;
  facts.problems.add(name.at, fmt::format("unknown {} '{}'", what, name.name),
                     sim::did_you_mean(name.name, known));
}

Id<Place> place_of(const EnforcementFacts& facts, const sim::Reference& name) {
  const Id<Place> place = facts.places.find(name.name);
  if (place.is_none()) add_unknown(facts, "place", name, facts.places.code.values());
  return place;
}

void multiply(std::vector<sim::Column<Place, double>>& factors, Id<Place> place,
              const std::vector<double>& levels) {
  for (std::size_t week = 0; week < levels.size(); ++week) factors[week][place] *= levels[week];
}

void lay_out_places(const EnforcementFacts& facts, EnforcementByWeek& laid_out) {
  const auto weeks = static_cast<std::size_t>(facts.calendar.weeks);
  laid_out.inspections.assign(weeks, sim::Column<Place, double>(facts.places.places(), 1.0));
  laid_out.checks = laid_out.inspections;
  const std::vector<double> allied = weekly(facts.input.allied_customs, facts.calendar);
  for (const Id<Place> place : ids(facts.places.code)) {
    if (is_ally(facts.places, place)) multiply(laid_out.inspections, place, allied);
  }
  for (const auto& entry : facts.input.places) {
    const Id<Place> place = place_of(facts, {entry.name, entry.at});
    if (place.is_none()) continue;
    multiply(laid_out.inspections, place, weekly(entry.value.inspections, facts.calendar));
    multiply(laid_out.checks, place, weekly(entry.value.checks, facts.calendar));
  }
}

constexpr EnforcementPart kParts[] = {
    {"inspections", Effort::kInspections, &EnforcementInput::inspections},
    {"checks", Effort::kChecks, &EnforcementInput::checks},
    {"cases", Effort::kCases, &EnforcementInput::cases},
    {"penalties", Effort::kPenalties, &EnforcementInput::penalties},
    {"diligence", Effort::kDiligence, &EnforcementInput::diligence},
    {"whistle_blowers", Effort::kWhistleBlowers, &EnforcementInput::whistle_blowers},
    {"location_checks", Effort::kLocationChecks, &EnforcementInput::location_checks},
    {"closing", Effort::kClosing, &EnforcementInput::closing},
    {"listings", Effort::kListings, &EnforcementInput::listings},
    {"know_your_customer", Effort::kKnowYourCustomer, &EnforcementInput::know_your_customer},
};

constexpr bool has_every_part() {
  for (std::size_t effort = 0; effort < kEfforts; ++effort) {
    int times = 0;
    for (const EnforcementPart& part : kParts) times += part.effort == static_cast<Effort>(effort) ? 1 : 0;
    if (times != 1) return false;
  }
  return true;
}
static_assert(has_every_part(), "each part of enforcement has one field that sets its level");

void lay_out_officers(const EnforcementFacts& facts, EnforcementByWeek& laid_out) {
  laid_out.region.assign(facts.places.places(), Id<Region>{});
  for (const auto& entry : facts.officers) {
    const Id<Region> region = laid_out.officers.push_back(entry.value.officers);
    for (const sim::Reference& name : entry.value.places) {
      const Id<Place> place = place_of(facts, name);
      if (!place.is_none()) laid_out.region[place] = region;
    }
  }
}

void lay_out_software(const EnforcementFacts& facts, EnforcementByWeek& laid_out) {
  laid_out.software_week.assign(facts.catalogue.size(), -1);
  const LocationSoftwareInput& software = facts.input.location_software;
  for (const sim::Reference& name : software.chips) {
    const Id<Product> product = facts.catalogue.find(name.name);
    if (product.is_none()) {
      add_unknown(facts, "chip", name, facts.catalogue.key.values());
    } else {
      // Dated things take hold at the start of a week.
      laid_out.software_week[product] = std::max(0, facts.calendar.first_week_from(software.from));
    }
  }
}

}  // namespace

std::span<const EnforcementPart> enforcement_parts() { return kParts; }

bool is_ally(const PlaceNetwork& places, Id<Place> place) {
  return places.tier[place] == kAlliedTier && places.code[place] != "US";
}

void EnforcementInput::check(sim::Checker& checker) const {
  const auto check_level = [&](double usd) {
    if (usd > 0 && usd < kLeastBudget)
      checker.problem("budget", fmt::format("a budget of {} USD a year", usd),
                      fmt::format("in dollars: {} for {} million", usd * 1e6, usd));
  };
  check_level(budget.before);
  for (const sim::Steps::Step& step : budget.steps) check_level(step.level);
}

EnforcementByWeek lay_out_enforcement(const EnforcementFacts& facts) {
  const EnforcementInput& input = facts.input;
  EnforcementByWeek laid_out;
  const std::vector<double> strength = weekly(input.strength, facts.calendar);
  for (const EnforcementPart& part : kParts) {
    std::vector<double>& effort = laid_out.effort[static_cast<std::size_t>(part.effort)];
    effort = weekly(input.*part.level, facts.calendar);
    for (std::size_t week = 0; week < strength.size(); ++week) effort[week] *= strength[week];
  }
  for (const double usd : weekly(input.budget, facts.calendar))
    laid_out.budget.push_back(std::isnan(usd) ? 1 : usd / facts.bureau.budget_usd);
  laid_out.award = weekly(input.award, facts.calendar);
  lay_out_places(facts, laid_out);
  lay_out_officers(facts, laid_out);
  lay_out_software(facts, laid_out);
  return laid_out;
}

}  // namespace chokepoint
