#include "sim/numeric/hash.h"

#include <fmt/format.h>

namespace sim {

std::string hex(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace sim
