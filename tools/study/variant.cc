#include "tools/study/variant.h"

namespace tools {
namespace {

constexpr const char* kFreeName = " without controls";
constexpr const char* kUnenforcedName = " unenforced";

std::vector<std::string> settings_of(PriceRole role) {
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
  policy.settings = settings_of(role);
  return policy;
}

void read_variants(PolicyReader& reader, const Shared& shared, std::vector<Variant>& variants,
                   sim::Problems& problems, sim::Problems& warnings) {
  OwnNames names;
  for (Variant& variant : variants) {
    if (variant.replicates == 0) variant.replicates = shared.replicates;
    std::vector<std::string> settings = shared.settings;
    settings.insert(settings.end(), variant.settings.begin(), variant.settings.end());
    variant.root = reader.resolve(variant.policy, settings,
                                  variant.until.empty() ? shared.until : variant.until, problems, warnings);
    for (sim::Node over : {shared.with, variant.over}) {
      if (over.kind != sim::Node::Kind::kMap) continue;
      if (variant.root.partial) sim::mark_partial(over);
      variant.root = sim::merge(std::move(variant.root), over);
    }
    chokepoint::Setting setting = chokepoint::read_setting(variant.root, shared.regimes, problems);
    if (variant.name.empty()) {
      names.add(variant.root, problems);
      variant.name = setting.name;
    }
    setting.name = variant.name;
    if (variant.title.empty()) variant.title = setting.title;
    variant.hash = setting.hash;
    variant.setting = std::make_shared<const chokepoint::Setting>(std::move(setting));
  }
}

}  // namespace tools
