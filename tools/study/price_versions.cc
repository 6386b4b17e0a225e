#include "tools/study/price_versions.h"

#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace tools {

std::vector<std::string> without_controls() {
  return {"calendar=[]",
          "calendar_changes=[]",
          "adaptation=[]",
          "gate=[]",
          "gate_after={rule: as_it_stands}",
          "state_centres_domestic_from=null"};
}

std::vector<std::string> unenforced() { return {"enforcement.strength=0"}; }

std::vector<Version> priced_versions(const StudyOptions& options) {
  const auto settings =
      load_settings(scenario_folder(options.folder), options.scenarios, options.settings, options.until);
  std::vector<Version> versions;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const std::string& policy = options.scenarios[i];
    const std::string& name = settings[i].name;
    versions.push_back({.name = name, .policy = policy});
    versions.push_back({.name = name + kFreeName, .policy = policy, .settings = without_controls()});
    versions.push_back({.name = name + kUnenforcedName, .policy = policy, .settings = unenforced()});
  }
  return versions;
}

}  // namespace tools
