// The regimes of the tiny world, as they would stand in files.
#pragma once

#include <span>

namespace tiny {

std::span<const char* const> law_files();

}  // namespace tiny
