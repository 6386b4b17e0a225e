#include "tools/scenario_folder.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/input/node.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

sim::Node read_file(const fs::path& file, sim::Problems& problems) {
  return sim::read_yaml(file, shown_path(file), problems);
}

std::vector<fs::path> yaml_files(const fs::path& folder, sim::Problems& problems) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  if (error)
    problems.add({}, fmt::format("no such folder: {}", shown_path(folder)), "a scenario folder has one");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

fs::path scenario_folder(const std::string& given) {
  if (!given.empty()) return given;
  return fs::is_directory("scenarios") ? fs::path("scenarios") : fs::path(CHOKEPOINT_SCENARIOS);
}

std::string shown_path(const fs::path& path) {
  std::error_code error;
  const fs::path inside = fs::relative(path, error);
  if (error || inside.empty() || *inside.begin() == "..") return path.string();
  return inside.string();
}

Library read_library(const fs::path& folder, sim::Problems& problems) {
  Library library;
  library.catalogue = chokepoint::read_catalogue(read_file(folder / "chips.yaml", problems), problems);
  library.network = chokepoint::read_place_network(read_file(folder / "places.yaml", problems), problems);
  std::vector<sim::Node> files;
  for (const fs::path& file : yaml_files(folder / "regimes", problems))
    files.push_back(read_file(file, problems));
  library.regimes = chokepoint::read_regimes(files, problems);
  return library;
}

}  // namespace tools
