#include "sim/experiment/module.h"

#include <stdexcept>
#include <string>
#include <system_error>

#include <dlfcn.h>
#include <fmt/format.h>

#include "sim/experiment/installation.h"

namespace sim {

void* symbol_of(const Module& module, std::span<const std::filesystem::path> folders) {
  std::string looked_in;
  for (const std::filesystem::path& folder : folders) {
    const std::filesystem::path file = folder / module.library;
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
      looked_in += fmt::format("{}{}", looked_in.empty() ? "" : ", ", folder.string());
      continue;
    }
    // Never closed: what it returns holds its code.
    void* library = dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL);
    void* symbol = library == nullptr ? nullptr : dlsym(library, module.symbol);
    if (symbol == nullptr) {
      // glibc keeps the text of an error by thread.
      const char* why = dlerror();  // NOLINT(concurrency-mt-unsafe)
      throw std::runtime_error(fmt::format("{} cannot be loaded: {}", module.needed_by, why));
    }
    return symbol;
  }
  throw std::runtime_error(
      fmt::format("{} need {}, which is not in any of {}", module.needed_by, module.library, looked_in));
}

void* symbol_of(const Module& module) { return symbol_of(module, installed_places("lib/chokepoint")); }

}  // namespace sim
