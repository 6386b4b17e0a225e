// scenarios/studies/*.yaml: what is run how often, with what varied, and which numbers are kept.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/scenario_input.h"
#include "sim/experiment/design.h"

namespace tools {

/// A difference that a study gives a name and runs like a policy.
struct StudyVersion {
  static constexpr const char* kName = "version";
  sim::Reference policy;
  std::string title;
  sim::Unread<chokepoint::ScenarioInput> with;

  template <class Visit>
  void fields(Visit& visit) {
    visit("policy", policy, {.says = "name of a policy", .required = true});
    visit("title", title, {.says = "what it is, for readers of tables"});
    visit("with", with, {.says = "what is laid over it, as in a policy"});
  }
};

/// Something that a policy maker sets, tried at several levels or over a range.
struct LeverInput {
  static constexpr const char* kName = "lever";
  std::string path;
  std::string title;
  std::optional<sim::Date> from;
  std::vector<double> levels;
  std::optional<double> low;
  std::optional<double> high;
  bool log = false;
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    visit("path", path, {.says = "what is set, as in --set: enforcement.checks", .required = true});
    visit("title", title, {.says = "what it is, for readers of tables"});
    visit("from", from,
          {.says = "day from which the level holds; none: throughout. For factors in steps only"});
    visit("levels", levels, {.says = "the levels tried; or give low and high"});
    visit("low", low, {.says = "least level of a range"});
    visit("high", high, {.says = "greatest level of a range"});
    visit("log", log, {.says = "whether the range is gone through by factors, not by differences"});
  }
  void check(sim::Checker& checker) const;
};

/// How points are chosen among levers and parameters. Without a design each scenario is run as often as replicates say.
enum class StudyMethod { kNone, kGrid, kOneAtATime, kLatinHypercube, kSobol, kSaltelli, kMorris };

/// Which factors move together, so that an index is of the group.
enum class Grouping { kNone, kMechanism };

struct DesignInput {
  StudyMethod method = StudyMethod::kNone;
  std::uint64_t samples = 0;
  bool second_order = false;
  int levels = 4;
  std::uint64_t seed = 1;
  Grouping grouped = Grouping::kNone;
  sim::Named<sim::OneOrMore> groups;

  bool is_grouped() const { return grouped != Grouping::kNone || !groups.empty(); }

  template <class Visit>
  void fields(Visit& visit) {
    visit("method", method, {.says = "how points are chosen; none: no factor but random draws"});
    visit("samples", samples,
          {.says = "points (latin_hypercube, sobol), base points (saltelli), trajectories (morris), or "
                   "points along a range (grid, one_at_a_time)",
           .low = 1,
           .high = 1e7});
    visit("second_order", second_order, {.says = "saltelli: indices of pairs too, for twice the runs"});
    visit("levels", levels, {.says = "morris: levels of the grid", .low = 2, .high = 64});
    visit("seed", seed, {.says = "shifts the points; 0: the sequence as it is"});
    visit("grouped", grouped,
          {.says = "mechanism: parameters of one mechanism move together (saltelli, morris)"});
    visit("groups", groups,
          {.says = "parameters that move together under a name: paths or beginnings of paths (rings, "
                   "gate.loosens); those in none move as `grouped` says"});
  }
  void check(sim::Checker& checker) const;
};

/// What becomes of parameters that are no factors.
enum class OtherParameters { kSampled, kCentral };
/// Whether random draws are the same at all points, or varied by the design like a parameter.
enum class DrawsAre { kShared, kFactor };

/// A number of a run, or whether it reaches a threshold.
struct OutcomeInput {
  sim::Reference measure;
  int year = 2027;
  std::optional<double> at_least;

  template <class Visit>
  void fields(Visit& visit) {
    visit("measure", measure, {.says = "what is asked; describe lists the measures", .required = true});
    visit("year", year, {.says = "by the end of which year", .low = 1970, .high = 2200});
    visit("at_least", at_least, {.says = "ask whether it reaches this, not how large it is"});
  }
};

/// The least level of a lever at which an outcome is rare enough.
struct ThresholdInput {
  sim::Reference lever;
  double target = 0.05;
  OutcomeInput outcome;
  std::uint64_t most_runs = 2000;
  std::optional<sim::Reference> frontier;

  template <class Visit>
  void fields(Visit& visit) {
    visit("lever", lever, {.says = "name of the lever that is raised", .required = true});
    visit("target", target,
          {.says = "share of runs with the outcome that is rare enough", .low = 0.0001, .high = 0.9999});
    visit("outcome", outcome, {.says = "what is to be rare; needs at_least", .required = true});
    visit("most_runs", most_runs,
          {.says = "runs of a scenario after which the search stops", .low = 10, .high = 1e7});
    visit("frontier", frontier,
          {.says = "name of a second lever, at each level of which the search is made"});
  }
  void check(sim::Checker& checker) const;
};

