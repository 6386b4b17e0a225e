#include "tools/study/runner.h"

#include <algorithm>

#include <fmt/format.h>

#include "models/record/ask.h"
#include "models/setup.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/run_key.h"
#include "sim/input/fields_walk.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/hash.h"
#include "sim/report/csv.h"
#include "tools/study/quantity.h"

namespace tools {

std::vector<double> numbers_of(const Study& study, const chokepoint::RunOutcome& outcome) {
  std::vector<double> numbers;
  const std::vector<double> figures = values_of(study.figures, outcome.answers);
  for (const StudyOutput& output : study.outputs) {
    if (output.measure == nullptr) {
      numbers.push_back(figures[output.figure]);
      continue;
    }
    const chokepoint::YearOutcome* year = outcome.year(output.year);
    numbers.push_back(year != nullptr ? output.measure->count(*year) : sim::kNan);
  }
  return numbers;
}

std::vector<double> numbers_beside(const Study& study, const chokepoint::RunOutcome& outcome) {
  std::vector<double> numbers;
  for (const StudyOutput& output : study.beside) {
    const chokepoint::YearOutcome* year = outcome.year(output.year);
    numbers.push_back(year != nullptr ? output.measure->count(*year) : sim::kNan);
  }
  return numbers;
}

Runner::Runner(const Study& study) : study_(study), overrides_(study.regimes, study.belief) {}

std::vector<Override> Runner::levers_at(const std::vector<double>& coordinates) const {
  std::vector<Override> levers;
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    const StudyFactor& factor = study_.factors[i];
    if (factor.kind == FactorKind::kLever)
      levers.push_back(override_of(factor.lever, factor.value(coordinates[i])));
  }
  return levers;
}

sim::RandomStreams Runner::streams_at(const std::vector<double>& coordinates, std::uint64_t replicate) const {
  std::uint64_t run = replicate;
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    // Random draws is a number of a run as any other, far from those of replicates.
    if (study_.factors[i].kind == FactorKind::kDraws)
      run += (std::uint64_t{1} << 32) + static_cast<std::uint64_t>(coordinates[i] * 0x1p62);
  }
  return {study_.input.seed, run};
}

chokepoint::Parameters Runner::parameters_at(const Variant& variant, const chokepoint::Scenario& scenario,
                                             const std::vector<double>& coordinates,
                                             const sim::RandomStreams& streams) const {
  chokepoint::Parameters parameters = variant.parameters == chokepoint::ParameterValues::kSampled
                                          ? chokepoint::draw_parameters(scenario.parameters, streams)
                                          : scenario.parameters;
  std::size_t next = 0;
  while (next < coordinates.size() && study_.factors[next].kind == FactorKind::kLever) ++next;
  // Factors stand in the order in which parameters are walked.
  sim::for_each_parameter(parameters,
                          [&](const std::string& path, sim::Parameter& parameter, const sim::Says&) {
                            if (next >= coordinates.size() || study_.factors[next].name != path) return;
                            parameter.value = study_.factors[next].value(coordinates[next]);
                            ++next;
                          });
  return parameters;
}

std::string Runner::key(const RunAddress& address) const {
  const Variant& variant = study_.variants[address.variant];
  const auto parameters = variant.parameters == chokepoint::ParameterValues::kSampled
                              ? OtherParameters::kSampled
                              : OtherParameters::kCentral;
  std::vector<std::string> parts{sim::this_build().version, sim::hex(variant.hash),
                                 std::string(sim::enum_name(parameters)),
                                 fmt::format("{}", study_.input.seed), fmt::format("{}", address.replicate)};
  const std::vector<double> coordinates = study_.points[address.point];
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    const StudyFactor& factor = study_.factors[i];
    const double value = factor.value(coordinates[i]);
    parts.push_back(factor.kind == FactorKind::kLever ? override_of(factor.lever, value).text : factor.name);
    parts.push_back(sim::exact_text(value));
  }
  return sim::run_key(parts);
}

