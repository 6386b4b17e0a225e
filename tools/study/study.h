// What is run: variants x points x replicates, whether typed on the command line or read from a study file, and which
// numbers are kept.
#pragma once

#include <string>
#include <vector>

#include "models/record/measures.h"
#include "sim/input/expression.h"
#include "tools/study/factor.h"
#include "tools/study/variant.h"

namespace tools {

/// The year by whose end the answer is asked where nothing else is said.
inline constexpr int kUsualYear = 2027;

/// One number that is kept of a run: a measure at the end of a year, or a figure of the study's own.
struct StudyOutput {
  std::string name;
  std::string unit;
  std::string says;
  int year = 0;                                  ///< of a figure: of the last day that it asks about
  const chokepoint::Measure* measure = nullptr;  ///< none: a figure
  std::size_t figure = 0;                        ///< which
};
StudyOutput output_of(const chokepoint::Measure& measure, int year);

/// What is kept of a run: its numbers, or its whole outcome beside them.
enum class Kept { kNumbers, kOutcomes };

struct Study {
  StudyInput input;
  StudyOptions options;
  std::vector<Variant> variants;
  std::vector<StudyFactor> factors;
  sim::Plan plan;      ///< meaningless without a design
  sim::Design points;  ///< coordinates by row; one row without factors when there is no design
  std::vector<sim::Expression> figures;
  std::vector<StudyOutput> outputs;
  /// The same measures at the ends of all other years of a run: kept besides, so that a study may ask for them later.
  std::vector<StudyOutput> beside;
  Kept kept = Kept::kNumbers;
  std::vector<sim::Node> regimes;
  BeliefPointer belief;
  sim::StudyRecord record;
};

/// Reads all that a study stands on, and adds every problem; what it then returns is not whole. `word` is what the
/// study was called by.
Study prepare_study(const StudyOptions& options, StudyInput input, const std::string& word,
                    sim::Problems& problems);
/// Reads the study first.
Study prepare_study(const StudyOptions& options, const std::string& word, sim::Problems& problems);
/// The same; throws sim::BadInput with every problem.
Study prepare_study(const StudyOptions& options, const std::string& word);

/// The study that a command makes of variants of policies, or of the policies that were named: whole outcomes, every
/// measure at the end of every year. Throws sim::BadInput with every problem.
Study typed_study(const StudyOptions& options, std::vector<Variant> variants);
Study typed_study(const StudyOptions& options);

/// The options that decide which runs those are, as words of a command line, each after a space.
std::string option_words(const StudyOptions& options);

/// Each policy that was named in the three roles of a price.
std::vector<Variant> priced_variants(const StudyOptions& options);

}  // namespace tools
