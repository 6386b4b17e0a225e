#include "tools/study/essay_file.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "models/record/figures.h"
#include "sim/input/fields_walk.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/scenarios/paths.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

void check_cites(const EssayClaim& claim, const sim::Node& root, sim::Problems& problems) {
  for (const sim::Reference& cited : claim.cites) {
    const sim::Node* input = node_at(root, cited.name);
    if (input == nullptr) {
      problems.add(cited.at, fmt::format("no input '{}'", cited.name),
                   "a path as --set takes it, such as labs.growth_per_year");
    } else if (sim::write_yaml(*input).find("essay") == std::string::npos) {
      problems.add(cited.at, fmt::format("'{}' does not cite the essay", cited.name),
                   "leave it out: then the claim is tested by it");
    }
  }
}

void check_hangs_on(const EssayClaim& claim, const chokepoint::Scenario& scenario, sim::Problems& problems) {
  if (!claim.hangs_on) return;
  std::vector<std::string> paths;
  chokepoint::Parameters parameters = scenario.parameters;
  sim::for_each_parameter(
      parameters, [&](const std::string& path, sim::Parameter&, const sim::Says&) { paths.push_back(path); });
  const std::string& name = claim.hangs_on->name;
  if (std::find(paths.begin(), paths.end(), name) != paths.end()) return;
  problems.add(claim.hangs_on->at, fmt::format("unknown parameter '{}'", name),
               sim::did_you_mean(name, paths));
}

void check_figure(const sim::Reference& figure, sim::Problems& problems) {
  if (chokepoint::find_figure(figure.name) != nullptr) return;
  std::vector<std::string> known;
  for (const chokepoint::Figure& one : chokepoint::figures()) known.emplace_back(one.name);
  problems.add(figure.at, fmt::format("unknown figure '{}'", figure.name),
               sim::did_you_mean(figure.name, known));
}

/// Checks what needs no scenario; whether its policies can be read.
bool check_names(const EssayClaim& claim, const std::vector<std::string>& known, sim::Problems& problems) {
  if (claim.measure) check_measure(*claim.measure, false, problems);
  if (claim.figure) check_figure(*claim.figure, problems);
  const bool base = check_policy(claim.base, known, problems);
  const bool change = !claim.change || check_policy(*claim.change, known, problems);
  return base && change;
}

/// A field that a kind of evidence needs, takes, or has no use for.
enum class Use { kNeeded, kTaken, kUseless };
struct FieldUse {
  const char* field;
  bool is_there;
  std::array<Use, 5> by_kind;  ///< as Evidence has them
};

}  // namespace

void EssayClaim::check(sim::Checker& checker) const {
  using enum Use;
  const FieldUse uses[] = {
      {"figure", figure.has_value(), {kNeeded, kUseless, kUseless, kUseless, kUseless}},
      {"measure", measure.has_value(), {kUseless, kNeeded, kNeeded, kNeeded, kUseless}},
      {"change", change.has_value(), {kUseless, kUseless, kNeeded, kTaken, kUseless}},
      {"since", since.has_value(), {kUseless, kTaken, kUseless, kUseless, kUseless}},
      {"threshold", threshold.has_value(), {kUseless, kTaken, kUseless, kUseless, kUseless}},
      {"hangs_on", hangs_on.has_value(), {kTaken, kTaken, kTaken, kNeeded, kUseless}},
      {"why", !why.empty(), {kUseless, kUseless, kUseless, kUseless, kNeeded}},
  };
  for (const auto& [field, is_there, by_kind] : uses) {
    const Use use = by_kind[static_cast<std::size_t>(kind)];
    if (use == kNeeded && !is_there)
      checker.problem("kind", fmt::format("{} needs '{}'", sim::enum_name(kind), field));
    if (use == kUseless && is_there)
      checker.problem(field, fmt::format("{} takes no '{}'", sim::enum_name(kind), field), "leave it out");
  }
  const bool is_bounded = at_least || at_most;
  if (kind == Evidence::kNotRepresentable && is_bounded)
    checker.problem(at_least ? "at_least" : "at_most", "nothing is held against this bound", "leave it out");
  if (kind != Evidence::kNotRepresentable && !is_bounded)
    checker.problem("kind", "when would the claim be right?", "add 'at_least' or 'at_most'");
  if (claimed().low > claimed().high)
    checker.problem("at_least", fmt::format("{} is above at_most {}", *at_least, *at_most));
}

EssayFile read_essay(const StudyOptions& options, sim::Problems& problems) {
  const fs::path folder = scenario_folder(options.folder);
  const fs::path path = folder / "essay.yaml";
  EssayFile file;
  if (!fs::exists(path)) return file;
  sim::read(sim::read_yaml(path, shown_path(path), problems), file, "the file of claims", problems);
  const std::vector<std::string> known = policies_of(folder);
  EssayFile readable;  // those whose policies there are
  for (const auto& entry : file.claims) {
    if (check_names(entry.value, known, problems)) readable.claims.entries.push_back(entry);
  }
  const std::vector<sim::Node> regimes = read_regime_files(folder, problems);
  PolicyReader reader(folder);
  sim::Problems warnings;
  Experiments experiments = experiments_of(readable, 1);
  const std::size_t before = problems.size();
  read_variants(reader, {options.overrides, regimes, {}, options.until}, experiments.variants, problems,
                warnings);
  if (problems.size() != before) return file;
  std::size_t row = 0;
  for (const auto& [name, at, claim] : readable.claims) {
    const Variant& base = experiments.variants[experiments.of[row++].base];
    check_cites(claim, base.root, problems);
    check_hangs_on(claim, *base.scenario, problems);
  }
  return file;
}

Experiments experiments_of(const EssayFile& file, int runs) {
  Experiments experiments;
  std::vector<int> last;
  for (const auto& [name, at, claim] : file.claims) {
    add_sides(experiments, name, claim.base, claim.change, claim.needs_runs() ? runs : 1);
    last.resize(experiments.variants.size(), 0);
    const int year = claim.needs_runs() ? claim.year : 0;
    for (const std::size_t side : {experiments.of.back().base, experiments.of.back().change})
      last[side] = std::max(last[side], year);
  }
  // Where nothing is counted a policy keeps its own span.
  for (std::size_t row = 0; row < last.size(); ++row)
    if (last[row] > 0) experiments.variants[row].until = fmt::format("{}-12-31", last[row]);
  return experiments;
}

}  // namespace tools
