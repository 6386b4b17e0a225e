#include "sim/experiment/installation.h"

#include <system_error>

namespace sim {

namespace fs = std::filesystem;

std::array<fs::path, 2> installed_places(const std::string& path) {
  std::error_code error;
  const fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
  return {here / path, here.parent_path() / path};
}

fs::path installed(const std::string& path) {
  for (const fs::path& place : installed_places(path)) {
    std::error_code error;
    fs::path real = fs::canonical(place, error);
    if (!error) return real;
  }
  return {};
}

}  // namespace sim
