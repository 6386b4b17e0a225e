#include "sim/analysis/surrogate_module.h"

#include <stdexcept>
#include <string>
#include <system_error>

#include <dlfcn.h>
#include <fmt/format.h>

#include "sim/experiment/installation.h"

namespace sim::detail {
namespace {

constexpr const char* kLibrary = "chokepoint-surrogates.so";
constexpr const char* kFits = "chokepoint_surrogate_fits";

}  // namespace

const SurrogateFits& load_surrogate_fits(std::span<const std::filesystem::path> folders) {
  std::string looked_in;
  for (const std::filesystem::path& folder : folders) {
    const std::filesystem::path file = folder / kLibrary;
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
      looked_in += fmt::format("{}{}", looked_in.empty() ? "" : ", ", folder.string());
      continue;
    }
    // Never closed: what it returns holds its code.
    void* library = dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL);
    void* fits = library == nullptr ? nullptr : dlsym(library, kFits);
    if (fits == nullptr) {
      // glibc keeps the text of an error by thread.
      throw std::runtime_error(
          fmt::format("surrogates cannot be loaded: {}", dlerror()));  // NOLINT(concurrency-mt-unsafe)
    }
    return *reinterpret_cast<decltype(&chokepoint_surrogate_fits)>(fits)();
  }
  throw std::runtime_error(fmt::format("surrogates need {}, which is not in any of {}", kLibrary, looked_in));
}

const SurrogateFits& surrogate_fits() {
  static const SurrogateFits& fits = [&]() -> const SurrogateFits& {
    return load_surrogate_fits(installed_places("lib/chokepoint"));
  }();
  return fits;
}

}  // namespace sim::detail