/// A number of a run by an expression (describe questions).
struct FigureInput {
  static constexpr const char* kName = "figure";
  sim::Reference is;
  std::string unit;
  std::string says;

  template <class Visit>
  void fields(Visit& visit) {
    visit("is", is, {.says = "an expression over measures and amounts", .required = true});
    visit("unit", unit, {.says = "its unit", .required = true});
    visit("says", says, {.says = "what it is"});
  }
};

struct StudyInput {
  std::string study;
  std::string title;
  std::string says;
  std::vector<sim::Reference> scenarios;
  sim::Named<StudyVersion> versions;
  sim::Unread<chokepoint::ScenarioInput> with;
  std::optional<sim::Date> until;
  sim::Named<LeverInput> levers;
  std::optional<std::vector<sim::Reference>> parameters;
  OtherParameters other_parameters = OtherParameters::kSampled;
  DrawsAre streams = DrawsAre::kShared;
  DesignInput design;
  std::uint64_t replicates = 1;
  std::uint64_t seed = 1;
  bool price = false;
  std::vector<sim::Reference> measures;
  std::vector<int> years;
  sim::Named<FigureInput> figures;
  std::optional<OutcomeInput> outcome;
  std::optional<ThresholdInput> threshold;

  template <class Visit>
  void fields(Visit& visit) {
    visit("study", study, {.says = "name of the study", .required = true});
    visit("title", title, {.says = "what it asks, in a line", .required = true});
    visit("says", says, {.says = "what it is for, in a paragraph"});
    visit("scenarios", scenarios,
          {.says = "policies that are run, the first is what others are compared with"});
    visit("versions", versions,
          {.says = "differences to policies, run beside them under names of their own"});
    visit("with", with, {.says = "what is laid over all of them, as in a policy"});
    visit("until", until, {.says = "last day of a run; none: that of each policy"});
    visit("levers", levers, {.says = "what a policy maker sets"});
    visit(
        "guesses", parameters,
        {.says =
             "parameters that are varied by the design: paths or beginnings of paths (rings, gate.loosens); "
             "none said: all with a range, but in grids and studies without a design none"});
    visit("other_guesses", other_parameters,
          {.says = "drawn anew in each replicate, or kept at their central values"});
    visit("luck", streams,
          {.says = "shared: replicate k has the same random draws everywhere; factor: the design varies it"});
    visit("design", design, {.says = "how points are chosen"});
    visit("replicates", replicates, {.says = "runs of each scenario at each point", .low = 1, .high = 1e8});
    visit("seed", seed, {.says = "seed of all random draws"});
    visit("price", price,
          {.says = "whether each scenario is run also without controls and unenforced, for what it costs and "
                   "denies"});
    visit("measures", measures, {.says = "numbers kept of each run; none said: those that tables need"});
    visit("years", years, {.says = "years at whose ends they are kept; none said: 2024 and 2026 to 2028"});
    visit("figures", figures,
          {.says = "numbers kept besides, by name: of any day, quarter or span, and of several measures"});
    visit("outcome", outcome, {.says = "what analyses ask of, unless told otherwise"});
    visit("threshold", threshold, {.says = "what `threshold` looks for"});
  }
  void check(sim::Checker& checker) const;
};

/// The file that a word on the command line means: that of a study of the folder, else a path.
std::filesystem::path study_file(const std::filesystem::path& folder, const std::string& word);
/// Names of the studies of a scenarios folder, in order.
std::vector<std::string> studies_of(const std::filesystem::path& folder);

/// Reads a study and adds every problem that the file alone shows, and names that nobody knows.
StudyInput read_study(const std::filesystem::path& folder, const std::string& word, sim::Problems& problems);

}  // namespace tools

template <>
struct sim::EnumNames<tools::StudyMethod> {
  static constexpr const char* names[] = {"none",  "grid",     "one_at_a_time", "latin_hypercube",
                                          "sobol", "saltelli", "morris"};
};
template <>
struct sim::EnumNames<tools::Grouping> {
  static constexpr const char* names[] = {"none", "mechanism"};
};
template <>
struct sim::EnumNames<tools::OtherParameters> {
  static constexpr const char* names[] = {"drawn", "central"};
};
template <>
struct sim::EnumNames<tools::DrawsAre> {
  static constexpr const char* names[] = {"shared", "factor"};
};
