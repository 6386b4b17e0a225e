// One run of a study, from its place in the design to the numbers that are kept.
#pragma once

#include <string>
#include <vector>

#include "models/run.h"
#include "sim/experiment/store.h"
#include "tools/scenarios/cache.h"
#include "tools/study/plan.h"

namespace tools {

/// What a run is told from others by, before its factors: the first parts of its key.
std::vector<std::string> key_parts(std::uint64_t scenario_hash, OtherGuesses guesses, std::uint64_t seed,
                                   std::uint64_t replicate);

/// Makes the runs of a study, for any thread.
class StudyRunner {
 public:
  explicit StudyRunner(const PreparedStudy& study);

  struct Asked {
    std::size_t point = 0;
    std::size_t scenario = 0;
    std::uint64_t replicate = 0;
  };
  /// The key under which a run is stored, which holds all that its outcome depends on.
  std::string key(const Asked& asked) const;
  sim::RunPlace place(const Asked& asked) const;
  /// Runs it; what goes wrong is in the error of what is returned.
  sim::StoredRun run(const Asked& asked) const;
  /// A run at coordinates of no point of the design, or with levers at levels and no factor: for searches.
  chokepoint::RunOutcome run_at_point(std::size_t scenario, const std::vector<double>& coordinates,
                                      std::uint64_t replicate) const;
  chokepoint::RunOutcome run_at_levels(std::size_t scenario, const std::vector<double>& levels,
                                       std::uint64_t replicate) const;

 private:
  chokepoint::Checks checks() const;
  std::vector<std::string> levers_at(const std::vector<double>& coordinates) const;
  chokepoint::Parameters parameters_at(const chokepoint::Setting& setting,
                                       const std::vector<double>& coordinates, const sim::Luck& luck) const;
  sim::Luck luck_at(const std::vector<double>& coordinates, std::uint64_t replicate) const;

  const PreparedStudy& study_;
  mutable SettingCache settings_;
};

}  // namespace tools
