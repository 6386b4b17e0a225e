// A side of the page as a policy file: what it extends, and the differences.
#pragma once

#include <filesystem>
#include <string>

#include "tools/explore/state.h"

namespace tools {

/// The text of a policy of this name that runs as the side does. Throws sim::BadInput for overrides that are none, and for a
/// name that is no name: letters, digits and hyphens, 40 at most.
std::string policy_text(const ExploreSide& side, const std::string& name, const std::string& title);

/// Writes NAME.yaml into a folder, where there is none of this name yet, and returns its path. Throws sim::FileError.
std::filesystem::path write_policy(const std::filesystem::path& folder, const std::string& name,
                                   const std::string& text);

}  // namespace tools
