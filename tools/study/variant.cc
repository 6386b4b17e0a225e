#include "tools/study/variant.h"

#include <map>

#include <fmt/format.h>

namespace tools {
namespace {

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

/// Scenarios that name themselves, by their names.
class OwnNames {
 public:
  void add(const sim::Node& root, sim::Problems& problems) {
    const sim::Node* name = root.find("scenario");
    if (name == nullptr || name->kind != sim::Node::Kind::kScalar) return;
    const auto [first, is_new] = names_.emplace(name->text, name->at);
    if (is_new) return;
    problems.add(name->at, fmt::format("a second scenario named '{}'", name->text),
                 fmt::format("each scenario of a study needs a name of its own; the first is {}",
                             first->second.describe()));
  }

 private:
  std::map<std::string, sim::Where> names_;
};

}  // namespace

Variant in_role(Variant policy, PriceRole role) {
  policy.role = role;
  if (role == PriceRole::kWithoutControls) policy.name += kFreeName;
  if (role == PriceRole::kUnenforced) policy.name += kUnenforcedName;
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
