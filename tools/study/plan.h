// A study made ready: its scenarios, its factors, the points of its design.
#pragma once

#include <string>
#include <vector>

#include "models/setting.h"
#include "sim/experiment/design.h"
#include "sim/experiment/store.h"
#include "tools/study/file.h"
#include "tools/study/studies.h"

namespace tools {

enum class FactorKind { kLever, kGuess, kLuck };

/// One coordinate of a design.
struct StudyFactor {
  FactorKind kind = FactorKind::kGuess;
  std::string name;   ///< of the lever, or path of the guess; "luck"
  std::string group;  ///< the first name of a guess's path; a lever's own name
  std::string unit{};
  std::string says{};
  LeverInput lever{};
  sim::Uncertain guess{};

  /// 0 when it is continuous.
  int levels() const { return static_cast<int>(lever.levels.size()); }
  /// The value at a coordinate u in [0, 1).
  double value(double u) const;
};

/// What a scenario of a study stands for beside itself, when the study asks for prices.
enum class PriceRole { kPolicy, kWithoutControls, kUnenforced };

struct StudyScenario {
  Version version;
  std::string title;
  PriceRole role = PriceRole::kPolicy;
  sim::Node root{};  ///< resolved, without levers
  std::uint64_t hash = 0;
};

/// One number that is kept of a run.
struct StudyOutput {
  const chokepoint::Measure* measure;
  int year;
};

struct PreparedStudy {
  StudyInput input;
  StudyOptions options;
  std::vector<StudyScenario> scenarios;
  std::vector<StudyFactor> factors;
  sim::Plan plan;      ///< meaningless without a design
  sim::Design points;  ///< coordinates by row; one row without factors when there is no design
  std::vector<StudyOutput> outputs;
  std::vector<sim::Node> regimes;
  sim::StudyRecord record;
};

/// Reads all that a study stands on, and adds every problem; what it then returns is not whole. `word` is what the
/// study was called by.
PreparedStudy prepare_study(const StudyOptions& options, StudyInput input, const std::string& word,
                            sim::Problems& problems);
/// Reads the study first.
PreparedStudy prepare_study(const StudyOptions& options, const std::string& word, sim::Problems& problems);
/// The same; throws sim::BadInput with every problem.
PreparedStudy prepare_study(const StudyOptions& options, const std::string& word);

/// The design of a study over factors as they are stored.
sim::Plan plan_of(const StudyInput& study, const std::vector<sim::StoredFactor>& factors);
/// What its groups are called; the factors, when each is its own.
std::vector<std::string> group_names(const StudyInput& study, const std::vector<sim::StoredFactor>& factors);

/// A lever at a level, as --set has it.
std::string lever_setting(const LeverInput& lever, double level);

}  // namespace tools