sim::RunPlace Runner::place(const RunAddress& address) const {
  return {static_cast<std::int64_t>(address.point), study_.variants[address.variant].name,
          static_cast<std::int64_t>(address.replicate)};
}

chokepoint::RunOutcome Runner::run(const RunAddress& address) const {
  return run_at_point(address.variant, study_.points[address.point], address.replicate);
}

RunInput Runner::input(const Variant& variant, const std::vector<Override>& levers,
                       const std::vector<double>& coordinates, std::uint64_t replicate) const {
  ScenarioCache::Pointer at_levers = scenario(variant, levers);
  const sim::RandomStreams streams = streams_at(coordinates, replicate);
  chokepoint::Parameters parameters = parameters_at(variant, *at_levers, coordinates, streams);
  return {std::move(at_levers), streams, std::move(parameters)};
}

void Runner::run_together(const std::vector<RunAddress>& addresses, const RunsTold& told) const {
  std::vector<RunInput> runs;
  std::vector<std::size_t> places;
  for (std::size_t run = 0; run < addresses.size(); ++run) {
    const std::vector<double> coordinates = study_.points[addresses[run].point];
    try {
      runs.push_back(input(study_.variants[addresses[run].variant], levers_at(coordinates), coordinates,
                           addresses[run].replicate));
      places.push_back(run);
    } catch (const std::exception& error) {
      told.failed(run, error.what());
    }
  }
  const RunsTold told_of_place{
      [&](std::size_t run, chokepoint::RunOutcome outcome) { told.ended(places[run], std::move(outcome)); },
      [&](std::size_t run, const std::string& why) { told.failed(places[run], why); }, told.worked};
  for (const auto& set : sets_that_share(runs, study_.options.whole ? 1 : runs.size()))
    run_set(runs, set, study_.figures, checks(), told_of_place);
}

chokepoint::World Runner::first_day(const RunAddress& address) const {
  const std::vector<double> coordinates = study_.points[address.point];
  const RunInput run =
      input(study_.variants[address.variant], levers_at(coordinates), coordinates, address.replicate);
  return chokepoint::make_world(*run.scenario, run.streams, run.parameters);
}

void Runner::time(const RunAddress& address, sim::PhaseTimes& times) const {
  chokepoint::World world = first_day(address);
  chokepoint::run_to_end(world, chokepoint::Checks::kOff, &times);
}

chokepoint::RunOutcome Runner::run_at_point(std::size_t variant, const std::vector<double>& coordinates,
                                            std::uint64_t replicate) const {
  return simulate(study_.variants[variant], levers_at(coordinates), coordinates, replicate);
}

RunInput Runner::input_at_levels(std::size_t variant, const std::vector<double>& levels,
                                 std::uint64_t replicate) const {
  std::vector<Override> levers;
  std::size_t next = 0;
  for (const auto& entry : study_.input.levers) levers.push_back(override_of(entry.value, levels[next++]));
  return input(study_.variants[variant], levers, {}, replicate);
}

chokepoint::Checks Runner::checks() const {
  return study_.options.check ? chokepoint::Checks::kEveryWeek : chokepoint::Checks::kOff;
}

ScenarioCache::Pointer Runner::scenario(const Variant& variant, const std::vector<Override>& levers) const {
  return variant.scenario != nullptr && levers.empty() ? variant.scenario
                                                       : overrides_.get(variant.name, variant.root, levers);
}

chokepoint::RunOutcome Runner::simulate(const Variant& variant, const std::vector<Override>& levers,
                                        const std::vector<double>& coordinates,
                                        std::uint64_t replicate) const {
  const RunInput run = input(variant, levers, coordinates, replicate);
  if (study_.figures.empty())
    return chokepoint::simulate(*run.scenario, run.streams, checks(), run.parameters);
  return chokepoint::simulate_and_ask(*run.scenario, run.streams, checks(), run.parameters,
                                      queries_of(*run.scenario, study_.figures));
}

}  // namespace tools
