#include "tools/scenarios/folder.h"

#include <algorithm>
#include <cctype>
#include <span>

#include <fmt/format.h>

#include "sim/experiment/installation.h"
#include "sim/input/node.h"
#include "tools/console/warnings.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHere = "scenarios";
constexpr const char* kInstalled = "share/chokepoint/scenarios";

sim::Node read_file(const fs::path& file, sim::Problems& problems) {
  return sim::read_yaml(file, shown_path(file), problems);
}

bool ends_in(const fs::path& file, std::string_view ending) {
  std::string written = file.extension().string();
  for (char& letter : written) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return written == ending;
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

std::vector<std::string> text_of(std::span<const fs::path> paths) {
  std::vector<std::string> texts;
  for (const fs::path& path : paths) texts.push_back(path.string());
  return texts;
}

}  // namespace

fs::path scenario_folder(const std::string& given) {
  if (!given.empty()) return given;
  const fs::path came = is_folder(kHere) ? fs::path() : sim::installed(kInstalled);
  return came.empty() ? fs::path(kHere) : came;
}

std::string which_scenario_folder(const std::string& given) {
  const fs::path folder = scenario_folder(given);
  if (!given.empty())
    return fmt::format("{} ({})", given, is_folder(folder) ? "--scenarios says so" : "no such folder");
  if (folder != kHere) return fmt::format("{} (came with the program)", folder.string());
  if (is_folder(folder))
    return fmt::format("{} (of the current folder)", fs::absolute(folder).lexically_normal().string());
  return fmt::format("none; looked for ./{}, {}; --scenarios says where else", kHere,
                     fmt::join(text_of(sim::installed_places(kInstalled)), ", "));
}

std::string shown_path(const fs::path& path) {
  // Nearly all are given from the current folder on: the system need not be asked where they lie.
  const fs::path normal = path.lexically_normal();
  if (normal.is_relative() && !normal.empty() && *normal.begin() != "..")
    return (normal.has_filename() ? normal : normal.parent_path()).string();
  std::error_code error;
  const fs::path inside = fs::relative(path, error);
  if (error || inside.empty() || *inside.begin() == "..") return path.string();
  return inside.string();
}

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  sim::Problems warnings;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& file = entry->path();
    if (file.filename().string().starts_with('.')) continue;
    if (file.extension() == ".yaml") {
      files.push_back(file);
    } else if (ends_in(file, ".yml") || ends_in(file, ".yaml")) {
      warnings.add(argument(shown_path(file)), "is not read", "rename it to .yaml");
    }
  }
  warn_once(warnings);
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> yaml_names(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::path& file : yaml_files(folder)) names.push_back(file.stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<sim::Node> read_regime_files(const fs::path& folder, sim::Problems& problems) {
  const fs::path regimes = folder / "regimes";
  std::vector<sim::Node> read;
  for (const fs::path& file : yaml_files(regimes)) read.push_back(read_file(file, problems));
  if (read.empty())
    problems.add(argument(shown_path(regimes)), is_there(regimes) ? "no regimes" : "no such folder",
                 "it holds the law, a regime a file");
  return read;
}

Library read_library(const fs::path& folder, sim::Problems& problems) {
  Library library;
  library.catalogue = chokepoint::read_catalogue(read_file(folder / "chips.yaml", problems), problems);
  library.network = chokepoint::read_place_network(read_file(folder / "places.yaml", problems), problems);
  library.regimes = chokepoint::read_regimes(read_regime_files(folder, problems), problems);
  return library;
}

}  // namespace tools
