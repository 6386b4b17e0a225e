// The versions that stand beside a policy to price it: without controls, and with them unenforced.
#pragma once

#include <string>
#include <vector>

#include "tools/study/studies.h"

namespace tools {

/// What follows a policy's name in those of the two versions beside it, and what makes them of it.
inline constexpr const char* kFreeName = " without controls";
inline constexpr const char* kUnenforcedName = " unenforced";
std::vector<std::string> without_controls();
std::vector<std::string> unenforced();

/// Versions of each policy, in their order.
inline constexpr std::size_t kVersions = 3;

/// Of each policy three versions: as it is, without any control, and with its controls at strength 0. They are
/// made from the policy itself, whatever its file says.
std::vector<Version> priced_versions(const StudyOptions& options);

}  // namespace tools
