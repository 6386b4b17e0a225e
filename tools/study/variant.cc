#include "tools/study/variant.h"

#include <utility>

#include "tools/scenarios/read_each.h"

namespace tools {
namespace {

constexpr const char* kFreeName = " without controls";
constexpr const char* kUnenforcedName = " unenforced";

std::vector<std::string> overrides_of(PriceRole role) {
  switch (role) {
    case PriceRole::kWithoutControls:
      return {"calendar=[]",
              "calendar_changes=[]",
              "adaptation=[]",
              "gate=[]",
              "gate_after={rule: as_it_stands}",
              "state_centres_domestic_from=null"};
    case PriceRole::kUnenforced:
      return {"enforcement.strength=0"};
    case PriceRole::kPolicy:
      break;
  }
  return {};
}

}  // namespace

std::string name_in_role(const std::string& policy, PriceRole role) {
  if (role == PriceRole::kWithoutControls) return policy + kFreeName;
  return role == PriceRole::kUnenforced ? policy + kUnenforcedName : policy;
}

bool is_beside_a_policy(std::string_view name) {
  return name.ends_with(kFreeName) || name.ends_with(kUnenforcedName);
}

Variant in_role(Variant policy, PriceRole role) {
  policy.role = role;
  policy.name = name_in_role(policy.name, role);
  policy.overrides = overrides_of(role);
  return policy;
}

void read_variants(PolicyReader& reader, const Shared& shared, std::vector<Variant>& variants,
                   sim::Problems& problems, sim::Problems& warnings) {
  for (Variant& variant : variants) {
    if (variant.replicates == 0) variant.replicates = shared.replicates;
    std::vector<std::string> overrides = shared.overrides;
    overrides.insert(overrides.end(), variant.overrides.begin(), variant.overrides.end());
    variant.root = reader.resolve(variant.policy, overrides,
                                  variant.until.empty() ? shared.until : variant.until, problems, warnings);
    for (sim::Node over : {shared.with, variant.over}) {
      if (over.kind != sim::Node::Kind::kMap) continue;
      if (variant.root.partial) sim::mark_partial(over);
      variant.root = sim::merge(std::move(variant.root), over);
    }
  }
  OwnNames names;
  const auto take = [&](std::size_t i, ReadScenario read) {
    Variant& variant = variants[i];
    chokepoint::Scenario& scenario = read.scenario;
    problems.add(read.problems);
    believe(scenario, shared.belief, problems);
    if (variant.name.empty()) {
      names.add(variant.root, problems);
      variant.name = scenario.name;
    }
    scenario.name = variant.name;
    if (variant.title.empty()) variant.title = scenario.title;
    variant.hash = scenario.hash;
    variant.scenario = std::make_shared<const chokepoint::Scenario>(std::move(scenario));
  };
  read_each(
      variants.size(), [&](std::size_t i) -> const sim::Node& { return variants[i].root; }, shared.regimes,
      take);
}

}  // namespace tools
