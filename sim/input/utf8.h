// UTF-8 as far as places in a text need it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sim {

/// The offset of the first byte that is not UTF-8 (overlong forms and surrogates are not), or nothing.
std::optional<std::size_t> first_bad_utf8(std::string_view text);

/// How many characters a text holds: what a column counts.
int count_characters(std::string_view text);

}  // namespace sim
