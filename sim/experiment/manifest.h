// What made a result: enough to make it again, and nothing (no clock, no host) that differs when one does.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// The program as it was built.
struct Build {
  std::string version;   ///< "0.1.0"
  std::string commit;    ///< 40 hex digits, or "unknown" when built outside a git checkout
  std::string changes;   ///< "none", "uncommitted" (in the sources when it was built) or "unknown"
  std::string compiler;  ///< "GNU 12.2.0"
  std::string flags;     ///< "-O3 -DNDEBUG -ffp-contract=off"; without warnings
  /// hash_of() of the program's file, where no commit tells what it was made of; else empty.
  std::string program{};

  // NOLINTNEXTLINE(modernize-use-nullptr): misread by clang-tidy 14
  bool operator==(const Build&) const = default;
};
const Build& this_build();
/// "commit 1a2b3c4d5e with changes, GNU 12.2.0".
std::string words(const Build& build);
/// The day of its commit, as 2026-11-29; empty when that is unknown. It is no part of what made a result.
std::string commit_day();

/// A file that a result depends on.
struct InputFile {
  std::string path;  ///< as the user gave it
  std::uint64_t hash = 0;
};

/// The same of a file's content. Throws FileError when it cannot be read.
InputFile hashed(const std::filesystem::path& file);

struct Manifest {
  Build build;
  std::uint64_t seed = 0;
  std::uint64_t runs = 0;
  std::vector<InputFile> inputs;          ///< in the order they were read
  std::vector<std::string> command_line;  ///< with the program's name first
};

/// JSON with its keys in a fixed order, ending in a newline: the same bytes whenever the same is done again.
/// Bytes of a path or option that are not UTF-8 become U+FFFD.
std::string write_json(const Manifest& manifest);

}  // namespace sim
