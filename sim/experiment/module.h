// Libraries that came with the program and are loaded when a command asks for them: what they bring with them is paid for
// by no other.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace sim {

/// A library in lib/chokepoint, and the one name that it shows.
struct Module {
  const char* library;    ///< "chokepoint-surrogates.so"
  const char* symbol;     ///< with C linkage
  const char* needed_by;  ///< "surrogates"
};

/// The address of its symbol, loaded when first asked for (installation.h says from whose lib/chokepoint) and never
/// unloaded. Throws std::runtime_error, which says where the library was looked for, or what the linker missed. For any
/// thread.
void* symbol_of(const Module& module);

/// The same from the first of these folders that has the library.
void* symbol_of(const Module& module, std::span<const std::filesystem::path> folders);

}  // namespace sim
