#include "tools/study/steps_file.h"

#include <filesystem>

#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace tools {

namespace fs = std::filesystem;

StepsFile read_steps(const StudyOptions& options, sim::Problems& problems) {
  const fs::path folder = scenario_folder(options.folder);
  const fs::path path = folder / "steps.yaml";
  StepsFile file;
  if (!fs::exists(path)) return file;
  sim::read(sim::read_yaml(path, shown_path(path), problems), file, "the file of steps", problems);
  const std::vector<std::string> known = policies_of(folder);
  for (const auto& [name, at, step] : file.steps) {
    check_policy({step.from, {}}, known, problems);
    check_policy({step.to, {}}, known, problems);
  }
  return file;
}

}  // namespace tools
