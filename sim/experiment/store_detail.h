// The detail of a run as it lies in a store: deflated.
#pragma once

#include <string>
#include <string_view>

namespace sim {

/// Makes bytes short; nothing of nothing. Throws std::bad_alloc.
std::string deflated(std::string_view bytes);
/// The bytes again. Throws StoreError when they are not what deflated() gives.
std::string inflated(std::string_view deflated);

}  // namespace sim
