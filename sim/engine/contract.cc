#include "sim/engine/contract.h"

#include <fmt/format.h>

namespace sim::detail {

void contract_broken(const char* file, int line, fmt::string_view text, fmt::format_args args) {
  throw ContractBroken(fmt::format("{}:{}: {}", file, line, fmt::vformat(text, args)));
}

}  // namespace sim::detail
