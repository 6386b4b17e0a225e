#include "tools/study/runner.h"

#include <limits>

#include <fmt/format.h>

#include "models/setup.h"
#include "sim/analysis/csv.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/run_key.h"
#include "sim/input/fields_walk.h"

namespace tools {

StudyRunner::StudyRunner(const PreparedStudy& study) : study_(study), settings_(study.regimes) {}

std::vector<std::string> StudyRunner::levers_at(const std::vector<double>& coordinates) const {
  std::vector<std::string> set;
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    const StudyFactor& factor = study_.factors[i];
    if (factor.kind == FactorKind::kLever)
      set.push_back(lever_setting(factor.lever, factor.value(coordinates[i])));
  }
  return set;
}

sim::Luck StudyRunner::luck_at(const std::vector<double>& coordinates, std::uint64_t replicate) const {
  sim::Luck luck{study_.input.seed, replicate};
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    // Luck is a number of a run as any other, far from those of replicates.
    if (study_.factors[i].kind == FactorKind::kLuck)
      luck.run += (std::uint64_t{1} << 32) + static_cast<std::uint64_t>(coordinates[i] * 0x1p62);
  }
  return luck;
}

chokepoint::Parameters StudyRunner::parameters_at(const chokepoint::Setting& setting,
                                                  const std::vector<double>& coordinates,
                                                  const sim::Luck& luck) const {
  chokepoint::Parameters parameters = study_.input.other_guesses == OtherGuesses::kDrawn
                                          ? chokepoint::draw_parameters(setting.parameters, luck)
                                          : setting.parameters;
  std::size_t next = 0;
  while (next < coordinates.size() && study_.factors[next].kind == FactorKind::kLever) ++next;
  // Factors stand in the order in which guesses are walked.
  sim::for_each_uncertain(parameters, [&](const std::string& path, sim::Uncertain& guess, const sim::Says&) {
    if (next >= coordinates.size() || study_.factors[next].name != path) return;
    guess.value = study_.factors[next].value(coordinates[next]);
    ++next;
  });
  return parameters;
}

std::vector<std::string> key_parts(std::uint64_t scenario_hash, OtherGuesses guesses, std::uint64_t seed,
                                   std::uint64_t replicate) {
  return {sim::this_build().version, sim::hash_text(scenario_hash), std::string(sim::enum_name(guesses)),
          fmt::format("{}", seed), fmt::format("{}", replicate)};
}

std::string StudyRunner::key(const Asked& asked) const {
  const std::vector<double>& coordinates = study_.points[asked.point];
  std::vector<std::string> parts = key_parts(study_.scenarios[asked.scenario].hash,
                                             study_.input.other_guesses, study_.input.seed, asked.replicate);
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    const StudyFactor& factor = study_.factors[i];
    const double value = factor.value(coordinates[i]);
    parts.push_back(factor.kind == FactorKind::kLever ? lever_setting(factor.lever, value) : factor.name);
    parts.push_back(sim::exact_text(value));
  }
  return sim::run_key(parts);
}

sim::RunPlace StudyRunner::place(const Asked& asked) const {
  return {static_cast<std::int64_t>(asked.point), study_.scenarios[asked.scenario].version.name,
          static_cast<std::int64_t>(asked.replicate)};
}

sim::StoredRun StudyRunner::run(const Asked& asked) const {
  const std::vector<double>& coordinates = study_.points[asked.point];
  sim::StoredRun stored;
  stored.key = key(asked);
  stored.place = place(asked);
  try {
    const chokepoint::RunOutcome outcome = run_at_point(asked.scenario, coordinates, asked.replicate);
    for (const StudyOutput& output : study_.outputs) {
      const chokepoint::YearOutcome* year = outcome.year(output.year);
      stored.values.push_back(year != nullptr ? output.measure->count(*year)
                                              : std::numeric_limits<double>::quiet_NaN());
    }
  } catch (const std::exception& error) {
    stored.values.clear();
    stored.error = error.what();
  }
  return stored;
}

chokepoint::RunOutcome StudyRunner::run_at_point(std::size_t scenario, const std::vector<double>& coordinates,
                                                 std::uint64_t replicate) const {
  const StudyScenario& of = study_.scenarios[scenario];
  const auto setting = settings_.get(of.version.name, of.root, levers_at(coordinates));
  const sim::Luck luck = luck_at(coordinates, replicate);
  return chokepoint::simulate(*setting, luck, checks(), parameters_at(*setting, coordinates, luck));
}

chokepoint::RunOutcome StudyRunner::run_at_levels(std::size_t scenario, const std::vector<double>& levels,
                                                  std::uint64_t replicate) const {
  std::vector<std::string> set;
  std::size_t next = 0;
  for (const auto& entry : study_.input.levers) set.push_back(lever_setting(entry.value, levels[next++]));
  const StudyScenario& of = study_.scenarios[scenario];
  const auto setting = settings_.get(of.version.name, of.root, set);
  const sim::Luck luck{study_.input.seed, replicate};
  return chokepoint::simulate(*setting, luck, checks(), parameters_at(*setting, {}, luck));
}

chokepoint::Checks StudyRunner::checks() const {
  return study_.options.check ? chokepoint::Checks::kEveryWeek : chokepoint::Checks::kOff;
}

}  // namespace tools
