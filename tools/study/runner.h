// The runs of a study, from a place in the design to what a run shows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/run.h"
#include "sim/experiment/store.h"
#include "tools/scenarios/scenario_cache.h"
#include "tools/study/run_list.h"
#include "tools/study/shared_runs.h"
#include "tools/study/study.h"

namespace tools {

/// The numbers that a study keeps of a run; NaN for a year that it does not have.
std::vector<double> numbers_of(const Study& study, const chokepoint::RunOutcome& outcome);
/// Those that it keeps besides.
std::vector<double> numbers_beside(const Study& study, const chokepoint::RunOutcome& outcome);

/// Makes runs, for any thread.
class Runner {
 public:
  /// The study must outlive it.
  explicit Runner(const Study& study);

  /// The key under which a run is stored, which holds all that its outcome depends on.
  std::string key(const RunAddress& address) const;
  sim::RunPlace place(const RunAddress& address) const;
  /// Throws what goes wrong in the run.
  chokepoint::RunOutcome run(const RunAddress& address) const;
  /// Makes runs that share what pasts they have in common; each as run() makes it. Tells of each that ends or fails, by
  /// its place; those that are left when someone asks to stop are not told of.
  void run_together(const std::vector<RunAddress>& addresses, const RunsTold& told) const;
  /// The world of a run on its first day.
  chokepoint::World first_day(const RunAddress& address) const;
  /// The same run for the time that it takes: added by phase, its outcome thrown away.
  void time(const RunAddress& address, sim::PhaseTimes& times) const;
  /// A run at coordinates of no point of the design, or what it is with levers at levels and no factor: for searches.
  chokepoint::RunOutcome run_at_point(std::size_t variant, const std::vector<double>& coordinates,
                                      std::uint64_t replicate) const;
  RunInput input_at_levels(std::size_t variant, const std::vector<double>& levels,
                           std::uint64_t replicate) const;
  chokepoint::Checks checks() const;

 private:
  ScenarioCache::Pointer scenario(const Variant& variant, const std::vector<Override>& levers) const;
  RunInput input(const Variant& variant, const std::vector<Override>& levers,
                 const std::vector<double>& coordinates, std::uint64_t replicate) const;
  chokepoint::RunOutcome simulate(const Variant& variant, const std::vector<Override>& levers,
                                  const std::vector<double>& coordinates, std::uint64_t replicate) const;
  std::vector<Override> levers_at(const std::vector<double>& coordinates) const;
  chokepoint::Parameters parameters_at(const Variant& variant, const chokepoint::Scenario& scenario,
                                       const std::vector<double>& coordinates,
                                       const sim::RandomStreams& streams) const;
  sim::RandomStreams streams_at(const std::vector<double>& coordinates, std::uint64_t replicate) const;

  const Study& study_;
  mutable ScenarioCache overrides_;
};

}  // namespace tools
