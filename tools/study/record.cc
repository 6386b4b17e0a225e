#include "tools/study/record.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "sim/experiment/manifest.h"
#include "sim/numeric/hash.h"
#include "tools/scenarios/folder.h"
#include "tools/study/source.h"

namespace tools {

sim::StudyRecord record_of(const Study& study, std::string text) {
  sim::StudyRecord record;
  record.name = study.input.study;
  record.title = study.input.title;
  record.text = std::move(text);
  record.method = std::string(sim::enum_name(study.input.design.method));
  record.replicates = static_cast<std::int64_t>(study.input.replicates);
  record.seed = study.input.seed;
  for (const StudyFactor& factor : study.factors) record.factors.push_back(factor.stored());
  for (const StudyOutput& output : study.outputs)
    record.outputs.push_back({output.name, output.unit, output.says, output.year});
  for (const StudyOutput& output : study.beside)
    record.beside.push_back({output.name, output.unit, output.says, output.year});
  record.grows = study.input.design.method != StudyMethod::kLatinHypercube;
  // Which program, which files and what stood in them is for results that are kept, and takes longer than the first
  // weeks of a run.
  const bool is_kept = study.kept != Kept::kOutcomes || !study.options.out.empty();
  std::vector<std::string> policies;
  for (const Variant& variant : study.variants) {
    record.scenarios.push_back({variant.name, variant.title,
                                is_kept ? sim::write_yaml(variant.root) : credits_of(variant.root),
                                sim::hex(variant.hash)});
    policies.push_back(variant.policy);
  }
  if (!is_kept) return record;
  record.build = sim::this_build();
  for (const auto& file : files_of(scenario_folder(study.options.folder), policies))
    record.inputs.push_back({shown_path(file), sim::hashed(file).hash});
  return record;
}

std::string text_of(const StudyInput& study) {
  nlohmann::json text{{"study", study.study},
                      {"title", study.title},
                      {"replicates", study.replicates},
                      {"seed", study.seed},
                      {"years", study.years}};
  if (study.price) text["price"] = true;
  for (const sim::Reference& scenario : study.scenarios) text["scenarios"].push_back(scenario.name);
  if (study.outcome)
    text["outcome"] = {{"measure", study.outcome->measure.name}, {"year", study.outcome->year}};
  return text.dump(2);
}

}  // namespace tools
